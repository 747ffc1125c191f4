import type { MessageRole, MessageState, Thumb } from '#contracts';
import type { EntityManager } from 'typeorm';

export interface Rateable {
  role: MessageRole;
  state: MessageState;
  thumb: Thumb | null;
}

export async function findRateable(tx: EntityManager, workspaceId: string, conversationId: string, messageId: string): Promise<Rateable | undefined> {
  const [row] = await tx.query<Rateable[]>('select role, state, thumb from message where workspace_id = $1 and conversation_id = $2 and id = $3',
    [workspaceId, conversationId, messageId]);
  return row;
}

export interface ThumbChange {
  workspaceId: string;
  conversationId: string;
  messageId: string;
  from: Thumb | null;
  to: Thumb | null;
  comment: string | null;
}

const step = (change: ThumbChange, thumb: Thumb): number => Number(change.to === thumb) - Number(change.from === thumb);

export async function storeThumb(tx: EntityManager, change: ThumbChange): Promise<void> {
  await tx.query('update message set thumb = $3, thumbed_at = case when $3::text is null then null when thumb is distinct from $3 then now() else thumbed_at end, thumb_comment = case when $3::text is null then null else coalesce($4, thumb_comment) end where workspace_id = $1 and id = $2',
    [change.workspaceId, change.messageId, change.to, change.comment]);
  await tx.query('update outcome set thumbs_up = thumbs_up + $3, thumbs_down = thumbs_down + $4 where workspace_id = $1 and conversation_id = $2',
    [change.workspaceId, change.conversationId, step(change, 'up'), step(change, 'down')]);
}

export interface Rated {
  askedAt: Date | null;
  csat: number | null;
  helped: boolean;
}

/** @returns undefined while the visitor has not said anything */
export async function ratingOf(tx: EntityManager, workspaceId: string, conversationId: string): Promise<Rated | undefined> {
  const [row] = await tx.query<Rated[]>('select asked_at as "askedAt", csat, helped from outcome where workspace_id = $1 and conversation_id = $2',
    [workspaceId, conversationId]);
  return row;
}

export async function storeAsked(tx: EntityManager, workspaceId: string, conversationId: string): Promise<void> {
  await tx.query('update outcome set asked_at = now() where workspace_id = $1 and conversation_id = $2 and asked_at is null', [workspaceId, conversationId]);
}

export async function storeCsat(tx: EntityManager, where: { workspaceId: string; conversationId: string }, score: number | null, comment: string | null | undefined): Promise<void> {
  await tx.query(
    `update outcome set csat = $3::int, csat_comment = case when $3::int is null then null when $5 then csat_comment else $4 end,
       rated_at = case when $3::int is null then null else now() end
     where workspace_id = $1 and conversation_id = $2`,
    [where.workspaceId, where.conversationId, score, comment ?? null, comment === undefined]);
}

export async function storeHelped(tx: EntityManager, workspaceId: string, conversationId: string): Promise<void> {
  await tx.query('update outcome set helped = true where workspace_id = $1 and conversation_id = $2', [workspaceId, conversationId]);
}
