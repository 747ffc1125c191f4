import type { Opening, Turn, VisitorFacts } from '#backends';
import type { Asking } from '#platform';
import type { EntityManager } from 'typeorm';

const HISTORY = 20;
/** Messages among which they are looked for: a long conversation is not read from its beginning. */
const LOOKED_AT = 60;

/** What was said before a question (null: so far), oldest first; only messages that hold words of the visitor, the bot or an agent. */
export async function historyBefore(tx: Asking, workspaceId: string, conversationId: string, seq: number | null): Promise<Turn['history']> {
  const rows = await tx.query<Turn['history']>(
    `select role, text from message
     where workspace_id = $1 and conversation_id = $2
       and seq > (select coalesce($3::int, last_seq) from conversation where workspace_id = $1 and id = $2) - ${LOOKED_AT}
       and ($3::int is null or seq < $3) and role <> 'system' and text <> '' and state <> 'failed'
     order by seq desc limit ${HISTORY}`,
    [workspaceId, conversationId, seq]);
  return rows.reverse();
}

/** The first words of a conversation, and whose answer the visitor had first from a version: of a policy, the choice that it made then. */
export async function openingOf(tx: Asking, workspaceId: string, conversationId: string, versionId: string): Promise<Opening> {
  const [row] = await tx.query<[Opening]>(
    `select coalesce((
       select text from message where workspace_id = $1 and conversation_id = $2 and role = 'visitor' order by seq limit 1
     ), '') as text, (
       select served_backend_version_id from message
       where workspace_id = $1 and conversation_id = $2 and assigned_backend_version_id = $3 and served_backend_version_id <> $3 and fallback_reason is null
       order by seq limit 1
     ) as "servedBy"`,
    [workspaceId, conversationId, versionId]);
  return row;
}

/** What was known of the visitor when the chat was opened. */
export async function visitorFactsOf(tx: Asking, workspaceId: string, conversationId: string): Promise<VisitorFacts | null> {
  const [row] = await tx.query<{ arrival: VisitorFacts | null }[]>('select arrival from conversation where workspace_id = $1 and id = $2', [workspaceId, conversationId]);
  return row?.arrival ?? null;
}

/** @returns the site's default backend version when it, and whoever answers for it, runs on the embedded engine */
export async function embeddedDefaultOf(tx: EntityManager, workspaceId: string, siteId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(
    `select v.id from site s join backend_version v on v.workspace_id = s.workspace_id and v.id = s.default_backend_version_id
     where s.workspace_id = $1 and s.id = $2 and v.model like 'embedded/%'
       and not exists (
         select from backend_route r join backend_version t on t.workspace_id = r.workspace_id and t.id = r.answered_by
         where r.workspace_id = v.workspace_id and r.backend_version_id = v.id and t.model not like 'embedded/%')`,
    [workspaceId, siteId]);
  return row?.id ?? null;
}
