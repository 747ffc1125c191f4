import type { EntityManager } from 'typeorm';
import type { ReportRange } from './totals.sql.ts';

type Row = Record<string, string | number | boolean | null | Date>;

const within = `o.workspace_id = $1 and o.started_at >= $2::date::timestamp at time zone $4 and o.started_at < ($3::date + 1)::timestamp at time zone $4
  and ($5::uuid is null or o.site_id = $5) and ($6::uuid is null or o.experiment_id = $6)
  and (case when $7::text is null then o.traffic in ('live', 'replay') else o.traffic = $7 end)`;
const values = (range: ReportRange): unknown[] =>
  [range.workspaceId, range.from, range.to, range.timeZone, range.siteId ?? null, range.experimentId ?? null, range.traffic ?? null];

/** One row per conversation, without its text. */
export const conversationRows = (tx: EntityManager, range: ReportRange): Promise<Row[]> =>
  tx.query(
    `select o.conversation_id, o.started_at, o.ended_at, o.traffic, v.name as variant, o.answers, o.failures, o.clarifications, o.thumbs_up, o.thumbs_down,
       o.csat, o.asked_at, o.helped, o.hand_over_at, o.person_replied, o.intent, o.cost_micro_usd::float8 as cost_micro_usd
     from outcome o left join variant v on v.workspace_id = o.workspace_id and v.id = o.variant_id
     where ${within} order by o.started_at, o.conversation_id`, values(range));

/** One row per rated conversation, with the comment. */
export const ratingRows = (tx: EntityManager, range: ReportRange): Promise<Row[]> =>
  tx.query(
    `select o.conversation_id, o.rated_at, v.name as variant, o.csat, o.csat_comment as comment
     from outcome o left join variant v on v.workspace_id = o.workspace_id and v.id = o.variant_id
     where ${within} and o.csat is not null order by o.rated_at, o.conversation_id`, values(range));
