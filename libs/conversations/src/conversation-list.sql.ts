import type { ArrivalFacts, ConversationSummary, InputOf, RecordedMessage, listConversations } from '#contracts';
import type { EntityManager } from 'typeorm';
import { messageColumns } from './message-row.ts';

type SummaryRow = Omit<ConversationSummary, 'createdAt' | 'lastMessageAt'> & { createdAt: Date; lastMessageAt: Date };

/** Alone: "that helped", or answered with no person, no thumbs-down and no return within 72 hours. */
const resolution = `
  case
    when o.person_replied and exists (
      select from hand_over h where h.workspace_id = c.workspace_id and h.conversation_id = c.id and h.ended_how = 'given_back') then 'assisted'
    when o.person_replied then 'person'
    when o.helped and o.hand_over_at is null then 'alone'
    when o.hand_over_at is not null or coalesce(o.thumbs_down, 0) > 0 then case when c.state = 'closed' then 'unresolved' else 'open' end
    when coalesce(o.answers, 0) > 0 and (c.state = 'closed' or c.last_message_at < now() - interval '72 hours') then 'alone'
    when c.state = 'closed' then 'unresolved'
    else 'open'
  end`;

const summary = `
  select c.id, c.site_id as "siteId", s.name as "siteName", c.visitor_id as "visitorId", c.state, c.traffic, c.experiment_id as "experimentId",
    c.variant_id as "variantId", v.name as "variantName", b.kind as "backendKind", coalesce(opening.text, '') as opening,
    c.last_seq as messages, o.csat, ${resolution} as resolution, o.hand_over_at is not null as "handOver", coalesce(p.name, k.name) as "agentName",
    c.created_at as "createdAt", c.last_message_at as "lastMessageAt"
  from conversation c
  join site s on s.workspace_id = c.workspace_id and s.id = c.site_id
  left join outcome o on o.workspace_id = c.workspace_id and o.conversation_id = c.id
  left join variant v on v.workspace_id = c.workspace_id and v.id = c.variant_id
  left join backend_version bv on bv.workspace_id = c.workspace_id and bv.id = c.backend_version_id
  left join backend b on b.workspace_id = c.workspace_id and b.id = bv.backend_id
  left join member t on t.workspace_id = c.workspace_id and t.id = c.agent_id
  left join person p on p.id = t.person_id
  left join api_key k on k.workspace_id = c.workspace_id and k.id = c.agent_id
  left join lateral (select text from message m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.role = 'visitor'
                     order by m.seq limit 1) opening on true`;

const toSummary = (row: SummaryRow): ConversationSummary => ({ ...row, createdAt: row.createdAt.toISOString(), lastMessageAt: row.lastMessageAt.toISOString() });

export type Filter = InputOf<typeof listConversations>;

/** Conversations with at least one message, newest first; ids rise with time, so they are the pages' keys. */
export async function findSummaries(tx: EntityManager, workspaceId: string, filter: Filter): Promise<ConversationSummary[]> {
  const rows = await tx.query<SummaryRow[]>(
    `${summary}
     where c.workspace_id = $1 and c.deleted_at is null and c.last_seq > 0
       and ($2::uuid is null or c.id < $2) and ($3::uuid is null or c.site_id = $3) and ($4::uuid is null or c.experiment_id = $4)
       and ($5::uuid is null or c.variant_id = $5) and ($6::text is null or c.state = $6) and ($7::text is null or c.traffic = $7)
       and ($8::text is null or exists (select from message m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
                                        and strpos(lower(m.text), lower($8)) > 0))
     order by c.id desc limit $9`,
    [workspaceId, filter.before ?? null, filter.siteId ?? null, filter.experimentId ?? null, filter.variantId ?? null, filter.state ?? null,
      filter.traffic ?? null, filter.search ?? null, filter.limit + 1]);
  return rows.map(toSummary);
}

export async function findSummary(tx: EntityManager, workspaceId: string, id: string): Promise<ConversationSummary | undefined> {
  const [row] = await tx.query<SummaryRow[]>(`${summary} where c.workspace_id = $1 and c.id = $2 and c.deleted_at is null`, [workspaceId, id]);
  return row && toSummary(row);
}

type RecordedRow = Omit<RecordedMessage, 'createdAt'> & { createdAt: Date };

/** Everything that is recorded of a conversation's messages. */
export async function recordedMessages(tx: EntityManager, workspaceId: string, conversationId: string): Promise<RecordedMessage[]> {
  const rows = await tx.query<RecordedRow[]>(
    `select ${messageColumns}, m.assigned_variant_id as "assignedVariantId", m.served_variant_id as "servedVariantId",
       m.assigned_backend_version_id as "assignedBackendVersionId", m.served_backend_version_id as "servedBackendVersionId",
       m.served_engine as "servedEngine", m.result, m.fallback_reason as "fallbackReason", m.error_code as "errorCode", m.intent,
       m.first_token_ms as "firstTokenMs", m.total_ms as "totalMs", m.input_tokens as "inputTokens", m.output_tokens as "outputTokens",
       m.cost_micro_usd::float8 as "costMicroUsd", m.confidence, m.language, m.guard, m.tool_calls as "toolCalls"
     from message m where m.workspace_id = $1 and m.conversation_id = $2 order by m.seq`,
    [workspaceId, conversationId]);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** By what its visitor was or was not assigned: what was known when the chat was opened, and whether the site holds the visitor out. */
export async function decidedBy(tx: EntityManager, workspaceId: string, conversationId: string): Promise<{ arrival: ArrivalFacts | null; holdout: boolean }> {
  const [row] = await tx.query<{ arrival: ArrivalFacts | null; holdout: boolean }[]>(
    'select arrival, holdout from conversation where workspace_id = $1 and id = $2', [workspaceId, conversationId]);
  return row ?? { arrival: null, holdout: false };
}

export async function csatCommentOf(tx: EntityManager, workspaceId: string, conversationId: string): Promise<string | null> {
  const [row] = await tx.query<{ comment: string | null }[]>(
    'select csat_comment as comment from outcome where workspace_id = $1 and conversation_id = $2', [workspaceId, conversationId]);
  return row?.comment ?? null;
}
