import type { ReactNode } from 'react';
import type { ApproachReport, TrainingReport } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, percent } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { KindName } from '../kind-name.tsx';
import { words } from './strings.ts';
import css from '../backends.module.css';

const text = words.compared;
const STANDARD_TARGET = 0.95;
const points = (share: number): string => text.points((share * 100).toFixed(1));

/** How many questions are answered when 95 % of the answers shall be right. */
function answeredOf({ points: all }: ApproachReport): string {
  const point = all.find(({ target }) => target >= STANDARD_TARGET - 1e-9);
  if (!point) return text.unread;
  return point.reached ? percent(point.expected.answered) : text.unreached(percent(point.expected.accuracy));
}

interface Measure {
  name: string;
  tell: (approach: ApproachReport) => string;
  frozen?: (report: TrainingReport) => string;
}

const measures: readonly Measure[] = [
  { name: text.recognised, tell: ({ accuracy }) => percent(accuracy), frozen: ({ frozenAccuracy }) => percent(frozenAccuracy) },
  { name: text.f1, tell: ({ macroF1 }) => percent(macroF1) },
  { name: text.calibration, tell: ({ eceAfter }) => points(eceAfter) },
  { name: text.before, tell: ({ eceBefore }) => points(eceBefore) },
  { name: text.answered, tell: answeredOf },
];

interface Props {
  report: TrainingReport;
  approaches: NonNullable<TrainingReport['approaches']>;
  heldOut: number;
}

/** Both ways to use the model beside each other, and what there was before. */
export function ComparedApproaches({ report, approaches: { fineTuned, hybrid }, heldOut }: Props): ReactNode {
  return (
    <Section title={text.title}>
      <DataTable
        caption={text.title} rows={measures} keyOf={({ name }) => name}
        columns={[
          { head: text.measure, cell: ({ name }) => <span className={css.wide}>{name}</span> },
          { head: <KindName kind="fine_tuned" />, numeric: true, cell: ({ tell }) => tell(fineTuned) },
          { head: <KindName kind="hybrid" />, numeric: true, cell: ({ tell }) => tell(hybrid) },
          { head: text.frozen, numeric: true, cell: ({ frozen }) => (frozen ? frozen(report) : <span className={css.soft}>{text.nothing}</span>) },
        ]}
      />
      <p className={`${css.note} ${css.below}`}>{text.note(count(report.testExamples), count(heldOut))}</p>
    </Section>
  );
}
