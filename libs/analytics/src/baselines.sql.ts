import type { OneWaySums } from '#stats';
import type { EntityManager } from 'typeorm';
import { resolvedAlone } from './totals.sql.ts';

/** Which conversations a baseline is read from: those that began from `from` up to but not including `to`. */
export interface BaselineRange {
  workspaceId: string;
  siteId: string;
  traffic: string;
  from: Date;
  to: Date;
  timeZone: string;
}

const began = `o.workspace_id = $1 and o.site_id = $2 and o.traffic = $3 and o.started_at >= $4 and o.started_at < $5`;
const values = ({ workspaceId, siteId, traffic, from, to }: BaselineRange): unknown[] => [workspaceId, siteId, traffic, from, to];

export interface TrafficRow {
  visitors: number;
  /** Visitors counted anew on each day of the zone's calendar. */
  visitorDays: number;
  conversations: number;
  /** Answers that came to an end, failed ones included. */
  answers: number;
  /** Up or down. */
  thumbs: number;
  asked: number;
  rated: number;
  first: Date | null;
  /** Something began before the range. */
  older: boolean;
}

/** How many came how often, and how many of their conversations were asked for a rating and rated. */
export async function baselineTraffic(tx: EntityManager, range: BaselineRange): Promise<TrafficRow> {
  const [row] = await tx.query<TrafficRow[]>(
    `select count(distinct chat.visitor_id)::float8 as visitors, count(distinct (chat.visitor_id, (o.started_at at time zone $6)::date))::float8 as "visitorDays",
       count(*)::float8 as conversations, coalesce(sum(o.answers + o.failures), 0)::float8 as answers, coalesce(sum(o.thumbs_up + o.thumbs_down), 0)::float8 as thumbs,
       count(*) filter (where o.asked_at is not null or o.csat is not null)::float8 as asked, count(o.csat)::float8 as rated, min(o.started_at) as first,
       exists (select 1 from outcome b where b.workspace_id = $1 and b.site_id = $2 and b.traffic = $3 and b.started_at < $4) as older
     from outcome o join conversation chat on chat.workspace_id = o.workspace_id and chat.id = o.conversation_id where ${began}`, [...values(range), range.timeZone]);
  if (!row) throw new Error('an aggregate without a row');
  return row;
}

/** One measure over visitors; squares and sums are formed exactly before they become doubles. */
export interface MeasureRow {
  measure: 'csat' | 'csat_top' | 'thumbs' | 'resolved' | 'hand_over' | 'failure' | 'cost' | 'cost_resolved';
  observations: number;
  /** With at least one observation. */
  visitors: number;
  /** Sum over these visitors of the squared count of observations. */
  squaredSizes: number;
  mean: number | null;
  /** Of one observation, with n - 1; null below two. */
  variance: number | null;
  /** Of visitors with two or more observations: the sums of a one-way layout. */
  layout: OneWaySums;
}

/** As in an experiment one runaway conversation decides nothing: what one costs is counted up to the 99.9th percentile, once there are a thousand. */
const costLimit = `
  select case when count(*) >= 1000 then percentile_disc(0.999) within group (order by o.cost_micro_usd) end as most
  from outcome o join conversation chat on chat.workspace_id = o.workspace_id and chat.id = o.conversation_id where ${began}`;

const perVisitor = `
  select chat.visitor_id, count(*) as n, count(o.csat) as rated, sum(o.csat) as rating, sum(o.csat * o.csat) as ratings_squared,
    count(*) filter (where o.csat >= 4) as top, count(*) filter (where r.alone) as resolved, sum(c.cost) filter (where r.alone) as cost_alone, count(o.hand_over_at) as handed,
    sum(o.thumbs_up) as up, sum(o.thumbs_up + o.thumbs_down) as thumbs, sum(o.failures) as failures, sum(o.answers + o.failures) as answers, sum(c.cost) as cost, sum(c.cost::numeric * c.cost) as cost_squared
  from outcome o join conversation chat on chat.workspace_id = o.workspace_id and chat.id = o.conversation_id
  cross join lateral (select least(o.cost_micro_usd, coalesce((select most from cost_limit), o.cost_micro_usd)) as cost) c
  cross join lateral (select ${resolvedAlone} as alone) r where ${began} group by chat.visitor_id`;

/** Cost of all conversations per resolved one, and the share that is resolved; null while none is. */
const whole = `select sum(cost)::numeric / nullif(sum(resolved), 0) as ratio, sum(resolved)::numeric / nullif(sum(n), 0) as share from visitors`;

/**
 * What single conversations add to the cost per resolved one: ratio + (cost - ratio * resolved) / share, whose mean is the
 * ratio and whose variance is that of the delta method. Summed, and squared and summed, over those of one visitor.
 */
const linear = {
  sum: 'n * ratio + (cost - ratio * resolved) / share',
  squares: 'n * ratio * ratio + 2 * ratio * (cost - ratio * resolved) / share + (cost_squared - 2 * ratio * coalesce(cost_alone, 0) + ratio * ratio * resolved) / (share * share)',
};

