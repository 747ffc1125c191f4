import { Injectable } from '@nestjs/common';
import { Budgets, type Spender } from '#accounts';
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
  closeOwnReply, closeReply, expireAllLeases, hasEnded, isBehind, keepProgress, releaseLease, renewLeases, seizeReplies, takeOrphans,
  type Ending, type Held, type Orphan, type Progress,
} from './replies.sql.ts';
import { lockConversation } from './transcript.sql.ts';
import { wasUndone } from './was-undone.ts';

/** An answer that this process may write, and to whom it counts. */
export interface OwnReply extends Held {
  conversationId: string;
  whose: Whose;
  visitorId: string;
}

type Used = Pick<Ending, 'inputTokens' | 'outputTokens' | 'costMicroUsd'>;

/** The rows of answers: who holds them, what is kept of them, how they end. */
@Injectable()
export class Replies {
  constructor(private readonly db: Database, private readonly assignments: Assignments, private readonly firstAnswers: FirstAnswers, private readonly budgets: Budgets) {}

  renew(held: readonly Held[]): Promise<Set<string>> {
    return this.db.acrossWorkspaces((tx) => renewLeases(tx, held));
  }

  /** Gives back what nobody saw anything of yet, and counts what it has cost all the same. */
  async release(own: OwnReply, used: Used): Promise<void> {
    await this.db.inOneTrip(own.workspaceId, (tx) => releaseLease(tx, own));
    await this.countLost(own, used);
  }

  /** Counts what was spent on an answer that is not ours any more: who ended it elsewhere knows of no cost. */
  countLost(own: OwnReply, { inputTokens, outputTokens, costMicroUsd }: Used): Promise<void> {
    return this.budgets.count(spenderOf(own), { tokens: inputTokens + outputTokens, microUsd: costMicroUsd });
  }

  /** @returns false when the answer is not ours any more */
  keep(held: Held, progress: Progress): Promise<boolean> {
    return this.db.inOneTrip(held.workspaceId, (tx) => keepProgress(tx, held, progress));
  }

  /** Last state, outcome and journal in one transaction. @returns false when the answer is not ours any more */
  async close(own: OwnReply, ending: Ending): Promise<boolean> {
    const ours = own.whose.traffic === 'live' ? await this.closeAtOnce(own, ending) : await this.db.withLastTrip(own.workspaceId, (tx) => this.closeIn(tx, own, ending));
    if (ours) for (const served of servedBy(own, ending)) this.firstAnswers.remember(served);
    return ours;
  }

  /** Whether the row has just this ending: then an attempt of ours that nobody confirmed wrote it. */
  hasEnded(held: Held, ending: Ending): Promise<boolean> {
    return this.db.inOneTrip(held.workspaceId, (tx) => hasEnded(tx, held, ending));
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
        const count = await this.closeIn(tx, { ...seized, conversationId, whose: whoseOf(conversation), visitorId: conversation.visitorId }, ending);
        await count(tx);
        cancelled.push({ message, ending });
      }
      return cancelled;
    });
  }

  /** In one round trip: nothing that is written hangs on what the row says, but for whether the answer is ours. */
  private async closeAtOnce(own: OwnReply, ending: Ending): Promise<boolean> {
    try {
      await this.db.inOneTrip(own.workspaceId, (tx) => Promise.all([closeOwnReply(tx, own, ending), ...this.countIn(tx, own, ending, [finishedFact(own, ending)])]));
      return true;
    } catch (error) {
      if (wasUndone(error)) return false;
      throw error;
    }
  }

  /** @returns what is left to write: whom the answer counts for */
  private async closeIn(tx: EntityManager, own: OwnReply, ending: Ending): Promise<(tx: Asking) => Promise<boolean>> {
    const closed = await closeReply(tx, own, ending);
    if (closed === null) return () => Promise.resolve(false);
    const { conversationId, whose } = own;
    const { state, intent, result } = ending;
    const facts = [finishedFact(own, ending)];
    const first = state !== 'cancelled' && closed.finished === 1;
    if (first && closed.expectedIntent !== null) {
      facts.push({ kind: 'answer.scored', conversationId, whose, matched: matches(closed.expectedIntent, intent, result), covered: result === 'answered' });
    }
    return async (last) => {
      await Promise.all(this.countIn(last, own, ending, facts));
      return true;
    };
  }

  /** Asks at once for everything that an answer adds to, beside its row. */
  private countIn(tx: Asking, own: OwnReply, ending: Ending, facts: readonly Fact[]): Promise<void>[] {
    const { state, result, totalMs, firstTokenMs, inputTokens, outputTokens, costMicroUsd } = ending;
    const { workspaceId, whose } = own;
    const news = servedBy(own, ending).filter((served) => this.firstAnswers.isNews(served));
    return [
      appendFacts(tx, workspaceId, facts),
      this.budgets.settle(tx, spenderOf(own), { tokens: inputTokens + outputTokens, microUsd: costMicroUsd }),
      // Only the first one is noted; which that is, the row of the visitor knows.
      ...(state === 'complete' && result !== 'budget' && whose.experimentId !== null ? [this.assignments.markAnswered(tx, workspaceId, whose)] : []),
      ...news.map((served) => this.firstAnswers.store(tx, served, (totalMs ?? 0) - (firstTokenMs ?? 0))),
    ];
  }
}

