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

const sideOf = (side: 'left' | 'right'): string => `
  ${side}_variant.name as ${side}_variant, ${side}_backend.name as ${side}_backend, ${side}_version.number as ${side}_version, d.${side}_outcome, d.${side}_length,
  d.${side}_total_ms, d.${side}_cost_micro_usd::float8 as ${side}_cost_micro_usd`;
const joinedFor = (side: 'left' | 'right'): string => `
  join backend_version ${side}_version on ${side}_version.workspace_id = d.workspace_id and ${side}_version.id = d.${side}_backend_version_id
  join backend ${side}_backend on ${side}_backend.workspace_id = d.workspace_id and ${side}_backend.id = ${side}_version.backend_id
  left join variant ${side}_variant on ${side}_variant.workspace_id = d.workspace_id and ${side}_variant.id = d.${side}_variant_id`;

/** One row per choice that an agent made between two drafts, by the day of the choice; without the drafts' words. */
export const duelRows = (tx: EntityManager, range: ReportRange): Promise<Row[]> =>
  tx.query(
    `select d.id as duel_id, d.conversation_id, d.decided_at, e.name as experiment, d.phase, d.result, d.rater as rater_id, ${sideOf('left')}, ${sideOf('right')},
       d.sent_message_id is not null as sent
     from duel d
     join conversation c on c.workspace_id = d.workspace_id and c.id = d.conversation_id
     left join experiment e on e.workspace_id = d.workspace_id and e.id = d.experiment_id
     ${joinedFor('left')} ${joinedFor('right')}
     where d.workspace_id = $1 and d.decided_at >= $2::date::timestamp at time zone $4 and d.decided_at < ($3::date + 1)::timestamp at time zone $4
       and ($5::uuid is null or c.site_id = $5) and ($6::uuid is null or d.experiment_id = $6)
       and (case when $7::text is null then c.traffic in ('live', 'replay') else c.traffic = $7 end)
     order by d.decided_at, d.id`, values(range));
