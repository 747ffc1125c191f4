import type { EntityManager } from 'typeorm';

/** Takes out every word of a person; rows, times and scores stay, so that no count changes. */
export async function eraseConversation(tx: EntityManager, workspaceId: string, conversationId: string): Promise<void> {
  const where = [workspaceId, conversationId];
  await tx.query(
    `update message set text = '', text_sha256 = null, thumb_comment = null, citations = '[]', options = '[]', tool_calls = '[]'
     where workspace_id = $1 and conversation_id = $2`, where);
  await tx.query('update hand_over set reason = null, email = null where workspace_id = $1 and conversation_id = $2', where);
  await tx.query(`update duel set left_text = '', right_text = '', left_options = '[]', right_options = '[]' where workspace_id = $1 and conversation_id = $2`, where);
  await tx.query('update outcome set csat_comment = null where workspace_id = $1 and conversation_id = $2', where);
  await tx.query('update conversation set deleted_at = now(), arrival = null where workspace_id = $1 and id = $2', where);
}
