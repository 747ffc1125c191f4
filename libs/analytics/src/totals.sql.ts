import type { BucketSize } from '#contracts';
import type { EntityManager } from 'typeorm';
import { NIL_ID } from '#platform';
import type { Buckets } from './accumulate.ts';
import type { Sums } from './contributions.ts';

/** Which rollups a report reads; `from` and `to` are days in the zone, both included. */
export interface ReportRange {
  workspaceId: string;
  from: string;
  to: string;
  timeZone: string;
  siteId?: string | undefined;
  experimentId?: string | undefined;
  traffic?: string | undefined;
}

export interface PointRow {
  /** Begin of the point that it belongs to. */
  start: string;
  experimentId: string | null;
  variantId: string | null;
  sums: Sums;
  firstToken: Buckets;
  total: Buckets;
}

const filters = `workspace_id = $1 and ($5::uuid is null or site_id = $5) and ($6::uuid is null or experiment_id = $6)
  and (case when $7::text is null then traffic in ('live', 'replay') else traffic = $7 end)`;
const values = (range: ReportRange): unknown[] =>
  [range.workspaceId, range.from, range.to, range.timeZone, range.siteId ?? null, range.experimentId ?? null, range.traffic ?? null];

const inRange = `${filters} and bucket >= $2::date::timestamp at time zone $4 and bucket < ($3::date + 1)::timestamp at time zone $4`;

/** How the database writes the begin of a point. */
export const startFormat: Record<BucketSize, string> = { hour: 'YYYY-MM-DD"T"HH24:00', day: 'YYYY-MM-DD', week: 'YYYY-MM-DD' };

/** The first and last hour of a range in which something happened, on the workspace's clock, and on how many days something did. */
export async function dataOf(tx: EntityManager, range: ReportRange): Promise<{ firstHour: string | null; lastHour: string | null; days: number }> {
  const [found] = await tx.query<{ firstHour: string | null; lastHour: string | null; days: string }[]>(
    `select to_char(min(bucket at time zone $4), '${startFormat.hour}') as "firstHour", to_char(max(bucket at time zone $4), '${startFormat.hour}') as "lastHour",
       count(distinct (bucket at time zone $4)::date) as days
     from rollup where ${inRange}`, values(range));
  return { firstHour: found?.firstHour ?? null, lastHour: found?.lastHour ?? null, days: Number(found?.days ?? 0) };
}

/** The 15-minute rows of a range with the point that each belongs to on the workspace's clock. */
export async function rollupsByPoint(tx: EntityManager, range: ReportRange, size: BucketSize): Promise<PointRow[]> {
  const rows = await tx.query<(Omit<PointRow, 'experimentId' | 'variantId'> & { experimentId: string; variantId: string })[]>(
    `select to_char(date_trunc($8, bucket at time zone $4), $9) as start, experiment_id as "experimentId", variant_id as "variantId",
       sums, first_token as "firstToken", total
     from rollup where ${inRange} order by bucket`, [...values(range), size, startFormat[size]]);
  const idOf = (id: string): string | null => (id === NIL_ID ? null : id);
  return rows.map((row) => ({ ...row, experimentId: idOf(row.experimentId), variantId: idOf(row.variantId) }));
}

/**
 * Conversations that resolved alone (inferred unless the visitor said "that helped"): the visitor said so, or no person,
 * no thumbs-down and no return of the same visitor within 72 hours.
 */
export const resolvedAlone = `(o.helped or (o.hand_over_at is null and not o.person_replied and o.thumbs_down = 0 and o.answers > 0 and o.failures < o.answers
  and not exists (select 1 from conversation c join conversation later on later.workspace_id = c.workspace_id and later.visitor_id = c.visitor_id
    and later.created_at > c.created_at and later.created_at <= c.created_at + interval '72 hours'
    where c.workspace_id = o.workspace_id and c.id = o.conversation_id)))`;

export async function resolvedByVariant(tx: EntityManager, range: ReportRange): Promise<Map<string | null, number>> {
  const rows = await tx.query<{ variantId: string | null; resolved: string }[]>(
    `select variant_id as "variantId", count(*) as resolved from outcome o where ${filters} and ${resolvedAlone}
       and started_at >= $2::date::timestamp at time zone $4 and started_at < ($3::date + 1)::timestamp at time zone $4
     group by variant_id`, values(range));
  return new Map(rows.map((row) => [row.variantId, Number(row.resolved)]));
}

export async function resolvedInExperiment(tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<Map<string, number>> {
  const rows = await tx.query<{ variantId: string; resolved: string }[]>(
    `select variant_id as "variantId", count(*) as resolved from outcome o
     where workspace_id = $1 and experiment_id = $2 and phase = $3 and variant_id is not null and ${resolvedAlone} group by variant_id`,
    [workspaceId, experimentId, phase]);
  return new Map(rows.map((row) => [row.variantId, Number(row.resolved)]));
}

export interface UnitMetricRow {
  variantId: string;
  metric: string;
  y: string;
  x: string;
  yy: string;
}
export interface UnitBucketRow {
  variantId: string;
  metric: string;
  bucket: string;
  count: string;
}

/** Sums over the units of one phase, per variant and metric. */
export const unitSums = (tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<UnitMetricRow[]> =>
  tx.query(
    `select variant_id as "variantId", metric, sum(y) as y, sum(x) as x, sum(yy) as yy from unit_total
     where workspace_id = $1 and experiment_id = $2 and phase = $3 group by variant_id, metric`, [workspaceId, experimentId, phase]);

/** Latency buckets over the units of one phase, per variant. */
export const unitBuckets = (tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<UnitBucketRow[]> =>
  tx.query(
    `select variant_id as "variantId", metric, key as bucket, sum(value::bigint) as count
     from unit_total cross join lateral jsonb_each_text(buckets)
     where workspace_id = $1 and experiment_id = $2 and phase = $3 and metric in ('first_token', 'total') group by variant_id, metric, key`,
    [workspaceId, experimentId, phase]);
