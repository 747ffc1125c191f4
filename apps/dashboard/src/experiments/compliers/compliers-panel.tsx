import type { ReactNode } from 'react';
import type { ComplierEffect, Results } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { percent } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { words as compared } from '../compared/strings.ts';
import { treatmentsOf } from '../looked-variants.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { words } from './strings.ts';
import { tellAssigned, tellComplier } from './tell-complier.ts';
import page from '../experiments.module.css';

/** The difference by assignment beside the one where a variant answered itself; nothing where no fallback answered. */
export function CompliersPanel({ results: { experiment, variants, analysis: { compliers = [], comparisons } } }: { results: Results }): ReactNode {
  if (compliers.length === 0) return null;
  const rows = treatmentsOf(variants).flatMap((one) => compliers.filter(({ variantId }) => variantId === one.variant.id).map((found) => ({ ...one, found })));
  const comparisonOf = ({ variantId, measure }: ComplierEffect) => comparisons.find((one) => one.variantId === variantId && one.measure === measure);
  const measure = compared.measures[experiment.decision.primary];
  return (
    <Section title={words.title}>
      <p className={page.prose}>{words.about(measure.charAt(0).toLowerCase() + measure.slice(1))}</p>
      <DataTable
        caption={words.title} rows={rows} keyOf={({ variant }) => variant.id}
        columns={[
          { head: words.variant, cell: ({ variant, look }) => <VariantName look={look} name={variant.name} /> },
          { head: words.served, numeric: true, cell: ({ found }) => percent(found.served) },
          { head: words.byAssignment, numeric: true, cell: ({ found }) => tellAssigned(comparisonOf(found)) },
          { head: words.itself, numeric: true, cell: ({ found }) => <Effect found={found} better={comparisonOf(found)?.better ?? 'more'} /> },
        ]}
      />
      <p className={page.note}>{words.note}</p>
      <WorkedOut panel="compliers" />
    </Section>
  );
}

function Effect({ found, better }: { found: ComplierEffect; better: 'more' | 'less' }): ReactNode {
  const { told, claim } = tellComplier(found, better);
  return <>{told}{claim && <span className={page.small}>{words.shown[claim]}</span>}</>;
}
