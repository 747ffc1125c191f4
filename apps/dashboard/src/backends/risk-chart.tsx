import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { TrainingReport } from '#contracts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { percent } from '../format.ts';
import { words } from './strings.ts';
import { plainLook, shareTick, shareTicks } from './xy-line.ts';

const XyChart = lazy(() => import('./xy-chart.tsx'));
const text = words.report;
const whole = (share: number): string => percent(share, 0);

/** What a threshold buys: fewer answers, more of them right. */
export function RiskChart({ curve }: { curve: TrainingReport['riskCoverage'] }): ReactNode {
  const line = { id: 'right', name: text.right, look: plainLook, points: curve.map(({ coverage, accuracy, threshold }) => ({ x: coverage, y: accuracy, told: `${percent(accuracy)} (${text.threshold.toLowerCase()} ${whole(threshold)})` })) };
  return (
    <ChartFrame
      title={text.risk} note={text.riskNote}
      chart={<XyChart title={text.risk} lines={[line]} xName={text.covered} xFormat={whole} yFormat={shareTick} xDomain={[0, 1]} yTicks={shareTicks(curve.map(({ accuracy }) => accuracy))} />}
      table={(
        <DataTable
          caption={text.risk} rows={curve} keyOf={({ coverage, threshold }) => `${coverage} ${threshold}`}
          columns={[
            { head: text.covered, cell: ({ coverage }) => percent(coverage) },
            { head: text.right, numeric: true, cell: ({ accuracy }) => percent(accuracy) },
            { head: text.threshold, numeric: true, cell: ({ threshold }) => percent(threshold) },
          ]}
        />
      )}
    />
  );
}
