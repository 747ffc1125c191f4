import type { Results, Variant } from '#contracts';
import { looksOf, type VariantLook } from '../variant-look.ts';

export interface LookedVariant {
  variant: Variant;
  look: VariantLook;
}

/** The variants of the results, each with how it is drawn; in their order. */
export function lookedVariants(results: Results['variants']): LookedVariant[] {
  const variants = results.map(({ variant }) => variant);
  const looks = looksOf(variants);
  return variants.flatMap((variant, at) => (looks[at] ? [{ variant, look: looks[at] }] : []));
}

/** Those that compete with the control; its twin does not. */
export const treatmentsOf = (results: Results['variants']): LookedVariant[] => lookedVariants(results).filter(({ variant }) => !variant.isControl && !variant.isTwin);
