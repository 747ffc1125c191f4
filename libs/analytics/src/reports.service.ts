import { Injectable } from '@nestjs/common';
import type { Overview, ResponseTimeReport, SatisfactionReport } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Database } from '#platform';
import { csatMeanOf, figuresOf, quantileOf, shareOf, type GroupTotals } from './figures.ts';
import { Fold } from './fold.service.ts';
import { addRow, byVariant, describeGroups, emptyTotals, type Group } from './groups.ts';
import { liveCounts } from './live.sql.ts';
import { Ranges, daysOf, type AskedRange } from './report-range.ts';
import { resolvedByVariant, rollupsByDay, type ReportRange } from './totals.sql.ts';

interface GroupWithDays {
  group: Group;
  all: GroupTotals;
  days: Map<string, GroupTotals>;
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
    return this.read(workspaceId, asked, now, async (tx, range) => {
      const groups = await this.groups(tx, range);
      return { ...spanOf(range), groups: groups.map(({ group, all, days }) => ({ group, ...satisfactionOf(all), days: daysOf(range).map((day) => satisfactionDay(day, days.get(day))) })) };
    });
  }

  responseTimes(workspaceId: string, asked: AskedRange, now = new Date()): Promise<ResponseTimeReport> {
    return this.read(workspaceId, asked, now, async (tx, range) => {
      const groups = await this.groups(tx, range);
      return {
        ...spanOf(range),
        groups: groups.map(({ group, all, days }) => ({
          group, failures: all.sums.failures ?? 0, ...timesOf(all),
          days: daysOf(range).map((day) => ({ day, ...timesOf(days.get(day) ?? emptyTotals()) })),
        })),
      };
    });
  }

  overview(workspaceId: string, asked: AskedRange, now = new Date()): Promise<Overview> {
    return this.read(workspaceId, asked, now, async (tx, range) => {
      const groups = await this.groups(tx, range);
      const resolved = await resolvedByVariant(tx, range);
      for (const { group, all } of groups) all.resolvedAlone = resolved.get(group.variantId) ?? 0;
      const total = emptyTotals();
      for (const { all } of groups) {
        addRow(total, all);
        total.resolvedAlone += all.resolvedAlone;
      }
      const [history] = await tx.query<{ empty: boolean }[]>('select not exists (select 1 from outcome where workspace_id = $1) as empty', [workspaceId]);
      return {
        ...spanOf(range),
        total: figuresOf(total),
        groups: groups.map(({ group, all }) => ({ group, figures: figuresOf(all) })),
        days: daysOf(range).map((day) => ({ day, ...volumeOf(groups, day) })),
        live: await liveCounts(tx, workspaceId),
        empty: history?.empty ?? true,
        computedAt: now.toISOString(),
      };
    });
  }

  private async read<T>(workspaceId: string, asked: AskedRange, now: Date, work: (tx: EntityManager, range: ReportRange) => Promise<T>): Promise<T> {
    await this.fold.catchUp();
    return this.db.inWorkspace(workspaceId, async (tx) => work(tx, await this.ranges.complete(tx, workspaceId, asked, now)));
  }

  private async groups(tx: EntityManager, range: ReportRange): Promise<GroupWithDays[]> {
    const totals = byVariant(await rollupsByDay(tx, range));
    const described = await describeGroups(tx, range.workspaceId, totals.keys());
    return described.map((group) => ({ group, ...(totals.get(group.variantId) ?? { all: emptyTotals(), days: new Map<string, GroupTotals>() }) }));
  }
}

const spanOf = ({ from, to, timeZone }: ReportRange): { from: string; to: string; timeZone: string } => ({ from, to, timeZone });

const satisfactionOf = ({ sums }: GroupTotals) => ({
  csatMean: csatMeanOf(sums.ratings ?? 0, sums.ratingSum ?? 0, sums.ratingSquares ?? 0),
  csatTopBox: shareOf(sums.topRatings ?? 0, sums.ratings ?? 0),
  responseRate: shareOf(sums.ratings ?? 0, sums.asked ?? 0),
  thumbsUp: shareOf(sums.thumbsUp ?? 0, (sums.thumbsUp ?? 0) + (sums.thumbsDown ?? 0)),
});

function satisfactionDay(day: string, totals: GroupTotals = emptyTotals()) {
  const { csatMean, csatTopBox } = satisfactionOf(totals);
  return { day, ratings: totals.sums.ratings ?? 0, asked: totals.sums.asked ?? 0, csatMean, csatTopBox };
}

const timesOf = ({ sums, firstToken, total }: GroupTotals) => ({
  answers: sums.answers ?? 0,
  firstTokenP50: quantileOf(firstToken, 0.5), firstTokenP95: quantileOf(firstToken, 0.95),
  totalP50: quantileOf(total, 0.5), totalP95: quantileOf(total, 0.95),
});

const volumeOf = (groups: readonly GroupWithDays[], day: string): { conversations: number; costMicroUsd: number } => ({
  conversations: groups.reduce((sum, { days }) => sum + (days.get(day)?.sums.conversations ?? 0), 0),
  costMicroUsd: groups.reduce((sum, { days }) => sum + (days.get(day)?.sums.costMicroUsd ?? 0), 0),
});
