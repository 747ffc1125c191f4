import type { EntityManager } from 'typeorm';
import { resolvedAlone } from './totals.sql.ts';

/** One phase of an experiment. */
export interface PhaseKey {
  workspaceId: string;
  experimentId: string;
  phase: number;
  /**
   * Units are conversations: those of one visitor in one variant and epoch count as one, because opinions of one person are
   * not independent. Absent: units are visitors already.
   */
  clustered?: boolean;
}

/** Sums over units, exact: whole numbers as text, because they may outgrow a double. */
export interface MomentSums {
  units: string;
  y: string;
  x: string;
  yy: string;
  xx: string;
  xy: string;
}

/** Of the units of one variant that were assigned in one epoch, for one measure. */
export interface UnitMomentsRow extends MomentSums {
  variantId: string;
  epoch: number;
  metric: string;
}

export const sums = `count(*) as units, sum(y) as y, sum(x) as x, sum(y::numeric * y) as yy, sum(x::numeric * x) as xx, sum(x::numeric * y) as xy`;
export const asText = `units::text, y::text, x::text, yy::text, xx::text, xy::text`;
export const key = ({ workspaceId, experimentId, phase }: PhaseKey): unknown[] => [workspaceId, experimentId, phase];

/** Who a row of `unit_total` (as `u`) is of: its unit, or the visitor of the conversation that is its unit. */
const whose = ({ clustered }: PhaseKey): { who: string; join: string } => clustered
  ? { who: 'coalesce(c.visitor_id, u.unit_id)', join: 'left join conversation c on c.workspace_id = u.workspace_id and c.id = u.unit_id' }
  : { who: 'u.unit_id', join: '' };

/** Below a thousand the 99.9th percentile is the largest cost itself. */
const CAPPED_FROM = 1_000;

/**
 * What one unit's cost counts at most, so that one runaway conversation decides nothing: the 99.9th percentile over the
 * first thousand units of all variants that have a cost, in the order of their assignment. Whoever comes later moves it
 * no more: a limit that followed the data would make each look's numbers those of another measure. Null before.
 */
export async function costCap(tx: EntityManager, phase: PhaseKey): Promise<number | null> {
  const [found] = await tx.query<{ cap: string | null }[]>(
    `select case when count(*) = ${CAPPED_FROM} then percentile_disc(0.999) within group (order by y) end as cap from (
       select u.y from unit_total u join assignment a on a.workspace_id = u.workspace_id and a.experiment_id = u.experiment_id and a.phase = u.phase and a.unit_id = u.unit_id
       where u.workspace_id = $1 and u.experiment_id = $2 and u.phase = $3 and u.metric = 'cost' and u.x > 0 order by a.assigned_at, a.unit_id limit ${CAPPED_FROM}) first`, key(phase));
  return found?.cap == null ? null : Number(found.cap);
}

/**
 * Sums of every measure that is a ratio: of the units that could count, those with a denominator. `cost_resolved` takes
 * all units, because conversations that were not resolved cost as well; `cap` limits one unit's cost.
 *
 * @param after of units assigned later than this alone; for measures that the journal's facts add up to
 */
export const unitMoments = (tx: EntityManager, phase: PhaseKey, metrics: readonly string[], cap: number | null, after: Date | null = null): Promise<UnitMomentsRow[]> =>
  tx.query(
    `select "variantId", epoch, metric, ${asText} from (
       select variant_id as "variantId", epoch, metric, ${sums} from (
         ${totals(phase)}) of_units group by variant_id, epoch, metric
       union all
       select variant_id, epoch, 'resolved', ${sums} from (${byUnit('resolved', 'conversations', phase)}) units where 'resolved' = any($4) group by variant_id, epoch
       union all
       select variant_id, epoch, 'cost_resolved', ${sums} from (${byUnit(phase.clustered ? 'cost' : 'least(cost, coalesce($5::bigint, cost))', 'resolved', phase)}) units where 'cost_resolved' = any($4) group by variant_id, epoch
     ) cells order by metric, "variantId", epoch`,
    [...key(phase), metrics, cap, after]);

