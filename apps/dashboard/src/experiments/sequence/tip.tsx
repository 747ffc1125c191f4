import type { ReactNode } from 'react';
import type { ComparedMeasure } from '#contracts';
import { count, instant } from '../../format.ts';
import { tellRange, tellValue } from '../compared/measures.ts';
import { leftAt, type SequencePoint } from './pictured.ts';
import { words } from './strings.ts';
import charts from '../../charts/charts.module.css';

interface Props {
  measure: ComparedMeasure;
  timeZone: string;
  /** Given by the chart. */
  active?: boolean;
  payload?: readonly { payload?: SequencePoint }[];
}

/** One look in words. */
export function LookTip({ measure, timeZone, active, payload }: Props): ReactNode {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  const left = leftAt(point);
  return (
    <div className={charts.tip}>
      <p className={charts.day}>{instant(point.at, timeZone)}</p>
      <p>{tellValue(measure, point.value)}, {words.visitors(count(point.units))}</p>
      <p>{words.interval} {tellRange(measure, point)}</p>
      <p>{words.running} {left ? tellRange(measure, { low: left[0], high: left[1] }) : words.nothingLeft}</p>
    </div>
  );
}
