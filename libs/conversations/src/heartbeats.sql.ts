import type { ChatMessage } from '#contracts';
import type { EntityManager } from 'typeorm';
import { messageColumns, toChatMessage, type MessageRow } from './message-row.ts';

/** Further back than the answers that may wait in a conversation. */
const LAST_MESSAGES = 10;

export interface Heartbeat {
  conversationId: string;
  lastSeq: number;
}

/** Across workspaces: the rooms already belong to those who may hear this. */
export function lastSeqs(tx: EntityManager, conversationIds: readonly string[]): Promise<Heartbeat[]> {
  return tx.query<Heartbeat[]>('select id as "conversationId", last_seq as "lastSeq" from conversation where id = any($1::uuid[])', [conversationIds]);
}

/** Answers that reached their last state within so many milliseconds. Across workspaces, as above. */
export async function endedLately(tx: EntityManager, conversationIds: readonly string[], withinMs: number): Promise<{ conversationId: string; message: ChatMessage }[]> {
  const rows = await tx.query<(MessageRow & { conversationId: string })[]>(
    `select m.conversation_id as "conversationId", ${messageColumns}
     from conversation c join message m on m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.seq > c.last_seq - ${LAST_MESSAGES}
     where c.id = any($1::uuid[]) and m.finished_at > now() - $2 * interval '1 ms'
     order by m.conversation_id, m.seq`,
    [conversationIds, withinMs]);
  return rows.map(({ conversationId, ...row }) => ({ conversationId, message: toChatMessage(row) }));
}