function finishedFact({ id, conversationId, whose }: OwnReply, { state, result, firstTokenMs, totalMs, inputTokens, outputTokens, costMicroUsd, intent, confidence, fallbackReason }: Ending): Fact {
  return {
    kind: 'answer.finished', conversationId, whose, messageId: id, state, result, firstTokenMs, totalMs, inputTokens, outputTokens,
    costMicroUsd, intent, confidence, ...(fallbackReason !== null && { servedElsewhere: true }),
  };
}

/** Whose budgets an answer is counted in. Visitors that a replay makes up have none, but what they cost is the site's. */
export const spenderOf = ({ workspaceId, whose, visitorId }: Pick<OwnReply, 'workspaceId' | 'whose' | 'visitorId'>): Spender =>
  ({ workspaceId, siteId: whose.siteId, visitorId: whose.traffic === 'live' ? visitorId : null });

/** Which version a visitor had an answer from, and the one whose policy chose it; none when there was no answer. */
function servedBy({ workspaceId, whose }: OwnReply, { state, result, firstTokenMs, servedBackendVersionId, fallbackReason }: Ending): ServedBy[] {
  if (state !== 'complete' || result === 'failed' || firstTokenMs === null || servedBackendVersionId === null) return [];
  const asked = fallbackReason === null ? whose.backendVersionId : null;
  return [...new Set([servedBackendVersionId, asked ?? servedBackendVersionId])].map((backendVersionId) => ({ workspaceId, backendVersionId, traffic: whose.traffic }));
}

/** A question that is out of scope is recognised by not being answered as anything else. */
function matches(expected: string, intent: string | null, result: Ending['result']): boolean {
  return isOutOfScope(expected) ? !['answered', 'failed', 'budget'].includes(result) : intent === expected;
}

type Cut = Pick<Ending, 'state' | 'result' | 'errorCode'>;

/** The ending of an answer of which only its row is left. */
export function cutOff(progress: Omit<Progress, 'text'>, message: MessageRow, cut: Cut): Ending {
  const { firstTokenMs, servedEngine, servedVariantId, servedBackendVersionId, fallbackReason } = progress;
  return {
    ...cut, firstTokenMs, servedEngine, servedVariantId, servedBackendVersionId, fallbackReason,
    text: message.text, intent: null, confidence: null, language: null, totalMs: null, inputTokens: 0, outputTokens: 0, costMicroUsd: 0,
    citations: message.citations, options: message.options, guard: [], toolCalls: [], offersPerson: message.offersPerson || cut.state !== 'cancelled',
  };
}
