import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { ExperimentPlan, PlannedMeasure } from '#contracts';
import { idealLook, plainLook, secondLook, thirdLook, type XyLine } from '../../backends/xy-line.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { DataTable } from '../../charts/data-table.tsx';
import { count, percent } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { words } from './strings.ts';
import { differenceUnit } from './units.ts';
import form from '../experiments.module.css';

const XyChart = lazy(() => import('../../backends/xy-chart.tsx'));
const text = words.curve;
/** Times the wished or the last difference: the first days show differences so large that nothing else could be read beside them. */
const LARGEST_DRAWN = 4;

interface Props {
  measure: PlannedMeasure;
  power: number;
  difference: number;
  curve: ExperimentPlan['curve'];
}

/** What more days buy. */
export function DifferenceChart({ measure, power, difference, curve }: Props): ReactNode {
  if (curve.length === 0) return <Section title={text.title}><p className={form.sum}>{text.none}</p></Section>;
  const { tell, tick } = differenceUnit(measure);
  const told = (value: number | null): string => (value === null ? text.tooFew : tell(value));
  const note = text.note(text.units[differenceUnit(measure).name], percent(power, 0));
  return (
    <ChartFrame
      title={text.title} note={note}
      chart={<XyChart title={text.title} lines={linesOf({ measure, difference, curve })} xName={text.days} xFormat={count} yFormat={tick ?? tell} xDomain={[0, curve.at(-1)?.days ?? 'auto']} yDomain={[0, 'auto']} wholeX />}
      table={(
        <DataTable
          caption={text.title} rows={curve} keyOf={({ days }) => String(days)}
          columns={[
            { head: text.days, cell: ({ days }) => count(days) },
            { head: text.visitors, numeric: true, cell: ({ visitors }) => count(visitors) },
            { head: text.any, numeric: true, cell: ({ sequential }) => told(sequential) },
            { head: text.end, numeric: true, cell: ({ hybrid }) => told(hybrid) },
            { head: text.once, numeric: true, cell: ({ fixed }) => told(fixed) },
          ]}
        />
      )}
    />
  );
}

function linesOf({ measure, difference, curve }: Omit<Props, 'power'>): XyLine[] {
  const { tell } = differenceUnit(measure);
  const largest = LARGEST_DRAWN * Math.max(difference, curve.at(-1)?.fixed ?? 0);
  const pointsOf = (kind: 'fixed' | 'sequential' | 'hybrid') => curve.flatMap((point) => {
    const y = point[kind];
    return y === null || y > largest ? [] : [{ x: point.days, y, told: tell(y) }];
  });
  return [
    { id: 'any', name: text.any, look: plainLook, drawn: 'line', points: pointsOf('sequential') },
    { id: 'end', name: text.end, look: thirdLook, drawn: 'line', points: pointsOf('hybrid') },
    { id: 'once', name: text.once, look: secondLook, drawn: 'line', points: pointsOf('fixed') },
    { id: 'wished', name: text.wished, look: idealLook, drawn: 'line', points: [{ x: 0, y: difference }, { x: curve.at(-1)?.days ?? 1, y: difference }] },
  ];
}
