import type { ReactNode } from 'react';
import type { Results } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { count, percent } from '../../format.ts';
import { tellP } from '../../told-p.ts';
import type { LookedVariant } from '../looked-variants.ts';
import { words } from './strings.ts';
import css from './gates.module.css';

const text = words.shared;
const whole = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);
const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${count(Math.abs(value))}`;

/** How many visitors each variant got, beside how many its weight asks for, and the tests of it. */
export function SharedOut({ ratio, variants }: { ratio: Results['analysis']['sampleRatio']; variants: readonly LookedVariant[] }): ReactNode {
  const all = whole(ratio.variants.map(({ assigned }) => assigned));
  if (all === 0) return <p className={css.test}>{text.none}</p>;
  const rows = variants.flatMap((one) => ratio.variants.filter(({ variantId }) => variantId === one.variant.id).map((counts) => ({ ...one, ...counts })));
  return (
    <>
      <DataTable
        caption={text.open} rows={rows} keyOf={({ variantId }) => variantId}
        columns={[
          { head: text.variant, cell: ({ variant, look }) => <VariantName look={look} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} /> },
          { head: text.assigned, numeric: true, cell: ({ assigned }) => count(assigned) },
          { head: text.expected, numeric: true, cell: ({ expected }) => count(expected) },
          { head: text.off, numeric: true, cell: ({ assigned, expected }) => signed(Math.round(assigned - expected)) },
          { head: text.share, numeric: true, cell: ({ assigned }) => percent(assigned / all) },
        ]}
      />
      {ratio.p !== null && <p className={css.test}>{text.once(tellP(ratio.p))}</p>}
      {ratio.sequentialP !== null && <p className={css.test}>{text.always(tellP(ratio.sequentialP))}</p>}
    </>
  );
}
