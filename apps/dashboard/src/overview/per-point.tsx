import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { Overview } from '#contracts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { cost, costTick, count, pointName } from '../format.ts';
import { words } from './strings.ts';
import { csvOf } from './use-filters.ts';
import type { Range } from './use-filters.ts';
import css from './overview.module.css';

const TimeBars = lazy(() => import('../charts/time-bars.tsx'));

type Point = Overview['points'][number];

const parts = [
  { ...words.conversations, value: ({ conversations }: Point) => conversations, format: count, formatTick: count },
  { ...words.cost, value: ({ costPerConversationMicroUsd: each }: Point) => each && each * 1_000, format: cost, formatTick: costTick },
] as const;

const told = (value: number | null, format: (value: number) => string): string => (value === null ? words.variants.noCost : format(value));

/** Conversations and what a thousand of them cost, over time. */
export function PerPoint({ overview, range }: { overview: Overview; range: Range }): ReactNode {
  const { bucket, points } = overview;
  return (
    <div className={css.pair}>
      {parts.map(({ title, column, value, note, format, formatTick }) => (
        <ChartFrame
          key={column} title={title[bucket]} csv={csvOf('conversations', range)} note={note}
          chart={<TimeBars title={title[bucket]} bucket={bucket} format={format} formatTick={formatTick} points={points.map((point) => ({ start: point.start, value: value(point) }))} />}
          table={<DataTable
            caption={title[bucket]} rows={points} keyOf={({ start }) => start}
            columns={[
              { head: words.when[bucket], cell: ({ start }) => pointName(start, bucket) },
              { head: column, numeric: true, cell: (point) => told(value(point), format) },
            ]}
          />}
        />
      ))}
    </div>
  );
}