/** n observations with sum s and sum of squares q, of one visitor in one measure; the squares of yes and no are themselves. */
const perMeasure = `
  select m.measure, m.n, m.s, m.q from visitors cross join whole cross join lateral (values
    ('csat', rated, rating::numeric, ratings_squared::numeric), ('csat_top', rated, top, top), ('thumbs', thumbs, up, up), ('resolved', n, resolved, resolved), ('hand_over', n, handed, handed),
    ('failure', answers, failures, failures), ('cost', n, cost, cost_squared),
    ('cost_resolved', n, ${linear.sum}, ${linear.squares})) m (measure, n, s, q) where m.n > 0 and m.s is not null`;

/** Over visitors; `c...` of those with two or more observations. */
const sumsOfObserved = `
  select measure, sum(n) as n, count(*) as visitors, sum(n * n) as nn, sum(s) as s, sum(q) as q,
    count(*) filter (where n > 1) as clusters, coalesce(sum(n) filter (where n > 1), 0) as cn, coalesce(sum(n * n) filter (where n > 1), 0) as cnn,
    coalesce(sum(s) filter (where n > 1), 0) as cs, coalesce(sum(q) filter (where n > 1), 0) as cq, coalesce(sum(s * s / n) filter (where n > 1), 0) as css
  from observed group by measure`;
const layout = `json_build_object('clusters', clusters, 'observations', cn, 'squaredSizes', cnn, 'sum', cs,
  'between', greatest(0, css - cs * cs / nullif(cn, 0)), 'within', greatest(0, cq - css)) as layout`;

/** What the measures were, how much they vary, and how alike the observations of one visitor are. A measure without any observation has no row. */
export function baselineMeasures(tx: EntityManager, range: BaselineRange): Promise<MeasureRow[]> {
  return tx.query<MeasureRow[]>(
    `with cost_limit as materialized (${costLimit}), visitors as (${perVisitor}), whole as (${whole}), observed as (${perMeasure}),
     sums as (${sumsOfObserved})
     select measure, n::float8 as observations, visitors::float8 as visitors, nn::float8 as "squaredSizes", (s / n)::float8 as mean,
       greatest(0, (q - s * s / n) / nullif(n - 1, 0))::float8 as variance,
       ${layout}
     from sums order by measure`, values(range));
}

/** A quantile of response times over answers; those that never came count as slower than any. */
export interface QuantileRow extends Pick<MeasureRow, 'observations' | 'visitors' | 'squaredSizes'> {
  measure: 'first_token_p50' | 'first_token_p95' | 'total_p50' | 'total_p95';
  /** 0.5 or 0.95. */
  level: number;
  /** In ms; null where that answer never came. `lowMs` and `highMs` at the levels `reach` below and above. */
  ms: number | null;
  lowMs: number;
  highMs: number | null;
  /** 1.96 standard errors of the share of answers up to the quantile, if no two were of one visitor. */
  reach: number;
  /** Of "at most this slow", 0 or 1. */
  layout: OneWaySums;
}

/** As in `contributionOf`: cut by the visitor is not observed to its end, failed is slower than anything. */
const times = `
  select chat.visitor_id, t.metric || q.suffix as measure, q.level, t.ms from outcome o
  join conversation chat on chat.workspace_id = o.workspace_id and chat.id = o.conversation_id
  join message m on m.workspace_id = o.workspace_id and m.conversation_id = o.conversation_id and m.role = 'assistant' and m.state in ('complete', 'interrupted', 'failed', 'cancelled')
  cross join lateral (values
    ('first_token', case when m.state = 'cancelled' then m.first_token_ms else coalesce(m.first_token_ms, 'infinity'::float8) end),
    ('total', case when m.state = 'cancelled' then null when m.state <> 'complete' or m.result = 'budget' then 'infinity'::float8 else coalesce(m.total_ms, 'infinity'::float8) end)) t (metric, ms)
  cross join (values ('_p50', 0.5::float8), ('_p95', 0.95::float8)) q (suffix, level)
  where ${began} and t.ms is not null`;

/** Medians and 95th percentiles of response times with what their variance is read off: how far apart the times around them lie. */
export function baselineQuantiles(tx: EntityManager, range: BaselineRange): Promise<QuantileRow[]> {
  const errors = `1.959963984540054 * sqrt(level * (1 - level) / count(*))`;
  return tx.query<QuantileRow[]>(
    `with times as (${times}), levels as (select measure, level, least(${errors}, (1 - level) * 0.9) as reach from times group by measure, level),
     read as (
       select measure, level, reach, percentile_disc(level) within group (order by ms) as reached, percentile_disc(level - reach) within group (order by ms) as low,
         percentile_disc(level + reach) within group (order by ms) as high
       from times join levels using (measure, level) group by measure, level, reach),
     observed as (
       select measure, count(*) as n, (count(*) filter (where ms <= reached))::numeric as s, (count(*) filter (where ms <= reached))::numeric as q
       from times join read using (measure, level) group by measure, visitor_id),
     sums as (${sumsOfObserved})
     select measure, level, n::float8 as observations, visitors::float8 as visitors, nn::float8 as "squaredSizes", nullif(reached, 'infinity'::float8) as ms,
       low as "lowMs", nullif(high, 'infinity'::float8) as "highMs", reach, ${layout}
     from sums join read using (measure) order by measure`, values(range));
}
