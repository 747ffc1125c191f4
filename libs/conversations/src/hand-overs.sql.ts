import type { EntityManager } from 'typeorm';

/** A wish for a person that nobody has dealt with to the end. */
export interface OpenHandOver {
  id: string;
  claimedBy: string | null;
}

export async function openHandOver(tx: EntityManager, workspaceId: string, conversationId: string): Promise<OpenHandOver | undefined> {
  const [row] = await tx.query<OpenHandOver[]>(
    `select id, claimed_by as "claimedBy" from hand_over where workspace_id = $1 and conversation_id = $2 and ended_at is null`,
    [workspaceId, conversationId]);
  return row;
}

export interface Wish {
  workspaceId: string;
  conversationId: string;
  reason: string | null;
  email: string | null;
}

export async function insertHandOver(tx: EntityManager, id: string, wish: Wish): Promise<void> {
  await tx.query('insert into hand_over (workspace_id, id, conversation_id, reason, email) values ($1, $2, $3, $4, $5)',
    [wish.workspaceId, id, wish.conversationId, wish.reason, wish.email]);
  await tx.query(`update conversation set state = 'waiting' where workspace_id = $1 and id = $2`, [wish.workspaceId, wish.conversationId]);
  await tx.query(
    'update outcome set hand_over_at = coalesce(hand_over_at, now()) where workspace_id = $1 and conversation_id = $2', [wish.workspaceId, wish.conversationId]);
}

/** Reason or address that came later; what was said before stays. */
export async function completeWish(tx: EntityManager, id: string, wish: Wish): Promise<void> {
  await tx.query('update hand_over set reason = coalesce($3, reason), email = coalesce($4, email) where workspace_id = $1 and id = $2',
    [wish.workspaceId, id, wish.reason, wish.email]);
}

/** @returns true when a wish was open and is ended now */
export async function endHandOver(tx: EntityManager, workspaceId: string, conversationId: string, how: 'given_back' | 'closed' | 'visitor_left'): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with ended as (
       update hand_over set ended_at = now(), ended_how = $3 where workspace_id = $1 and conversation_id = $2 and ended_at is null returning id
     ) select id from ended`,
    [workspaceId, conversationId, how]);
  return rows.length > 0;
}

export async function claimHandOver(tx: EntityManager, workspaceId: string, conversationId: string, agentId: string): Promise<void> {
  await tx.query(
    'update hand_over set claimed_by = $3, claimed_at = now() where workspace_id = $1 and conversation_id = $2 and ended_at is null',
    [workspaceId, conversationId, agentId]);
  await tx.query(`update conversation set state = 'with_agent', agent_id = $3 where workspace_id = $1 and id = $2`, [workspaceId, conversationId, agentId]);
}

export async function leaveAgent(tx: EntityManager, workspaceId: string, conversationId: string): Promise<void> {
  await tx.query(`update conversation set state = 'bot', agent_id = null where workspace_id = $1 and id = $2`, [workspaceId, conversationId]);
}

export async function closeConversation(tx: EntityManager, workspaceId: string, conversationId: string): Promise<void> {
  await tx.query(`update conversation set state = 'closed', closed_at = now() where workspace_id = $1 and id = $2`, [workspaceId, conversationId]);
  await tx.query('update outcome set ended_at = now() where workspace_id = $1 and conversation_id = $2', [workspaceId, conversationId]);
}

export async function notePersonReplied(tx: EntityManager, workspaceId: string, conversationId: string): Promise<void> {
  await tx.query('update outcome set person_replied = true where workspace_id = $1 and conversation_id = $2 and not person_replied', [workspaceId, conversationId]);
}
