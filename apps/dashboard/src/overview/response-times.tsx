import { SegmentedControl } from '@mantine/core';
import { lazy, useState } from 'react';
import type { ReactNode } from 'react';
import type { Quantile, ResponseTimeReport } from '#contracts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { DataTable } from '../charts/data-table.tsx';
import type { Series } from '../charts/series.ts';
import { ToldValue } from '../charts/told-value.tsx';
import { duration, oneLine, pointName, tellQuantile } from '../format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { looksOf } from '../variant-look.ts';
import { useExperiments, useResponseTimes } from './data.ts';
import { groupNotes } from './group-notes.ts';
import { words } from './strings.ts';
import { csvOf } from './use-filters.ts';
import type { Range } from './use-filters.ts';
import charts from '../charts/charts.module.css';
import css from './overview.module.css';

const SeriesChart = lazy(() => import('../charts/series-chart.tsx'));
const text = words.times;

type Point = ResponseTimeReport['groups'][number]['points'][number];
type Measure = Exclude<keyof Point, 'start' | 'answers'>;

function seriesOf(report: ResponseTimeReport, measure: Measure, notes: readonly (string | undefined)[]): Series[] {
  const looks = looksOf(report.groups.map(({ group }) => group));
  const point = (start: string, figure: Quantile) =>
    ({ start, value: figure.kind === 'value' ? figure.ms : null, told: oneLine(tellQuantile(figure, 'answers')) });
  return report.groups.map(({ group, points }, at) => ({
    id: group.variantId ?? group.name, name: group.name, isControl: group.isControl, note: notes[at], look: looks[at] as Series['look'],
    points: points.map((one) => point(one.start, one[measure])),
  }));
}

interface TwinProps {
  report: ResponseTimeReport;
  notes: readonly (string | undefined)[];
  measures: Measure[];
  caption: string;
}

const Twin = ({ report, notes, measures, caption }: TwinProps): ReactNode => (
  <DataTable
    caption={caption} keyOf={({ group, point }) => `${group.variantId ?? group.name} ${point.start}`}
    rows={report.groups.flatMap(({ group, points }, at) => points.map((point) => ({ group, point, note: notes[at] })))}
    columns={[
      { head: words.when[report.bucket], cell: ({ point }) => pointName(point.start, report.bucket) },
      { head: words.satisfaction.variant, cell: ({ group, note }) => <span className={charts.clip} title={group.name}>{note ? `${group.name}, ${note}` : group.name}</span> },
      ...measures.map((measure) => ({
        head: `${measure.startsWith('first') ? text.first : text.whole}, ${measure.endsWith('50') ? 'p50' : 'p95'}`,
        cell: ({ point }: { point: Point }) => <ToldValue told={tellQuantile(point[measure], 'answers')} />,
      })),
    ]}
  />
);

/** Median and 95th percentile per variant, until the first words or until the end. */
export function ResponseTimes({ range, eager }: { range: Range; eager: boolean }): ReactNode {
  const [until, setUntil] = useState<'firstToken' | 'total'>('total');
  const reading = useResponseTimes(range, eager);
  const experiments = useExperiments().data?.items ?? [];
  const choice = (
    <SegmentedControl
      size="xs" aria-label={text.which} value={until} onChange={(value) => setUntil(value === 'total' ? 'total' : 'firstToken')}
      data={[{ value: 'firstToken', label: text.first }, { value: 'total', label: text.whole }]}
    />
  );
  return (
    <Loaded reading={reading} skeleton={<CardSkeleton height={320} />}>
      {(report) => report.groups.length > 0 && (
        <>
          <div className={css.choice}>{choice}</div>
          <div className={css.pair}>
          {(['P50', 'P95'] as const).map((quantile) => {
            const title = quantile === 'P50' ? text.p50 : text.p95;
            const measure = `${until}${quantile}` as const;
            const notes = groupNotes(report.groups.map(({ group }) => group), experiments);
            return (
              <ChartFrame
                key={quantile} title={title} csv={csvOf('response-times', range)} note={quantile === 'P50' ? text.noteP50 : text.noteP95}
                table={<Twin report={report} notes={notes} caption={title} measures={[`firstToken${quantile}`, `total${quantile}`]} />}
                chart={<SeriesChart title={title} bucket={report.bucket} series={seriesOf(report, measure, notes)} format={duration} domain={[0, 'auto']} />}
              />
            );
          })}
          </div>
        </>
      )}
    </Loaded>
  );
}
