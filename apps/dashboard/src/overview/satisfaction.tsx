import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { SatisfactionReport } from '#contracts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { DataTable } from '../charts/data-table.tsx';
import type { Series } from '../charts/series.ts';
import { ToldValue } from '../charts/told-value.tsx';
import { VariantName } from '../charts/variant-name.tsx';
import { oneLine, outOf, pointName, tellMean, tellShare } from '../format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { looksOf } from '../variant-look.ts';
import { useExperiments, useSatisfaction } from './data.ts';
import { groupNotes } from './group-notes.ts';
import { letteredMarks, Marks } from './marks.tsx';
import { words } from './strings.ts';
import { csvOf } from './use-filters.ts';
import type { Range } from './use-filters.ts';
import charts from '../charts/charts.module.css';
import css from './overview.module.css';

const SeriesChart = lazy(() => import('../charts/series-chart.tsx'));
const text = words.satisfaction;

/** Whole on the axis, with its digits beside a point. */
const rating = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(2));

const idOf = (group: { variantId: string | null; name: string }): string => group.variantId ?? group.name;

function seriesOf(report: SatisfactionReport, notes: readonly (string | undefined)[]): Series[] {
  const looks = looksOf(report.groups.map(({ group }) => group));
  return report.groups.map(({ group, points }, at) => ({
    id: idOf(group), name: group.name, isControl: group.isControl, note: notes[at], look: looks[at] as Series['look'],
    points: points.map(({ start, csatMean, ratings, asked }) => ({
      start, told: `${oneLine(tellMean(csatMean, 'ratings'))}, ${outOf(ratings, asked, 'asked rated')}`,
      ...(csatMean.kind === 'mean' ? { value: csatMean.mean, band: [csatMean.low, csatMean.high] as [number, number] } : { value: null }),
    })),
  }));
}

const Summary = ({ report, series }: { report: SatisfactionReport; series: Series[] }): ReactNode => (
  <DataTable
    caption={text.summary} rows={report.groups.map((row, at) => ({ ...row, look: (series[at] as Series).look, note: series[at]?.note }))} keyOf={({ group }) => idOf(group)}
    columns={[
      { head: text.variant, cell: ({ group, look, note }) => <VariantName look={look} name={group.name} isControl={group.isControl} note={note} /> },
      { head: text.mean, cell: ({ csatMean }) => <ToldValue told={tellMean(csatMean, 'ratings')} /> },
      { head: text.topBox, cell: ({ csatTopBox }) => <ToldValue told={tellShare(csatTopBox, 'ratings')} /> },
      { head: text.response, cell: ({ responseRate }) => <ToldValue told={tellShare(responseRate, 'asked')} /> },
      { head: text.thumbs, cell: ({ thumbsUp }) => <ToldValue told={tellShare(thumbsUp, text.thumbsNoun)} /> },
    ]}
  />
);

const Twin = ({ report, series }: { report: SatisfactionReport; series: Series[] }): ReactNode => (
  <DataTable
    caption={text.title} keyOf={({ group, point }) => `${idOf(group)} ${point.start}`}
    rows={report.groups.flatMap(({ group, points }, at) => points.map((point) => ({ group, point, note: series[at]?.note })))}
    columns={[
      { head: words.when[report.bucket], cell: ({ point }) => pointName(point.start, report.bucket) },
      { head: text.variant, cell: ({ group, note }) => <span className={charts.clip} title={group.name}>{note ? `${group.name}, ${note}` : group.name}</span> },
      { head: text.mean, cell: ({ point }) => <ToldValue told={tellMean(point.csatMean, 'ratings')} /> },
      { head: text.topBox, cell: ({ point }) => <ToldValue told={tellShare(point.csatTopBox, 'ratings')} /> },
      { head: text.response, cell: ({ point }) => outOf(point.ratings, point.asked, 'asked') },
    ]}
  />
);

/** Satisfaction per variant over time, with its response rate. */
export function Satisfaction({ range, eager, withSummary = true }: { range: Range; eager: boolean; withSummary?: boolean }): ReactNode {
  const reading = useSatisfaction(range, eager);
  const experiments = useExperiments().data?.items ?? [];
  return (
    <Loaded reading={reading} skeleton={<CardSkeleton height={420} />}>
      {(report) => {
        if (report.groups.length === 0) return <p>{words.nothing}</p>;
        const series = seriesOf(report, groupNotes(report.groups.map(({ group }) => group), experiments));
        return (
          <ChartFrame
            title={text.title} note={text.note} csv={csvOf('satisfaction', range)} table={<Twin report={report} series={series} />}
            chart={(
              <>
                <SeriesChart title={text.title} bucket={report.bucket} series={series} marks={letteredMarks(report)} format={rating} domain={[1, 5]} ticks={[1, 2, 3, 4, 5]} />
                <Marks report={report} />
                {withSummary && <div className={css.twin}><Summary report={report} series={series} /></div>}
              </>
            )}
          />
        );
      }}
    </Loaded>
  );
}
