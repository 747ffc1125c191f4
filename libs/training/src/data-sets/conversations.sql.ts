import type { DataSetFilters } from '#contracts';
import type { EntityManager } from 'typeorm';
import type { Choice, Conversation, ConversationFacts, Line } from './turn.ts';

/** Of the newest conversations; more would not teach more, and the caps would leave most of it out. */
export const MOST_CONVERSATIONS = 50_000;

/** Conversations of the filter in which a visitor wrote, newest first, and how many more there are. */
export async function readConversationIds(tx: EntityManager, workspaceId: string, { siteId, days, traffic }: DataSetFilters, most = MOST_CONVERSATIONS): Promise<{ ids: string[]; beyond: number }> {
  const rows = await tx.query<{ id: string; found: number }[]>(
    `with since as (
       select (date_trunc('day', now() at time zone time_zone) - make_interval(days => $2 - 1)) at time zone time_zone as start from workspace where id = $1
     )
     select o.conversation_id as id, (count(*) over ())::integer as found from since, outcome o
     where o.workspace_id = $1 and o.started_at >= since.start and o.traffic = $3 and ($4::uuid is null or o.site_id = $4)
     order by o.started_at desc, o.conversation_id desc limit $5`,
    [workspaceId, days, traffic, siteId, most]);
  return { ids: rows.map(({ id }) => id), beyond: Math.max(0, (rows[0]?.found ?? 0) - rows.length) };
}

/** Everything that is said in these conversations and known about them, in the order of the ids. */
export async function readConversations(tx: EntityManager, workspaceId: string, ids: readonly string[]): Promise<Conversation[]> {
  const values = [workspaceId, ids];
  const facts = await tx.query<ConversationFacts[]>(
    `select c.id, coalesce(a.unit_id, c.visitor_id) as person, c.traffic, c.holdout, coalesce(e.state in ('running', 'paused'), false) as "inExperiment", c.deleted_at is not null as erased,
       o.csat, o.helped, o.thumbs_down as "thumbsDown", o.hand_over_at is not null as "handedOver"
     from conversation c join outcome o on o.workspace_id = c.workspace_id and o.conversation_id = c.id
     left join visitor_alias a on a.workspace_id = c.workspace_id and a.visitor_id = c.visitor_id
     left join experiment e on e.workspace_id = c.workspace_id and e.id = c.experiment_id
     where c.workspace_id = $1 and c.id = any($2::uuid[])`, values);
  const lines = await tx.query<(Line & { conversationId: string })[]>(
    `select m.conversation_id as "conversationId", m.id, m.role, m.text, m.state, m.result, m.thumb, m.intent, m.offers_person as "offersPerson",
       coalesce(b.kind = 'fine_tuned', false) as "ownModel", m.guard <> '{}' as guarded, m.tool_calls <> '[]' as "usedTool", m.author_id as "authorId", m.created_at as at
     from message m
     left join backend_version v on v.workspace_id = m.workspace_id and v.id = m.served_backend_version_id
     left join backend b on b.workspace_id = v.workspace_id and b.id = v.backend_id
     where m.workspace_id = $1 and m.conversation_id = any($2::uuid[]) and m.role <> 'system' and m.superseded_by is null and m.state not in ('pending', 'streaming')
     order by m.conversation_id, m.seq`, values);
  const escalations = await tx.query<{ conversationId: string; at: Date }[]>(
    'select conversation_id as "conversationId", requested_at as at from hand_over where workspace_id = $1 and conversation_id = any($2::uuid[]) order by requested_at', values);
  const choices = await tx.query<(Choice & { conversationId: string })[]>(
    `select conversation_id as "conversationId", id, question_id as "questionId", left_text as "leftText", right_text as "rightText", result, rater
     from duel where workspace_id = $1 and conversation_id = any($2::uuid[]) and result is not null order by id`, values);
  const [lineOf, escalationOf, choiceOf] = [byConversation(lines), byConversation(escalations), byConversation(choices)];
  const known = new Map(facts.map((one) => [one.id, one]));
  return ids.flatMap((id) => {
    const one = known.get(id);
    return one ? [{ facts: one, lines: lineOf.get(id) ?? [], escalations: (escalationOf.get(id) ?? []).map(({ at }) => at), choices: choiceOf.get(id) ?? [] }] : [];
  });
}

function byConversation<T extends { conversationId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.conversationId);
    if (group) group.push(row);
    else groups.set(row.conversationId, [row]);
  }
  return groups;
}
