import type { ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import css from '../charts/charts.module.css';
import { Mark, Swatch } from '../charts/mark.tsx';
import type { XyLine } from './xy-line.ts';

interface Props {
  title: string;
  lines: readonly XyLine[];
  xName: string;
  xFormat: (x: number) => string;
  /** Of the horizontal axis: no ticks between whole numbers. */
  wholeX?: boolean;
  yFormat: (y: number) => string;
  /** Ends of the axes; `auto` follows the data. */
  xDomain: [number | 'auto' | 'dataMin', number | 'auto' | 'dataMax'];
  yDomain?: [number | 'auto', number | 'auto'];
  /** Ticks of the vertical axis, rising; they span it as well. */
  yTicks?: number[];
}

interface TipProps extends Pick<Props, 'lines' | 'xName' | 'xFormat'> {
  /** Given by the chart. */
  active?: boolean;
  label?: string | number;
}

function XyTip({ active, label, lines, xName, xFormat }: TipProps): ReactNode {
  if (!active || typeof label !== 'number') return null;
  return (
    <div className={css.tip}>
      <p className={css.day}>{xName} {xFormat(label)}</p>
      {lines.map(({ id, name, look, points }) => {
        const point = points.find(({ x }) => x === label);
        return point?.told && <p key={id}><Swatch look={look} /> {name}: {point.told}</p>;
      })}
    </div>
  );
}

/** Lines over a number, such as the epoch of a training. */
export default function XyChart({ title, lines, xName, xFormat, wholeX = false, yFormat, xDomain, yDomain, yTicks }: Props): ReactNode {
  const xs = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const rows = xs.map((x) => ({ x, ys: lines.map(({ points }) => points.find((point) => point.x === x)?.y ?? null) }));
  const domain = yDomain ?? [yTicks?.[0] ?? 'auto', yTicks?.at(-1) ?? 'auto'];
  type Row = (typeof rows)[number];
  return (
    <figure aria-label={title} className={css.figure}>
      <ul className={css.key}>{lines.map(({ id, name, look, drawn }) => <li key={id}><span className={css.variant}><Swatch look={look} {...(drawn ? { drawn } : {})} /> {name}</span></li>)}</ul>
      <div className={css.plot}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={rows} margin={{ top: 8, right: 16, bottom: 16, left: 0 }} accessibilityLayer title={title}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="x" type="number" domain={xDomain} allowDecimals={!wholeX} tickFormatter={xFormat} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} minTickGap={24}
              label={{ value: xName, position: 'insideBottom', offset: -10 }}
            />
            <YAxis width={56} domain={domain} {...(yTicks ? { ticks: yTicks } : {})} tickFormatter={yFormat} tickLine={false} axisLine={false} />
            <Tooltip cursor={{ stroke: 'var(--line-strong)' }} isAnimationActive={false} content={<XyTip lines={lines} xName={xName} xFormat={xFormat} />} />
            {lines.map(({ id, look, drawn }, at) => (
              <Line
                key={id} dataKey={(row: Row) => row.ys[at] ?? null} stroke={look.colour} strokeWidth={2} strokeDasharray={look.dash ?? '0'} isAnimationActive={false}
                connectNulls activeDot={false}
                dot={drawn !== 'line' && (({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) => typeof cx === 'number' && typeof cy === 'number'
                  ? <Mark key={index} look={look} x={cx} y={cy} /> : <g key={index} />)}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
