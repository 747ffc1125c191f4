import type { ReactNode } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { shortDay } from '../format.ts';
import { Mark } from './mark.tsx';
import type { Series } from './series.ts';
import { Tip } from './tip.tsx';
import { VariantName } from './variant-name.tsx';
import css from './charts.module.css';

interface Props {
  title: string;
  series: readonly Series[];
  format: (value: number) => string;
  /** Ends of the axis; `auto` follows the data. */
  domain: [number | 'auto', number | 'auto'];
  ticks?: number[];
}

const margin = { top: 8, right: 12, bottom: 0, left: 0 };

/** Lines over days, one per variant, with their intervals as bands. */
export default function SeriesChart({ title, series, format, domain, ticks }: Props): ReactNode {
  const days = [...new Set(series.flatMap(({ points }) => points.map(({ day }) => day)))].sort();
  const byDay = series.map(({ points }) => new Map(points.map((point) => [point.day, point])));
  const rows = days.map((day, at) => ({ day, at, points: byDay.map((points) => points.get(day) ?? null) }));
  type Row = (typeof rows)[number];
  return (
    <figure aria-label={title} className={css.figure}>
      <ul className={css.key}>
        {series.map(({ id, name, look, isControl, note }) => <li key={id}><VariantName look={look} name={name} isControl={isControl} note={note} /></li>)}
      </ul>
      <div className={css.plot}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={rows} margin={margin} accessibilityLayer title={title}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="day" tickFormatter={shortDay} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} minTickGap={32} />
            <YAxis width={64} tickFormatter={format} tickLine={false} axisLine={false} domain={domain} {...(ticks ? { ticks } : {})} />
            <Tooltip cursor={{ stroke: 'var(--line-strong)' }} isAnimationActive={false} content={<Tip series={series} />} />
            {series.map(({ id, look }, at) => (
              <Area
                key={`${id}-band`} dataKey={(row: Row) => row.points[at]?.band ?? null} stroke="none" fill={look.colour} fillOpacity={0.14}
                isAnimationActive={false} activeDot={false} connectNulls={false}
              />
            ))}
            {series.map(({ id, look }, at) => (
              <Line
                key={id} dataKey={(row: Row) => row.points[at]?.value ?? null} stroke={look.colour} strokeWidth={2} strokeDasharray={look.dash ?? '0'}
                isAnimationActive={false} connectNulls={false} activeDot={false}
                dot={({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) => typeof cx === 'number' && typeof cy === 'number'
                  ? <Mark key={index} look={look} x={cx} y={cy} /> : <g key={index} />}
              />
            ))}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
