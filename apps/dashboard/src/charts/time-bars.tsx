import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { BucketSize } from '#contracts';
import { pointName, pointTick } from '../format.ts';
import css from './charts.module.css';

interface Props {
  title: string;
  points: readonly { start: string; value: number | null }[];
  bucket: BucketSize;
  format: (value: number) => string;
  formatTick: (value: number) => string;
}

interface TipProps extends Pick<Props, 'bucket' | 'format'> {
  /** Given by the chart. */
  active?: boolean;
  label?: string | number;
  payload?: readonly { value?: unknown }[];
}

function BarTip({ active, label, payload, bucket, format }: TipProps): ReactNode {
  const value = payload?.[0]?.value;
  if (!active || typeof label !== 'string' || typeof value !== 'number') return null;
  return <div className={css.tip}><p><span className={css.day}>{pointName(label, bucket)}</span> {format(value)}</p></div>;
}

/** One number for each point of time, from zero. */
export default function TimeBars({ title, points, bucket, format, formatTick }: Props): ReactNode {
  return (
    <figure aria-label={title} className={css.figure}>
      <div className={css.plot}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={[...points]} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer title={title}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="start" tickFormatter={(start: string) => (points.length === 1 ? pointName(start, bucket) : pointTick(start))} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} minTickGap={32} />
            <YAxis width={72} tickFormatter={formatTick} tickLine={false} axisLine={false} />
            <Tooltip cursor={{ fill: 'var(--sunken)' }} isAnimationActive={false} content={<BarTip bucket={bucket} format={format} />} />
            <Bar dataKey="value" fill="var(--variant-none)" isAnimationActive={false} maxBarSize={28} radius={[2, 2, 0, 0]} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