/** One row a unit and measure. A unit has one row already, unless it is a conversation. */
function totals(phase: PhaseKey): string {
  const { who, join } = whose(phase);
  const [y, of] = [`case u.metric when 'cost' then least(u.y, coalesce($5::bigint, u.y)) else u.y end`, `where u.workspace_id = $1 and u.experiment_id = $2 and u.phase = $3 and u.metric = any($4) and u.x > 0
    and ($6::timestamptz is null or exists (select from assignment a where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3 and a.unit_id = u.unit_id and a.assigned_at > $6))`];
  return phase.clustered
    ? `select u.variant_id, u.epoch, u.metric, sum(${y})::bigint as y, sum(u.x)::bigint as x from unit_total u ${join} ${of} group by u.variant_id, u.epoch, u.metric, ${who}`
    : `select u.variant_id, u.epoch, u.metric, ${y} as y, u.x from unit_total u ${of}`;
}

/** One row a unit, from how its conversations went; a unit that is a conversation is capped before a visitor's are added up. */
const byUnit = (y: string, x: string, { clustered }: Pick<PhaseKey, 'clustered'> = {}, unit = ''): string =>
  `select ${unit}variant_id, epoch, ${y} as y, ${x} as x from (
     select o.variant_id, o.epoch, ${clustered ? 'of.visitor_id' : 'o.unit_id'} as unit_id, count(*) filter (where ${resolvedAlone}) as resolved, count(*) as conversations, sum(${clustered ? 'least(o.cost_micro_usd, coalesce($5::bigint, o.cost_micro_usd))' : 'o.cost_micro_usd'})::bigint as cost
     from outcome o ${clustered ? 'join conversation of on of.workspace_id = o.workspace_id and of.id = o.conversation_id' : ''}
     where o.workspace_id = $1 and o.experiment_id = $2 and o.phase = $3 and o.variant_id is not null and o.unit_id is not null group by 1, 2, 3) of_unit`;

/** Response times of one variant's units in one epoch, by bucket. */
export interface LatencyBucketsRow {
  variantId: string;
  epoch: number;
  metric: 'first_token' | 'total';
  buckets: Record<string, number>;
}

export const latencyBuckets = (tx: EntityManager, phase: PhaseKey): Promise<LatencyBucketsRow[]> =>
  tx.query(
    `select variant_id as "variantId", epoch, metric, jsonb_object_agg(bucket, count order by bucket::integer) as buckets from (
       select variant_id, epoch, metric, key as bucket, sum(value::bigint)::bigint as count from unit_total cross join lateral jsonb_each_text(buckets)
       where workspace_id = $1 and experiment_id = $2 and phase = $3 and metric in ('first_token', 'total') group by variant_id, epoch, metric, key) counted
     group by variant_id, epoch, metric order by metric, variant_id, epoch`, key(phase));

/** Up to which bucket answers are counted for one quantile of one variant and epoch. */
export interface LatencyCut {
  variantId: string;
  epoch: number;
  metric: string;
  q: number;
  bucket: number;
}

/** For each cut the sums over units: y a unit's answers up to the bucket, x all its answers. */
export function latencyMoments(tx: EntityManager, phase: PhaseKey, cuts: readonly LatencyCut[]): Promise<(UnitMomentsRow & { q: number })[]> {
  const { who, join } = whose(phase);
  return tx.query(
    `select "variantId", epoch, metric, q, ${asText} from (
       select variant_id as "variantId", epoch, metric, q, ${sums} from (
         select u.variant_id, u.epoch, u.metric, cut.q, sum(b.value::bigint) as x, coalesce(sum(b.value::bigint) filter (where b.key::integer <= cut.bucket), 0) as y
         from unit_total u
         join unnest($4::uuid[], $5::integer[], $6::text[], $7::double precision[], $8::integer[]) as cut (variant_id, epoch, metric, q, bucket)
           on cut.variant_id = u.variant_id and cut.epoch = u.epoch and cut.metric = u.metric
         ${join} cross join lateral jsonb_each_text(u.buckets) b
         where u.workspace_id = $1 and u.experiment_id = $2 and u.phase = $3 group by u.variant_id, u.epoch, u.metric, cut.q, ${who}) units
       group by variant_id, epoch, metric, q) cells order by metric, "variantId", epoch, q`,
    [...key(phase), cuts.map((cut) => cut.variantId), cuts.map((cut) => cut.epoch), cuts.map((cut) => cut.metric), cuts.map((cut) => cut.q), cuts.map((cut) => cut.bucket)]);
}

export interface AskedRow {
  variantId: string;
  asked: number;
  counts: [number, number, number, number, number];
}

/** How many conversations of each variant were asked for a rating, and which ones came. */
export const askedRatings = (tx: EntityManager, phase: PhaseKey): Promise<AskedRow[]> =>
  tx.query(
    `select variant_id as "variantId", count(*) filter (where asked_at is not null or csat is not null)::integer as asked,
       array[${[1, 2, 3, 4, 5].map((score) => `count(*) filter (where csat = ${score})::integer`).join(', ')}] as counts
     from outcome where workspace_id = $1 and experiment_id = $2 and phase = $3 and variant_id is not null group by variant_id order by variant_id`, key(phase));

