import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { shortDay } from '../format.ts';
import css from './charts.module.css';

interface Props {
  title: string;
  points: readonly { day: string; value: number }[];
  format: (value: number) => string;
}

interface TipProps {
  format: (value: number) => string;
  /** Given by the chart. */
  active?: boolean;
  label?: string | number;
  payload?: readonly { value?: unknown }[];
}

function BarTip({ active, label, payload, format }: TipProps): ReactNode {
  const value = payload?.[0]?.value;
  if (!active || typeof label !== 'string' || typeof value !== 'number') return null;
  return <div className={css.tip}><p><span className={css.day}>{shortDay(label)}</span> {format(value)}</p></div>;
}

/** One number a day, from zero. */
export default function DayBars({ title, points, format }: Props): ReactNode {
  return (
    <figure aria-label={title} className={css.figure}>
      <div className={css.plot}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={[...points]} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer title={title}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="day" tickFormatter={shortDay} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} minTickGap={32} />
            <YAxis width={72} tickFormatter={format} tickLine={false} axisLine={false} allowDecimals={false} />
            <Tooltip cursor={{ fill: 'var(--sunken)' }} isAnimationActive={false} content={<BarTip format={format} />} />
            <Bar dataKey="value" fill="var(--variant-none)" isAnimationActive={false} maxBarSize={28} radius={[2, 2, 0, 0]} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
