import type { EntityManager } from 'typeorm';
import type { StoredTurn } from './transcript.sql.ts';

export interface FailedAnswer {
  retryable: boolean;
  attempt: number;
  supersededBy: string | null;
  question: { id: string; seq: number; text: string; createdAt: Date };
  unfinished: number;
}

interface FailedRow extends Omit<FailedAnswer, 'question'> {
  id: string;
  seq: number;
  text: string;
  createdAt: Date;
}

/** An answer with its question; `retryable` when it failed or was interrupted. */
export async function findFailed(tx: EntityManager, workspaceId: string, conversationId: string, messageId: string): Promise<FailedAnswer | undefined> {
  const [row] = await tx.query<FailedRow[]>(
    `select a.state in ('failed', 'interrupted') as retryable, a.attempt, a.superseded_by as "supersededBy", q.id, q.seq, q.text, q.created_at as "createdAt",
       (select count(*)::int from message where workspace_id = $1 and conversation_id = $2 and state in ('pending', 'streaming')) as unfinished
     from message a join message q on q.workspace_id = a.workspace_id and q.id = a.answers_id
     where a.workspace_id = $1 and a.conversation_id = $2 and a.id = $3`,
    [workspaceId, conversationId, messageId]);
  if (!row) return undefined;
  const { retryable, attempt, supersededBy, unfinished, ...question } = row;
  return { retryable, attempt, supersededBy, unfinished, question };
}

export interface NewRetry {
  workspaceId: string;
  conversationId: string;
  failedId: string;
  questionId: string;
  id: string;
  attempt: number;
  leaseOwner: string;
  leaseToken: string;
}

/** The caller holds the conversation's lock. */
export async function insertRetry(tx: EntityManager, retry: NewRetry): Promise<StoredTurn> {
  const rows = await tx.query<StoredTurn[]>(
    `with c as (
       update conversation set last_seq = last_seq + 1, last_message_at = now() where workspace_id = $1 and id = $2
       returning last_seq as seq, traffic, variant_id, backend_version_id
     ), old as (
       update message set superseded_by = $4::uuid where workspace_id = $1 and id = $3
     )
     insert into message (workspace_id, conversation_id, id, seq, role, text, state, answers_id, attempt, lease_owner, lease_token, lease_until, deadline_at,
       assigned_variant_id, assigned_backend_version_id, traffic)
     select $1, $2, $4::uuid, seq, 'assistant', '', 'pending', $5::uuid, $6::int, $7::text, $8::uuid, now() + interval '15 s', now() + interval '60 s',
       variant_id, backend_version_id, traffic from c
     returning seq, created_at as "createdAt"`,
    [retry.workspaceId, retry.conversationId, retry.failedId, retry.id, retry.questionId, retry.attempt, retry.leaseOwner, retry.leaseToken]);
  const [stored] = rows;
  if (!stored || rows.length !== 1) throw new Error(`stored ${rows.length} messages instead of 1`);
  return stored;
}
