import type { ReactNode } from 'react';
import type { ExperimentPlan, PlannedDesign, PlannedMeasure } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { observedOf } from './observed.ts';
import { words } from './strings.ts';

const text = words.answer;
const YEAR_DAYS = 365;

interface Step {
  name: string;
  of: (design: PlannedDesign) => number | string | null;
}

/** From observations that know nothing of each other to visitors and days. */
function stepsOf(measure: PlannedMeasure, { clusterFactor }: ExperimentPlan): Step[] {
  const observed = text.rows[observedOf[measure]];
  return [
    { name: `${observed}, ${text.independent}`, of: ({ independent }) => independent },
    { name: `${observed}, ${text.rows.alike(clusterFactor.toFixed(2))}`, of: ({ observations }) => observations },
    ...(observedOf[measure] === 'ratings' ? [{ name: text.rows.asked, of: (design: PlannedDesign) => design.asked }] : []),
    ...(observedOf[measure] === 'conversations' ? [] : [{ name: text.rows.conversationsNeeded, of: ({ conversations }: PlannedDesign) => conversations }]),
    { name: text.rows.visitors, of: ({ visitorsPerVariant }) => visitorsPerVariant },
    { name: text.rows.total, of: ({ visitors }) => visitors },
    { name: text.rows.units, of: ({ units }) => units },
    { name: text.rows.days, of: ({ days }) => daysTold(days) },
  ];
}

const told = (value: number | string | null): string => (typeof value === 'number' ? count(value) : value ?? '');

function daysTold(days: number | null): number | string {
  if (days === null) return text.noDays;
  return days > YEAR_DAYS ? text.overAYear : Math.max(1, Math.ceil(days));
}

/** How the sentence comes about, for each way of deciding. */
export function PlanSteps({ measure, plan }: { measure: PlannedMeasure; plan: ExperimentPlan }): ReactNode {
  return (
    <Section title={words.steps.title}>
      <DataTable
        caption={words.steps.title} rows={stepsOf(measure, plan)} keyOf={({ name }) => name}
        columns={[
          { head: words.steps.each, cell: ({ name }) => name },
          { head: text.any, numeric: true, cell: ({ of }) => told(of(plan.sequential)) },
          { head: text.end, numeric: true, cell: ({ of }) => told(of(plan.hybrid)) },
          { head: text.once, numeric: true, cell: ({ of }) => told(of(plan.fixed)) },
        ]}
      />
      <WorkedOut panel="power" />
    </Section>
  );
}
