import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { OptimizerRun } from '#contracts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { DataTable } from '../../charts/data-table.tsx';
import { count, percent } from '../../format.ts';
import { plainLook, shareTick, shareTicks } from '../xy-line.ts';
import { words } from './strings.ts';

const XyChart = lazy(() => import('../xy-chart.tsx'));
const text = words.curve;

/** The best score by what was spent for it: tokens, or answers where nothing costs tokens. */
export function BestCurve({ run: { curve, tokenBudget } }: { run: Pick<OptimizerRun, 'curve' | 'tokenBudget'> }): ReactNode {
  if (curve.length < 2) return null;
  const by = tokenBudget > 0 && curve.some(({ tokens }) => tokens > 0) ? 'tokens' : 'rollouts';
  const xName = by === 'tokens' ? text.tokens : text.answers;
  const points = curve.map((point) => ({ x: point[by], y: point.score, told: percent(point.score) }));
  return (
    <ChartFrame
      title={text.title} note={text.note}
      chart={(
        <XyChart
          title={text.title} xName={xName} xFormat={count} wholeX xDomain={[0, 'auto']} yFormat={shareTick} yTicks={shareTicks(curve.map(({ score }) => score))}
          lines={[{ id: 'best', name: text.name, look: plainLook, points }]}
        />
      )}
      table={(
        <DataTable
          caption={text.caption} rows={curve.map((point, at) => ({ ...point, at }))} keyOf={({ at }) => String(at)}
          columns={[{ head: xName, cell: (point) => count(point[by]) }, { head: text.name, numeric: true, cell: ({ score }) => percent(score) }]}
        />
      )}
    />
  );
}
