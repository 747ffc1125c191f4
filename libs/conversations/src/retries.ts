import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import type { Visitor } from '#accounts';
import type { Receipt } from '#contracts';
import { Database, Problem, Readiness, newId } from '#platform';
import { whoseOf } from './conversation-row.ts';
import { NODE_NAME } from './node-name.ts';
import type { PendingReply } from './pending-reply.ts';
import { findFailed, insertRetry } from './retries.sql.ts';
import { MOST_UNFINISHED, owned } from './transcript.ts';
import { lockConversation, receiptOf } from './transcript.sql.ts';

/** Gives a question whose answer failed another answer: a new message, which the old one names. */
@Injectable()
export class Retries {
  constructor(private readonly db: Database, private readonly readiness: Readiness) {}

  /** Trying again twice gives the same new answer. @throws Problem `invalid_request`, `reply_in_progress`, `conversation_closed` */
  async accept(visitor: Visitor, conversationId: string, messageId: string): Promise<{ receipt: Receipt; reply: PendingReply | null }> {
    const since = performance.now();
    const { workspaceId } = visitor;
    if (this.readiness.isDraining) throw new Problem('server_draining', { retryAfterMs: 2_000 });
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const row = owned(visitor, await lockConversation(tx, workspaceId, conversationId));
      const failed = await findFailed(tx, workspaceId, conversationId, messageId);
      if (!failed) throw new Problem('not_found');
      const { question, unfinished } = failed;
      if (failed.supersededBy !== null) return { receipt: receiptOf(question, failed.supersededBy, true), reply: null };
      if (row.state === 'closed') throw new Problem('conversation_closed');
      if (row.state !== 'bot' || !failed.retryable) throw new Problem('invalid_request', { detail: 'Only an answer that failed can be tried again.' });
      if (unfinished >= MOST_UNFINISHED) throw new Problem('reply_in_progress', { retryAfterMs: 1_000 });
      const reply = { id: newId(), leaseToken: newId(), leaseOwner: NODE_NAME, attempt: failed.attempt + 1 };
      const stored = await insertRetry(tx, { workspaceId, conversationId, failedId: messageId, questionId: question.id, ...reply });
      return {
        receipt: receiptOf(question, reply.id, false),
        reply: {
          ...reply, ...stored, workspaceId, conversationId, question, whose: whoseOf(row), visitorId: row.visitorId, crossEngineFallback: row.crossEngineFallback,
          behind: unfinished > 0, history: null, spent: null, since,
        },
      };
    });
  }
}
