import { Injectable } from '@nestjs/common';
import type { Mean, Quantile, Share } from '#contracts';
import { Database } from '#platform';
import { redact } from '#textmodels';
import { csvTable, type CsvRow as Row } from './csv-table.ts';
import { conversationRows, duelRows, ratingRows } from './exports.sql.ts';
import { Ranges, type AskedRange } from './report-range.ts';
import { Reports } from './reports.service.ts';

export type TableName = 'satisfaction' | 'response-times' | 'conversations' | 'ratings' | 'duels';

const share = (name: string, one: Share): Row => ({
  [`${name}_count`]: one.kind === 'share' ? one.count : null, [`${name}_of`]: one.kind === 'share' ? one.of : one.have,
  [name]: one.kind === 'share' ? one.share : null, [`${name}_low`]: one.kind === 'share' ? one.low : null, [`${name}_high`]: one.kind === 'share' ? one.high : null,
});
const mean = (name: string, one: Mean): Row => ({
  [name]: one.kind === 'mean' ? one.mean : null, [`${name}_low`]: one.kind === 'mean' ? one.low : null, [`${name}_high`]: one.kind === 'mean' ? one.high : null,
});
const quantile = (name: string, one: Quantile): Row => ({ [name]: one.kind === 'value' ? one.ms : one.kind === 'censored' ? 'beyond deadline' : null });

const withoutPersons = (row: Row): Row => (typeof row['comment'] === 'string' ? { ...row, comment: redact(row['comment']).text } : row);

/** Tables for spreadsheets: RFC 4180, UTF-8, instants in ISO 8601. */
@Injectable()
export class Exports {
  constructor(
    private readonly db: Database,
    private readonly reports: Reports,
    private readonly ranges: Ranges,
  ) {}

  /** @param masked what tells who wrote a comment is replaced by its kind */
  async csv(workspaceId: string, table: TableName, asked: AskedRange, masked: boolean): Promise<string> {
    const rows = await this.rows(workspaceId, table, asked);
    return csvTable(masked ? rows.map(withoutPersons) : rows);
  }

  private async rows(workspaceId: string, table: TableName, asked: AskedRange): Promise<Row[]> {
    switch (table) {
      case 'satisfaction': return this.satisfaction(workspaceId, asked);
      case 'response-times': return this.responseTimes(workspaceId, asked);
      case 'conversations': return this.query(workspaceId, asked, conversationRows);
      case 'ratings': return this.query(workspaceId, asked, ratingRows);
      case 'duels': return this.query(workspaceId, asked, duelRows);
    }
  }

  private query(workspaceId: string, asked: AskedRange, read: typeof conversationRows): Promise<Row[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => read(tx, await this.ranges.complete(tx, workspaceId, asked, new Date())));
  }

  private async satisfaction(workspaceId: string, asked: AskedRange): Promise<Row[]> {
    const { groups } = await this.reports.satisfaction(workspaceId, { ...asked, bucket: 'day' });
    return groups.flatMap(({ group, points }) => points.map((day) => ({
      variant: group.name, backend: group.backendKind, day: day.start, asked: day.asked, ratings: day.ratings, ...mean('csat_mean', day.csatMean), ...share('csat_top_box', day.csatTopBox),
    })));
  }

  private async responseTimes(workspaceId: string, asked: AskedRange): Promise<Row[]> {
    const { groups } = await this.reports.responseTimes(workspaceId, { ...asked, bucket: 'day' });
    return groups.flatMap(({ group, points }) => points.map((day) => ({
      variant: group.name, backend: group.backendKind, day: day.start, answers: day.answers,
      ...quantile('first_token_p50_ms', day.firstTokenP50), ...quantile('first_token_p95_ms', day.firstTokenP95),
      ...quantile('total_p50_ms', day.totalP50), ...quantile('total_p95_ms', day.totalP95),
    })));
  }
}
