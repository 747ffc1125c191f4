import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { Overview } from '#contracts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { cost, count, shortDay } from '../format.ts';
import { words } from './strings.ts';
import { csvOf } from './use-filters.ts';
import type { Range } from './use-filters.ts';
import css from './overview.module.css';

const DayBars = lazy(() => import('../charts/day-bars.tsx'));

const parts = [
  { ...words.conversations, field: 'conversations', format: count },
  { ...words.cost, field: 'costMicroUsd', format: cost },
] as const;

/** Conversations and cost, day by day. */
export function PerDay({ overview, range }: { overview: Overview; range: Range }): ReactNode {
  return (
    <div className={css.pair}>
      {parts.map(({ title, column, field, format }) => (
        <ChartFrame
          key={field} title={title} csv={csvOf('conversations', range)}
          chart={<DayBars title={title} format={format} points={overview.days.map((day) => ({ day: day.day, value: day[field] }))} />}
          table={<DataTable
            caption={title} rows={overview.days} keyOf={({ day }) => day}
            columns={[{ head: words.satisfaction.day, cell: ({ day }) => shortDay(day) }, { head: column, numeric: true, cell: (day) => format(day[field]) }]}
          />}
        />
      ))}
    </div>
  );
}
