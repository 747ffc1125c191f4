import type { ReactNode } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { pointName, pointTick } from '../format.ts';
import { LonelyPoints } from './lonely-points.tsx';
import { Mark } from './mark.tsx';
import { bandOf, isLonely } from './series.ts';
import type { Picture } from './series.ts';
import { Tip } from './tip.tsx';
import { VariantName } from './variant-name.tsx';
import css from './charts.module.css';

interface Props extends Picture {
  title: string;
  format: (value: number) => string;
  /** Ends of the axis; `auto` follows the data. */
  domain: [number | 'auto', number | 'auto'];
  ticks?: number[];
}

const margin = { top: 16, right: 12, bottom: 0, left: 0 };
/** Room for whiskers at the ends of the axis. */
const padding = { left: 24, right: 24 };

/** Lines over time, one per variant, with their intervals as bands, and as whiskers where a point stands alone. */
export default function SeriesChart({ title, series, bucket, marks = [], format, domain, ticks }: Props): ReactNode {
  const starts = [...new Set(series.flatMap(({ points }) => points.map(({ start }) => start)))].sort();
  const byStart = series.map(({ points }) => new Map(points.map((point, at) => [point.start, { ...point, lonely: isLonely(points, at), band: bandOf(points, at) }])));
  const rows = starts.map((start) => ({ start, points: byStart.map((points) => points.get(start) ?? null) }));
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
            <XAxis dataKey="start" tickFormatter={(start: string) => (starts.length === 1 ? pointName(start, bucket) : pointTick(start))} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} minTickGap={32} padding={padding} />
            <YAxis width={64} tickFormatter={format} tickLine={false} axisLine={false} domain={domain} {...(ticks ? { ticks } : {})} />
            <Tooltip cursor={{ stroke: 'var(--line-strong)' }} isAnimationActive={false} content={<Tip series={series} bucket={bucket} />} />
            {marks.map(({ start, letter }) => (
              <ReferenceLine key={letter} x={start} stroke="var(--line-strong)" strokeDasharray="2 3" label={{ value: letter, position: 'top', fontWeight: 600 }} />
            ))}
            {series.map(({ id, look }, at) => (
              <Area
                key={`${id}-band`} dataKey={(row: Row) => row.points[at]?.band ?? null} stroke="none" fill={look.colour} fillOpacity={0.14}
                isAnimationActive={false} dot={false} activeDot={false} connectNulls={false}
              />
            ))}
            {series.map(({ id, look }, at) => (
              <Line
                key={id} dataKey={(row: Row) => row.points[at]?.value ?? null} stroke={look.colour} strokeWidth={2} strokeDasharray={look.dash ?? '0'}
                isAnimationActive={false} connectNulls={false} activeDot={false}
                dot={({ cx, cy, index = 0 }: { cx?: number; cy?: number; index?: number }) => typeof cx === 'number' && typeof cy === 'number' && !rows[index]?.points[at]?.lonely
                  ? <Mark key={index} look={look} x={cx} y={cy} /> : <g key={index} />}
              />
            ))}
            <LonelyPoints series={series} format={format} alone={starts.length === 1} />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
