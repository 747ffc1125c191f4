import type { Product } from './product.ts';

/** What a person at the terminal needs to know. */
export function welcome(product: Product, setupLink: string | null): void {
  const { config } = product;
  const lines = [
    '',
    `  Duet is running.`,
    `  Dashboard   ${config.publicUrl}/`,
    ...(config.demo ? [`  Demo shop   ${config.publicUrl}/demo`] : []),
    `  API         ${config.publicUrl}/docs`,
    ...(setupLink ? ['', '  This installation has no owner yet. Claim it within 30 minutes:', `  ${setupLink}`, '  ("npx duet setup-link" prints a new link and ends this one.)'] : []),
    '',
  ];
  console.log(lines.join('\n'));
}
