import { Injectable } from '@nestjs/common';
import type { BucketSize, Overview, ResponseTimeReport, SatisfactionReport } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Database } from '#platform';
import { csatMeanOf, figuresOf, quantileOf, shareOf, type GroupTotals } from './figures.ts';
import { Fold } from './fold.service.ts';
import { addRow, byVariant, describeGroups, emptyTotals, type Group } from './groups.ts';
import { liveCounts } from './live.sql.ts';
import { readMarks } from './marks.sql.ts';
import { bucketSizeOf, bucketStarts } from './report-buckets.ts';
import { Ranges, hourIn, type AskedRange } from './report-range.ts';
import { dataOf, resolvedByVariant, rollupsByPoint, type ReportRange } from './totals.sql.ts';

interface GroupWithPoints {
  group: Group;
  all: GroupTotals;
  points: Map<string, GroupTotals>;
}

/** A range with the points that its reports have. */
interface Report {
  range: ReportRange;
  span: Pick<Overview, 'from' | 'to' | 'timeZone' | 'bucket' | 'daysWithData' | 'firstDay'>;
  starts: string[];
}

/** Reads the rollups for the pages. Nothing is computed twice: pages draw what stands here. */
@Injectable()
export class Reports {
  constructor(
    private readonly db: Database,
    private readonly fold: Fold,
    private readonly ranges: Ranges,
  ) {}

  satisfaction(workspaceId: string, asked: AskedRange, now = new Date()): Promise<SatisfactionReport> {
    return this.read(workspaceId, asked, now, async (tx, report) => {
      const groups = await this.groups(tx, report);
      const variantIds = groups.flatMap(({ group: { variantId } }) => variantId ?? []);
      return {
        ...report.span,
        groups: groups.map(({ group, all, points }) => ({ group, ...satisfactionOf(all), points: report.starts.map((start) => satisfactionPoint(start, points.get(start))) })),
        marks: await readMarks(tx, report.range, report.span.bucket, variantIds),
      };
    });
  }

  responseTimes(workspaceId: string, asked: AskedRange, now = new Date()): Promise<ResponseTimeReport> {
    return this.read(workspaceId, asked, now, async (tx, report) => {
      const groups = await this.groups(tx, report);
      return {
        ...report.span,
        groups: groups.map(({ group, all, points }) => ({
          group, failures: all.sums.failures ?? 0, ...timesOf(all),
          points: report.starts.map((start) => ({ start, ...timesOf(points.get(start) ?? emptyTotals()) })),
        })),
      };
    });
  }

  overview(workspaceId: string, asked: AskedRange, now = new Date()): Promise<Overview> {
    return this.read(workspaceId, asked, now, async (tx, report) => {
      const groups = await this.groups(tx, report);
      const resolved = await resolvedByVariant(tx, report.range);
      for (const { group, all } of groups) all.resolvedAlone = resolved.get(group.variantId) ?? 0;
      const total = emptyTotals();
      for (const { all } of groups) {
        addRow(total, all);
        total.resolvedAlone += all.resolvedAlone;
      }
      const [history] = await tx.query<{ empty: boolean }[]>('select not exists (select 1 from outcome where workspace_id = $1) as empty', [workspaceId]);
      return {
        ...report.span,
        total: figuresOf(total),
        groups: groups.map(({ group, all }) => ({ group, figures: figuresOf(all) })),
        points: report.starts.map((start) => ({ start, ...volumeOf(groups, start) })),
        live: await liveCounts(tx, workspaceId),
        empty: history?.empty ?? true,
        computedAt: now.toISOString(),
      };
    });
  }

  private async read<T>(workspaceId: string, asked: AskedRange, now: Date, work: (tx: EntityManager, report: Report) => Promise<T>): Promise<T> {
    await this.fold.catchUp();
    return this.db.inWorkspace(workspaceId, async (tx) => work(tx, await reportOf(tx, await this.ranges.complete(tx, workspaceId, asked, now), asked.bucket, now)));
  }

  private async groups(tx: EntityManager, { range, span }: Report): Promise<GroupWithPoints[]> {
    const totals = byVariant(await rollupsByPoint(tx, range, span.bucket));
    const described = await describeGroups(tx, range.workspaceId, totals.keys());
    return described.map((group) => ({ group, ...(totals.get(group.variantId) ?? { all: emptyTotals(), points: new Map<string, GroupTotals>() }) }));
  }
}

/** A range may end in the future; data may be newer than the moment at which it was asked for. */
function endOf(to: string, lastHour: string | null, present: string): string {
  const end = present < `${to}T23:00` ? present : `${to}T23:00`;
  return lastHour !== null && lastHour > end ? lastHour : end;
}

/** Points begin with the first data: a company that started this morning sees this morning, not two empty weeks. */
async function reportOf(tx: EntityManager, range: ReportRange, asked: BucketSize | undefined, now: Date): Promise<Report> {
  const { from, to, timeZone } = range;
  const { firstHour, lastHour, days } = await dataOf(tx, range);
  const firstDay = firstHour?.slice(0, 10) ?? null;
  const bucket = asked ?? bucketSizeOf(firstDay ?? from, to);
  const starts = bucketStarts(firstHour ?? `${from}T00:00`, endOf(to, lastHour, hourIn(now, timeZone)), bucket);
  // The hour that has just begun is no news before something happens in it.
  if (bucket === 'hour' && lastHour !== null && starts.length > 1 && (starts.at(-1) ?? '') > lastHour && starts.at(-1) === hourIn(now, timeZone)) starts.pop();
  return { range, span: { from, to, timeZone, bucket, daysWithData: days, firstDay }, starts };
}

const satisfactionOf = ({ sums }: GroupTotals) => ({
  csatMean: csatMeanOf(sums.ratings ?? 0, sums.ratingSum ?? 0, sums.ratingSquares ?? 0),
  csatTopBox: shareOf(sums.topRatings ?? 0, sums.ratings ?? 0),
  responseRate: shareOf(sums.ratings ?? 0, sums.asked ?? 0),
  thumbsUp: shareOf(sums.thumbsUp ?? 0, (sums.thumbsUp ?? 0) + (sums.thumbsDown ?? 0)),
});

function satisfactionPoint(start: string, totals: GroupTotals = emptyTotals()) {
  const { csatMean, csatTopBox } = satisfactionOf(totals);
  return { start, ratings: totals.sums.ratings ?? 0, asked: totals.sums.asked ?? 0, csatMean, csatTopBox };
}

const timesOf = ({ sums, firstToken, total }: GroupTotals) => ({
  answers: sums.answers ?? 0,
  firstTokenP50: quantileOf(firstToken, 0.5), firstTokenP95: quantileOf(firstToken, 0.95),
  totalP50: quantileOf(total, 0.5), totalP95: quantileOf(total, 0.95),
});

function volumeOf(groups: readonly GroupWithPoints[], start: string) {
  const sumOf = (key: 'conversations' | 'costMicroUsd'): number => groups.reduce((sum, { points }) => sum + (points.get(start)?.sums[key] ?? 0), 0);
  const [conversations, costMicroUsd] = [sumOf('conversations'), sumOf('costMicroUsd')];
  return { conversations, costMicroUsd, costPerConversationMicroUsd: conversations === 0 ? null : costMicroUsd / conversations };
}