/** One unit as it was assigned. */
export interface DealtUnit {
  variantId: string;
  epoch: number;
  /** The unit, or the visitor of the conversations that are the units. */
  who: string;
}

const ofAssignment = ({ clustered }: PhaseKey): { who: string; join: string } => clustered
  ? { who: 'coalesce(c.visitor_id, a.unit_id)', join: 'left join conversation c on c.workspace_id = a.workspace_id and c.id = a.unit_id' }
  : { who: 'a.unit_id', join: '' };

/**
 * The units of which anything is known, in the order in which they were assigned: the one in which a look could have been
 * taken. Those of one visitor in one variant and epoch are one where `clustered` says so, which came with the first of them.
 *
 * @param limit more than so many are sampled by chance
 * @param seed the same one takes the same sample
 */
export async function dealtUnits(tx: EntityManager, phase: PhaseKey, { limit, seed }: { limit: number; seed: number }): Promise<{ units: DealtUnit[]; inAll: number }> {
  const { who, join } = ofAssignment(phase);
  const found = await tx.query<(DealtUnit & { all: number })[]>(
    `select "variantId", epoch, who, inall as all from (
       select *, count(*) over ()::integer as inall, row_number() over (order by hashtextextended(who::text, $4::bigint), epoch, "variantId") as place from (
         select a.variant_id as "variantId", a.epoch, ${who} as who, min(a.assigned_at) as came from assignment a ${join}
         where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3
           and exists (select from unit_total u where u.workspace_id = $1 and u.experiment_id = $2 and u.phase = $3 and u.unit_id = a.unit_id)
         group by 1, 2, 3) units) placed
     where place <= $5 order by came, who, epoch`, [...key(phase), seed, limit]);
  return { units: found.map(({ variantId, epoch, who: one }) => ({ variantId, epoch, who: one })), inAll: found[0]?.all ?? 0 };
}

/** Sums of one measure of those units that have any of it. */
export function sumsOfUnits(tx: EntityManager, phase: PhaseKey, metric: string, { cap, whose: of }: { cap: number | null; whose: readonly string[] }): Promise<(DealtUnit & { y: string; x: string })[]> {
  const { who, join } = ofAssignment(phase);
  return tx.query(
    `select a.variant_id as "variantId", a.epoch, ${who} as who, sum(s.y)::text as y, sum(s.x)::text as x
     from assignment a join (${sourceOf(metric)}) s on s.unit_id = a.unit_id ${join}
     where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3 and $5::text is not null and coalesce($4::bigint, 0) is not null and ${who} = any($6::uuid[])
     group by 1, 2, 3`, [...key(phase), cap, metric, of]);
}

/** Response times of those units that have any, by bucket. */
export function timesOfUnits(tx: EntityManager, phase: PhaseKey, metric: 'first_token' | 'total', of: readonly string[]): Promise<(DealtUnit & { buckets: Record<string, number> })[]> {
  const { who, join } = whose(phase);
  return tx.query(
    `select "variantId", epoch, who, jsonb_object_agg(bucket, answers) as buckets from (
       select u.variant_id as "variantId", u.epoch, ${who} as who, b.key as bucket, sum(b.value::bigint)::bigint as answers
       from unit_total u ${join} cross join lateral jsonb_each_text(u.buckets) b
       where u.workspace_id = $1 and u.experiment_id = $2 and u.phase = $3 and u.metric = $4 and ${who} = any($5::uuid[]) group by 1, 2, 3, 4) counted
     group by 1, 2, 3`, [...key(phase), metric, of]);
}

/** Every unit of a phase ($1 to $3) with y and x; `$4` is the cap of a cost, `$5` the metric. Not each metric uses each parameter. */
export function sourceOf(metric: string): string {
  if (metric === 'resolved') return byUnit('resolved', 'conversations', {}, 'unit_id, ');
  if (metric === 'cost_resolved') return byUnit('least(cost, coalesce($4::bigint, cost))', 'resolved', {}, 'unit_id, ');
  return `select unit_id, case metric when 'cost' then least(y, coalesce($4::bigint, y)) else y end as y, x from unit_total
    where workspace_id = $1 and experiment_id = $2 and phase = $3 and metric = $5 and x > 0`;
}
