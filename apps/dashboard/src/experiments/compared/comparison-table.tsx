import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { usualAlpha, type DuelSummary, type Results } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { PreferenceCell, PreferenceName } from '../duels/duels-row.tsx';
import { isEmpty } from '../duels/tell-duels.ts';
import { treatmentsOf } from '../looked-variants.ts';
import { DifferenceCell } from './difference-cell.tsx';
import { MeasureName } from './measure-name.tsx';
import { rowsOf, type Row } from './rows.ts';
import { words } from './strings.ts';
import { reachOf } from './told-difference.ts';
import { tellRight } from './measures.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import page from '../experiments.module.css';

interface Props {
  results: Results;
  /** What agents prefer; absent until it is read. */
  duels?: DuelSummary | undefined;
}

/** Last row: no measure of visitors. */
const PREFERENCE = 'preference';

/** Each variant against the control, one measure a row: how large the difference is, how sure, and what may be claimed. */
export function ComparisonTable({ results: { experiment: { decision: { alpha = usualAlpha, design } }, variants, analysis: { comparisons } }, duels }: Props): ReactNode {
  const [all, setAll] = useState(false);
  const title = words.title(variants.find(({ variant }) => variant.isControl)?.variant.name ?? '');
  const rows = rowsOf(comparisons);
  const others = rows.filter(({ role }) => role === 'other').length;
  const shown: readonly (Row | typeof PREFERENCE)[] = [...(all ? rows : rows.filter(({ role }) => role !== 'other')), ...(duels && !isEmpty(duels) ? [PREFERENCE] as const : [])];
  return (
    <Section title={title}>
      <DataTable
        caption={title} rows={shown} keyOf={(row) => (row === PREFERENCE ? row : row.measure)}
        columns={[
          { head: words.measure, cell: (row) => (row === PREFERENCE ? <PreferenceName /> : <MeasureName measure={row.measure} role={row.role} />) },
          ...treatmentsOf(variants).map(({ variant, look }) => ({
            head: <VariantName look={look} name={variant.name} />,
            cell: (row: Row | typeof PREFERENCE) => (row === PREFERENCE
              ? duels && <PreferenceCell summary={duels} variantId={variant.id} colour={look.colour} />
              : <DifferenceCell comparison={row.comparisons.find(({ variantId }) => variantId === variant.id)} reach={reachOf(row.comparisons)} colour={look.colour} alpha={alpha} />),
          })),
        ]}
      />
      {others > 0 && <Button variant="subtle" color="gray" size="compact-sm" mt="xs" aria-expanded={all} onClick={() => setAll(!all)}>{all ? words.fewer : words.more(others)}</Button>}
      <p className={page.note}>{words.note(tellRight(alpha), design === 'hybrid' ? tellRight(alpha / 5) : null)}</p>
      <WorkedOut panel="compared" />
    </Section>
  );
}
