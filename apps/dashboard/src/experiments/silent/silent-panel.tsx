import type { ReactNode } from 'react';
import type { NonResponse, Results } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { count, percent } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { tellRange } from '../compared/measures.ts';
import { lookedVariants } from '../looked-variants.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { words } from './strings.ts';
import { tellComparable, tellSilent, tellWeighted } from './tell-silent.ts';
import page from '../experiments.module.css';

const means = (bounds: NonResponse['bounds']): string => (bounds ? words.range(bounds.low.toFixed(2), bounds.high.toFixed(2)) : words.nobody);
const differences = (bounds: NonResponse['leeBounds'], isControl: boolean): string => (isControl ? words.control : bounds ? tellRange('csat', bounds) : words.untested);

/** What the silent could change of the ratings; nothing while nobody was asked. */
export function SilentPanel({ results: { variants, analysis: { nonResponse } } }: { results: Results }): ReactNode {
  if (nonResponse.every(({ asked }) => asked === 0)) return null;
  const rows = lookedVariants(variants).flatMap((one) => nonResponse.filter(({ variantId }) => variantId === one.variant.id).map((found) => ({ ...one, found })));
  const { alarm, sentence } = tellSilent(nonResponse, (id) => rows.find(({ variant }) => variant.id === id)?.variant.name ?? id);
  return (
    <Section title={words.title}>
      <p className={alarm ? page.alarm : page.prose}>{sentence}</p>
      <DataTable
        caption={words.title} rows={rows} keyOf={({ variant }) => variant.id}
        columns={[
          { head: words.variant, cell: ({ variant, look }) => <VariantName look={look} name={variant.name} isControl={variant.isControl} /> },
          { head: words.asked, numeric: true, cell: ({ found }) => count(found.asked) },
          { head: words.rated, numeric: true, cell: ({ found }) => count(found.rated) },
          { head: words.rate, numeric: true, cell: ({ found }) => (found.asked > 0 ? percent(found.rated / found.asked) : words.nobody) },
          { head: words.comparable, cell: ({ found, variant }) => tellComparable(found, variant.isControl) },
          { head: words.bounds, numeric: true, cell: ({ found }) => means(found.bounds) },
          { head: words.difference, numeric: true, cell: ({ found, variant }) => differences(found.differenceBounds, variant.isControl) },
          { head: words.weighted, numeric: true, cell: ({ found, variant }) => tellWeighted(found.weighted, variant.isControl) },
          { head: words.lee, numeric: true, cell: ({ found, variant }) => differences(found.leeBounds, variant.isControl) },
        ]}
      />
      <p className={page.note}>{words.note}</p>
      <WorkedOut panel="silent" />
    </Section>
  );
}
