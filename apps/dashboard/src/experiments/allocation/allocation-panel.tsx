import type { ReactNode } from 'react';
import type { AllocationView, Results } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { count, instant, weight } from '../../format.ts';
import { Explained } from '../../parts/explained.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useSession } from '../../session.tsx';
import { tellOwn } from '../compared/measures.ts';
import { words as compared } from '../compared/strings.ts';
import { tellChance } from '../compared/told-evidence.ts';
import { useAllocation } from '../data.ts';
import { lookedVariants } from '../looked-variants.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { words } from './strings.ts';
import form from '../experiments.module.css';
import css from './allocation.module.css';

const text = words.panel;
type Adaptive = Extract<AllocationView, { kind: 'adaptive' }>;

/** Of an experiment whose shares follow what is measured: where they are, where they go, and what that waits for. */
export function AllocationPanel({ results }: { results: Results }): ReactNode {
  const reading = useAllocation(results.experiment.id);
  return (
    <Section title={text.title}>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={4} />}>
        {(view) => view.kind === 'adaptive' && <Shown view={view} results={results} />}
      </Loaded>
    </Section>
  );
}

function Shown({ view, results }: { view: Adaptive; results: Results }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { waiting, dueAt, computedAt, best } = view;
  const later = dueAt !== null && Date.parse(dueAt) > Date.parse(computedAt);
  return (
    <>
      <p className={css.step} role="status">{waiting ? waiting.sentence : text.step} {later && text.due(instant(dueAt, timeZone))}</p>
      <SharesTable view={view} results={results} />
      {best && <p className={form.note}>{tellBest(best, results)}</p>}
      <p className={form.note}>{text.note}</p>
      <WorkedOut panel="allocation" />
    </>
  );
}

function tellBest({ variantId, known, evidence, threshold }: NonNullable<Adaptive['best']>, { variants }: Results): string {
  const name = variants.find(({ variant }) => variant.id === variantId)?.variant.name ?? '';
  return (known ? text.known : text.unknown)(name, evidence.toFixed(1), threshold.toFixed(1));
}

function SharesTable({ view, results }: { view: Adaptive; results: Results }): ReactNode {
  const { primary } = results.experiment.decision;
  const need = view.waiting?.why === 'closed_units' ? view.waiting.need : null;
  const rows = lookedVariants(results.variants).flatMap((one) => view.variants.filter(({ variantId }) => variantId === one.variant.id).map((allotted) => ({ ...one, ...allotted })));
  return (
    <DataTable
      caption={text.title} rows={rows} keyOf={({ variantId }) => variantId}
      columns={[
        { head: text.variant, cell: ({ variant, look, harmed }) => <><VariantName look={look} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} />{harmed && <span className={form.small}>{text.harmed}</span>}</> },
        { head: text.now, numeric: true, cell: (row) => weight(row.weight) },
        { head: text.next, numeric: true, cell: (row) => (row.next === null || row.next === row.weight ? text.stays : weight(row.next)) },
        { head: <Explained meaning={text.chanceMeans}>{text.chance}</Explained>, numeric: true, cell: ({ chanceOfBest }) => (chanceOfBest === null ? text.few : tellChance(chanceOfBest)) },
        { head: compared.measures[primary], numeric: true, cell: ({ value }) => (value === null ? text.few : tellOwn(primary, value)) },
        { head: text.closed, numeric: true, cell: ({ closedUnits }) => (need !== null && closedUnits < need ? text.closedOf(count(closedUnits), count(need)) : count(closedUnits)) },
      ]}
    />
  );
}
