import { performance } from 'node:perf_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { Budgets, personOf } from '#accounts';
import { Backends, type Backend, type BackendEvent, type Opening, type SignedVisitor, type Turn, type VisitorFacts } from '#backends';
import type { BudgetScope } from '#contracts';
import type { CallTimes } from '#models';
import { Database } from '#platform';
import { embeddedDefaultOf, historyBefore, openingOf, visitorFactsOf } from './answering.sql.ts';
import { Overhead } from './overhead.ts';
import type { PendingReply } from './pending-reply.ts';
import { spenderOf } from './replies.ts';

/** Puts questions to backends, with what was said before. */
@Injectable()
export class Questions {
  /** Deadlines of one answer, in milliseconds, and its length. */
  readonly limits: Turn['limits'] = { firstTokenMs: 20_000, idleMs: 15_000, totalMs: 60_000, maxTokens: 1_000 };
  private readonly log = new Logger(Questions.name);

  constructor(private readonly db: Database, private readonly backends: Backends, private readonly overhead: Overhead, private readonly budgets: Budgets) {}

  async *put(reply: PendingReply, backendVersionId: string, signal: AbortSignal, times: CallTimes): AsyncGenerator<BackendEvent, void, undefined> {
    const { workspaceId, conversationId, question } = reply;
    const [[backend, spent], history] = await Promise.all([
      this.openWithin(reply, backendVersionId),
      reply.history ?? this.db.inOneTrip(workspaceId, (tx) => historyBefore(tx, workspaceId, conversationId, question.seq)),
    ]);
    if (spent !== null) {
      yield { type: 'hand_over', reason: 'budget' };
      yield { type: 'end', result: 'budget', intent: null, confidence: null, language: null };
      return;
    }
    this.overhead.observe('asked', performance.now() - reply.since);
    const opening = (versionId: string): Promise<Opening> => this.db.inOneTrip(workspaceId, (tx) => openingOf(tx, workspaceId, conversationId, versionId));
    const visitor = async (): Promise<SignedVisitor | null> => {
      const person = await this.db.inOneTrip(workspaceId, (tx) => personOf(tx, workspaceId, reply.visitorId));
      return person && { id: person.subject };
    };
    const arrival = (): Promise<VisitorFacts | null> => this.db.inOneTrip(workspaceId, (tx) => visitorFactsOf(tx, workspaceId, conversationId));
    const turn: Turn = {
      workspaceId, conversationId, messageId: question.id, text: question.text, history, limits: this.limits, opening, arrival, visitor, mayAct: reply.whose.traffic === 'live', times,
    };
    yield* backend.answer(turn, signal);
  }

  /** The version, and whose budget of the day leaves no room for what it would use. */
  private async openWithin(reply: PendingReply, backendVersionId: string): Promise<[Backend, BudgetScope | null]> {
    const backend = await this.backends.open(reply.workspaceId, backendVersionId);
    return [backend, await this.budgets.spent(spenderOf(reply), backend.engine === 'language_model', reply.spent)];
  }

  /** @returns a version on the embedded engine that can stand in for the assigned one */
  async substituteFor(reply: PendingReply): Promise<string | null> {
    const { workspaceId, whose } = reply;
    const id = await this.db.inWorkspace(workspaceId, (tx) => embeddedDefaultOf(tx, workspaceId, whose.siteId));
    return id === whose.backendVersionId ? null : id;
  }

  noteFailure(reply: PendingReply, error: unknown): void {
    this.log.warn({ event: 'answer.failed', conversationId: reply.conversationId, variantId: reply.whose.variantId }, error);
  }
}
