import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { ApproachReport } from '#contracts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { DataTable } from '../../charts/data-table.tsx';
import { count, percent } from '../../format.ts';
import { idealLook, plainLook, secondLook, shareTick, type XyLine } from '../xy-line.ts';
import { words } from './strings.ts';
import css from '../backends.module.css';

const XyChart = lazy(() => import('../xy-chart.tsx'));
const text = words.reliability;
const whole = (share: number): string => percent(share, 0);
/** A share of fewer questions than this jumps about and says little. */
const FEWEST = 5;
const ticks = [0, 0.25, 0.5, 0.75, 1];

type Bins = ApproachReport['reliabilityAfter'];

const lineOf = (id: string, name: string, bins: Bins, look: XyLine['look']): XyLine => ({
  id, name, look,
  points: bins.filter((bin) => bin.count >= FEWEST).map((bin) => ({ x: bin.confidence, y: bin.accuracy, told: text.told(whole(bin.accuracy), count(bin.count)) })),
});
const ideal: XyLine = { id: 'ideal', name: text.ideal, look: idealLook, drawn: 'line', points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] };

/** Confidence against the share that was right, before temperatures were learnt and after. */
export function ReliabilityChart({ approach: { reliabilityBefore, reliabilityAfter } }: { approach: ApproachReport }): ReactNode {
  const lines = [lineOf('before', text.before, reliabilityBefore, secondLook), lineOf('after', text.after, reliabilityAfter, plainLook)].filter(({ points }) => points.length > 0);
  return (
    <ChartFrame
      title={text.title} note={text.note(FEWEST)} table={<Twin before={reliabilityBefore} after={reliabilityAfter} />}
      chart={lines.length === 0 ? <p className={css.note}>{text.empty}</p> : (
        <XyChart title={text.title} lines={[ideal, ...lines]} xName={text.sure} xFormat={whole} yFormat={shareTick} xDomain={[0, 1]} yTicks={ticks} />
      )}
    />
  );
}

function Twin({ before, after }: { before: Bins; after: Bins }): ReactNode {
  const rows = [...after.map((bin) => ({ part: text.after, ...bin })), ...before.map((bin) => ({ part: text.before, ...bin }))];
  return (
    <DataTable
      caption={text.title} rows={rows} keyOf={({ part, confidence }) => `${part} ${confidence}`}
      columns={[
        { head: text.part, cell: ({ part }) => part },
        { head: text.sure, numeric: true, cell: ({ confidence }) => percent(confidence) },
        { head: text.right, numeric: true, cell: ({ accuracy }) => percent(accuracy) },
        { head: text.questions, numeric: true, cell: (row) => count(row.count) },
      ]}
    />
  );
}
