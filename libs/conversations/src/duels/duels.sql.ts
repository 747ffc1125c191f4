import type { DuelResult } from '#contracts';
import { Problem } from '#platform';
import type { EntityManager } from 'typeorm';

export interface Sent {
  workspaceId: string;
  conversationId: string;
  duelId: string;
  rater: string;
  messageId: string;
}

/**
 * Notes what became of the chosen draft: the first message that was sent with it.
 *
 * @throws Problem `not_found` unless the agent has chosen between those drafts in this conversation
 */
export async function noteSent(tx: EntityManager, { workspaceId, conversationId, duelId, rater, messageId }: Sent): Promise<void> {
  const known = await tx.query<unknown[]>(
    `with noted as (
       update duel set sent_message_id = coalesce(sent_message_id, $5)
       where workspace_id = $1 and conversation_id = $2 and id = $3 and rater = $4 and result is not null returning id
     ) select id from noted`,
    [workspaceId, conversationId, duelId, rater, messageId]);
  if (known.length === 0) throw new Problem('not_found');
}

/** @returns the id of the agent's open pair for this question, when both of its drafts are there */
export async function openDuelFor(tx: EntityManager, workspaceId: string, questionId: string, rater: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(
    `select id from duel where workspace_id = $1 and question_id = $2 and rater = $3 and result is null and left_length > 0 and right_length > 0
     order by id desc limit 1`, [workspaceId, questionId, rater]);
  return row?.id ?? null;
}

export interface Standing {
  rater: string;
  result: DuelResult | null;
  leftLength: number;
  rightLength: number;
  /** Both say the same. */
  alike: boolean;
  forgotten: boolean;
}

/** Of a pair `d`. Lengths outlive the words, so a missing draft is like nothing. */
export const alike = `(d.left_length > 0 and d.left_length = d.right_length and d.left_text = d.right_text and d.left_options = d.right_options)`;

/** Locks the pair, so that of two choices one is the first. */
export async function lockDuel(tx: EntityManager, workspaceId: string, id: string): Promise<Standing | undefined> {
  const [row] = await tx.query<Standing[]>(
    `select d.rater, d.result, d.left_length as "leftLength", d.right_length as "rightLength", ${alike} as alike, c.deleted_at is not null as forgotten
     from duel d join conversation c on c.workspace_id = d.workspace_id and c.id = d.conversation_id
     where d.workspace_id = $1 and d.id = $2 for update of d`, [workspaceId, id]);
  return row;
}

export async function storeChoice(tx: EntityManager, workspaceId: string, id: string, result: DuelResult): Promise<void> {
  await tx.query('update duel set result = $3, decided_at = now() where workspace_id = $1 and id = $2', [workspaceId, id, result]);
}
