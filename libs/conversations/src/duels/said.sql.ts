import type { EntityManager } from 'typeorm';
import type { Said } from './last-question.ts';

const LOOKED_AT = 25;

/** The newest messages that hold words of the visitor, the assistant or an agent, oldest first. */
export async function saidLately(tx: EntityManager, workspaceId: string, conversationId: string): Promise<Said[]> {
  const rows = await tx.query<Said[]>(
    `select id, role, text from message
     where workspace_id = $1 and conversation_id = $2 and role <> 'system' and text <> '' and state <> 'failed'
     order by seq desc limit ${LOOKED_AT}`,
    [workspaceId, conversationId]);
  return rows.reverse();
}
