import { Injectable } from '@nestjs/common';
import { appendFacts, type Fact, type Whose } from '#analytics';
import { FirstAnswers, type ServedBy } from '#backends';
import { Assignments } from '#experiments';
import { isOutOfScope } from '#knowledge';
import { Database, Problem, type Asking } from '#platform';
import type { EntityManager } from 'typeorm';
import { whoseOf } from './conversation-row.ts';
import type { HaltCause } from './halt-cause.ts';
import type { MessageRow } from './message-row.ts';
import { NODE_NAME } from './node-name.ts';
import {
  closeReply, expireAllLeases, isBehind, keepProgress, releaseLease, renewLeases, seizeReplies, takeOrphans,
  type Ending, type Held, type Orphan, type Progress,
} from './replies.sql.ts';
import { lockConversation } from './transcript.sql.ts';

/** An answer that this process may write, and to whom it counts. */
export interface OwnReply extends Held {
  conversationId: string;
  whose: Whose;
}

/** The rows of answers: who holds them, what is kept of them, how they end. */
@Injectable()
export class Replies {
  constructor(private readonly db: Database, private readonly assignments: Assignments, private readonly firstAnswers: FirstAnswers) {}

  renew(held: readonly Held[]): Promise<Set<string>> {
    return this.db.acrossWorkspaces((tx) => renewLeases(tx, held));
  }

  release(held: Held): Promise<void> {
    return this.db.inOneTrip(held.workspaceId, (tx) => releaseLease(tx, held));
  }

  /** @returns false when the answer is not ours any more */
  keep(held: Held, progress: Progress): Promise<boolean> {
    return this.db.inOneTrip(held.workspaceId, (tx) => keepProgress(tx, held, progress));
  }

  /** Last state, outcome and journal in one transaction. @returns false when the answer is not ours any more */
  async close(own: OwnReply, ending: Ending): Promise<boolean> {
    const ours = await this.db.withLastTrip(own.workspaceId, (tx) => this.closeIn(tx, own, ending));
    const served = servedBy(own, ending);
    if (ours && served) this.firstAnswers.remember(served);
    return ours;
  }

  isBehind(reply: { workspaceId: string; conversationId: string; seq: number }): Promise<boolean> {
    return this.db.inOneTrip(reply.workspaceId, (tx) => isBehind(tx, reply.workspaceId, reply.conversationId, reply.seq));
  }

  takeOrphans(limit: number): Promise<Orphan[]> {
    return this.db.acrossWorkspaces((tx) => takeOrphans(tx, NODE_NAME, limit));
  }

  expireAll(): Promise<void> {
    return this.db.acrossWorkspaces(expireAllLeases);
  }

  /** Ends answers that no living process of ours runs; whoever runs them elsewhere finds its lease gone. */
  cancel(workspaceId: string, conversationId: string, cause: Extract<HaltCause, 'stopped' | 'handed_over'>, messageId: string | null): Promise<{ message: MessageRow; ending: Ending }[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const conversation = await lockConversation(tx, workspaceId, conversationId);
      if (!conversation) throw new Problem('not_found');
      const cancelled: { message: MessageRow; ending: Ending }[] = [];
      for (const seized of await seizeReplies(tx, workspaceId, conversationId, NODE_NAME, messageId)) {
        const { message, ...progress } = seized;
        const ending = cutOff(progress, message, { state: 'cancelled', result: cause, errorCode: null });
        const count = await this.closeIn(tx, { ...seized, conversationId, whose: whoseOf(conversation) }, ending);
        await count(tx);
        cancelled.push({ message, ending });
      }
      return cancelled;
    });
  }

  /** @returns what is left to write: whom the answer counts for */
  private async closeIn(tx: EntityManager, own: OwnReply, ending: Ending): Promise<(tx: Asking) => Promise<boolean>> {
    const closed = await closeReply(tx, own, ending);
    if (closed === null) return () => Promise.resolve(false);
    const { conversationId, whose } = own;
    const { state, result, firstTokenMs, totalMs, inputTokens, outputTokens, costMicroUsd, intent, confidence } = ending;
    const facts: Fact[] = [{
      kind: 'answer.finished', conversationId, whose, messageId: own.id, state, result, firstTokenMs, totalMs, inputTokens, outputTokens,
      costMicroUsd, intent, confidence,
    }];
    const first = state !== 'cancelled' && closed.finished === 1;
    if (first && closed.expectedIntent !== null) {
      facts.push({ kind: 'answer.scored', conversationId, whose, matched: matches(closed.expectedIntent, intent, result), covered: result === 'answered' });
    }
    const firstAnswer = state === 'complete' && closed.answers === 1 && whose.experimentId !== null;
    const served = servedBy(own, ending);
    return async (last) => {
      await Promise.all([
        appendFacts(last, own.workspaceId, facts),
        firstAnswer ? this.assignments.markAnswered(last, own.workspaceId, whose) : null,
        served && this.firstAnswers.isNews(served) ? this.firstAnswers.store(last, served, (totalMs ?? 0) - (firstTokenMs ?? 0)) : null,
      ]);
      return true;
    };
  }
}

/** Which version a visitor had an answer from; null when there was none. */
function servedBy({ workspaceId, whose }: OwnReply, { state, result, firstTokenMs, servedBackendVersionId }: Ending): ServedBy | null {
  if (state !== 'complete' || result === 'failed' || firstTokenMs === null || servedBackendVersionId === null) return null;
  return { workspaceId, backendVersionId: servedBackendVersionId, traffic: whose.traffic };
}

/** A question that is out of scope is recognised by not being answered as anything else. */
function matches(expected: string, intent: string | null, result: Ending['result']): boolean {
  return isOutOfScope(expected) ? result !== 'answered' && result !== 'failed' : intent === expected;
}

type Cut = Pick<Ending, 'state' | 'result' | 'errorCode'>;

/** The ending of an answer of which only its row is left. */
export function cutOff(progress: Omit<Progress, 'text'>, message: MessageRow, cut: Cut): Ending {
  const { firstTokenMs, servedEngine, servedVariantId, servedBackendVersionId, fallbackReason } = progress;
  return {
    ...cut, firstTokenMs, servedEngine, servedVariantId, servedBackendVersionId, fallbackReason,
    text: message.text, intent: null, confidence: null, language: null, totalMs: null, inputTokens: 0, outputTokens: 0, costMicroUsd: 0,
    citations: message.citations, options: message.options, offersPerson: message.offersPerson || cut.state !== 'cancelled',
  };
}
