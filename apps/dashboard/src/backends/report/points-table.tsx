import type { ReactNode } from 'react';
import type { ApproachReport } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { ToldValue } from '../../charts/told-value.tsx';
import { count, percent, type Told } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { groupedPoints, type PointGroup } from './grouped-points.ts';
import { words } from './strings.ts';
import css from '../backends.module.css';

const text = words.points;
const whole = (share: number): string => percent(share, 0);

const targetOf = ({ from, to, point }: PointGroup): Told =>
  ({ main: from === to ? whole(from) : text.range(whole(from), whole(to)), detail: point.reached ? '' : text.unreached, missing: !point.reached });

/** Every target with its thresholds, what is expected of them and what came of them in the test. */
export function PointsTable({ approach: { points }, test }: { approach: ApproachReport; test: number }): ReactNode {
  if (points.length === 0) return <Section title={text.title}><p className={css.note}>{text.empty}</p></Section>;
  return (
    <Section title={text.title}>
      <p className={css.note}>{text.note(count(test))}</p>
      <DataTable
        caption={text.title} rows={groupedPoints(points)} keyOf={({ from }) => String(from)}
        columns={[
          { head: text.target, cell: (group) => <ToldValue told={targetOf(group)} /> },
          { head: text.answer, numeric: true, cell: ({ point }) => percent(point.answer) },
          { head: text.clarify, numeric: true, cell: ({ point }) => percent(point.clarify) },
          { head: text.answered, numeric: true, cell: ({ point }) => percent(point.expected.answered) },
          { head: text.right, numeric: true, cell: ({ point }) => percent(point.expected.accuracy) },
          { head: text.askedBack, numeric: true, cell: ({ point }) => percent(point.expected.askedBack) },
          { head: text.handedOver, numeric: true, cell: ({ point }) => percent(point.expected.handedOver) },
          { head: text.testAnswered, numeric: true, cell: ({ point }) => percent(point.tested.answered) },
          { head: text.testRight, numeric: true, cell: ({ point }) => percent(point.tested.accuracy) },
        ]}
      />
    </Section>
  );
}
