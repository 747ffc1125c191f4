import type { ReactNode } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ComparedMeasure } from '#contracts';
import { Mark } from '../../charts/mark.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { tellEnd } from '../compared/measures.ts';
import { leftAt, type Pictured } from './pictured.ts';
import { words } from './strings.ts';
import { timeTick } from './time-tick.ts';
import { LookTip } from './tip.tsx';
import charts from '../../charts/charts.module.css';

interface Props {
  pictured: Pictured;
  measure: ComparedMeasure;
  title: string;
  domain: [number, number];
  timeZone: string;
}

type Row = Pictured['points'][number] & { time: number };
const margin = { top: 8, right: 12, bottom: 0, left: 0 };
const still = { isAnimationActive: false, dot: false, activeDot: false, connectNulls: false } as const;

/** One variant's difference over time: value, band of each look, band of all looks together, and the line at zero. */
export default function SequenceChart({ pictured: { variant, look, points }, measure, title, domain, timeZone }: Props): ReactNode {
  const rows = points.map((point): Row => ({ ...point, time: Date.parse(point.at) }));
  const tick = timeTick(rows.map(({ time }) => time), timeZone);
  return (
    <figure aria-label={words.chart(variant.name, title)} className={charts.figure}>
      <p className={charts.key}><VariantName look={look} name={variant.name} /></p>
      <div className={charts.plot}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={rows} margin={margin} accessibilityLayer title={words.chart(variant.name, title)}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="time" type="number" scale="time" domain={['dataMin', 'dataMax']} tickFormatter={tick} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} minTickGap={40} padding={{ left: 8, right: 8 }} />
            <YAxis width={72} domain={domain} allowDataOverflow tickFormatter={(value: number) => tellEnd(measure, value)} tickLine={false} axisLine={false} />
            <Tooltip cursor={{ stroke: 'var(--line-strong)' }} isAnimationActive={false} content={<LookTip measure={measure} timeZone={timeZone} />} />
            <Area {...still} dataKey={({ low, high }: Row) => [low, high]} stroke="none" fill={look.colour} fillOpacity={0.14} />
            <Area {...still} dataKey={leftAt} stroke="none" fill={look.colour} fillOpacity={0.28} />
            <ReferenceLine y={0} stroke="var(--ink-soft)" strokeWidth={1.5} />
            <Line
              {...still} dataKey="value" stroke={look.colour} strokeWidth={2} strokeDasharray={look.dash ?? '0'}
              dot={({ cx, cy, index = 0 }: { cx?: number; cy?: number; index?: number }) => (typeof cx === 'number' && typeof cy === 'number' ? <Mark key={index} look={look} x={cx} y={cy} /> : <g key={index} />)}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
