import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { TrainingProgress } from '#contracts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { percent } from '../format.ts';
import { words } from './strings.ts';
import { plainLook, secondLook, shareTick, shareTicks, type XyLine } from './xy-line.ts';
import css from './backends.module.css';

const XyChart = lazy(() => import('./xy-chart.tsx'));
const text = words.curve;

type Curve = TrainingProgress['curve'];
const lossOf = (loss: number): string => loss.toFixed(3);
const tick = (value: number): string => Number(value.toFixed(2)).toString();

const lineOf = (curve: Curve, id: 'loss' | 'validationAccuracy' | 'validationMacroF1', name: string, look: XyLine['look']): XyLine => ({
  id, name, look, points: curve.map((row) => ({ x: row.epoch, y: row[id], told: id === 'loss' ? lossOf(row[id]) : percent(row[id]) })),
});

const Twin = ({ curve, caption }: { curve: Curve; caption: string }): ReactNode => (
  <DataTable
    caption={caption} rows={curve} keyOf={({ epoch }) => String(epoch)}
    columns={[
      { head: text.epoch, cell: ({ epoch }) => epoch },
      { head: text.lossName, numeric: true, cell: ({ loss }) => lossOf(loss) },
      { head: text.accuracyName, numeric: true, cell: ({ validationAccuracy }) => percent(validationAccuracy) },
      { head: text.f1Name, numeric: true, cell: ({ validationMacroF1 }) => percent(validationMacroF1) },
    ]}
  />
);

/** Loss and held-out accuracy per epoch: two questions, two charts, one table. */
export function CurveCharts({ progress: { curve, rounds = 1 } }: { progress: TrainingProgress }): ReactNode {
  if (curve.length === 0) return null;
  const ofRound = rounds > 1 ? ` ${text.firstRound(rounds)}` : '';
  const x = { xName: text.epoch, xFormat: String, wholeX: true, xDomain: ['dataMin', 'dataMax'] as ['dataMin', 'dataMax'] };
  return (
    <div className={css.charts}>
      <ChartFrame
        title={text.loss} note={text.lossNote + ofRound} table={<Twin curve={curve} caption={text.loss} />}
        chart={<XyChart title={text.loss} {...x} lines={[lineOf(curve, 'loss', text.lossName, plainLook)]} yFormat={tick} yDomain={[0, 'auto']} />}
      />
      <ChartFrame
        title={text.accuracy} note={text.accuracyNote + ofRound} table={<Twin curve={curve} caption={text.accuracy} />}
        chart={(
          <XyChart
            title={text.accuracy} {...x} yFormat={shareTick} yTicks={shareTicks(curve.flatMap((row) => [row.validationAccuracy, row.validationMacroF1]))}
            lines={[lineOf(curve, 'validationAccuracy', text.accuracyName, plainLook), lineOf(curve, 'validationMacroF1', text.f1Name, secondLook)]}
          />
        )}
      />
    </div>
  );
}
