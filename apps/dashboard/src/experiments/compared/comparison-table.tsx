import type { ReactNode } from 'react';
import type { Comparison, Results } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { CostHeading } from '../../parts/cost-heading.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { looksOf } from '../../variant-look.ts';
import { IntervalPlot } from './interval-plot.tsx';
import { words } from './strings.ts';
import { reachOf, tellDifference } from './told-difference.ts';
import page from '../experiments.module.css';
import css from './compared.module.css';

interface Row {
  measure: Comparison['measure'];
  comparisons: readonly Comparison[];
}

const rowsOf = (comparisons: readonly Comparison[]): Row[] =>
  [...new Set(comparisons.map(({ measure }) => measure))].map((measure) => ({ measure, comparisons: comparisons.filter((one) => one.measure === measure) }));

/** Each variant against the control, one measure a row: how large the difference is, how sure, and what may be claimed. */
export function ComparisonTable({ results: { variants, comparisons } }: { results: Results }): ReactNode {
  const control = variants.find(({ variant }) => variant.isControl)?.variant.name ?? '';
  const looks = looksOf(variants.map(({ variant }) => variant));
  const treatments = variants.flatMap(({ variant }, at) => (variant.isControl ? [] : [{ variant, look: looks[at] as (typeof looks)[number] }]));
  return (
    <Section title={words.title(control)}>
      <DataTable
        caption={words.title(control)} rows={rowsOf(comparisons)} keyOf={({ measure }) => measure}
        columns={[
          { head: words.measure, cell: ({ measure }) => (measure === 'cost' ? <CostHeading>{words.measures.cost}</CostHeading> : words.measures[measure]) },
          ...treatments.map(({ variant, look }) => ({
            head: <VariantName look={look} name={variant.name} />,
            cell: (row: Row) => <Difference comparison={row.comparisons.find(({ variantId }) => variantId === variant.id)} reach={reachOf(row.comparisons)} colour={look.colour} />,
          })),
        ]}
      />
      <p className={page.note}>{words.note}</p>
    </Section>
  );
}

function Difference({ comparison, reach, colour }: { comparison: Comparison | undefined; reach: number | null; colour: string }): ReactNode {
  if (!comparison) return null;
  const { main, detail, claim } = tellDifference(comparison);
  if (claim === null) return <span className={css.missing}>{main}</span>;
  return (
    <div className={css.cell}>
      {comparison.difference.kind === 'difference' && reach !== null ? <IntervalPlot difference={comparison.difference} reach={reach} colour={colour} /> : <span />}
      <span className={css.told}><span>{main}</span> <span className={css.claim} data-claim={claim}>{words[claim]}</span> <span className={css.detail}>{detail}</span></span>
    </div>
  );
}
