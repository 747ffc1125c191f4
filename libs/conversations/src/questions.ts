import { performance } from 'node:perf_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { Backends, type BackendEvent, type Turn } from '#backends';
import { Database } from '#platform';
import { embeddedDefaultOf, historyBefore } from './answering.sql.ts';
import { Overhead } from './overhead.ts';
import type { PendingReply } from './pending-reply.ts';

/** Puts questions to backends, with what was said before. */
@Injectable()
export class Questions {
  /** Deadlines of one answer, in milliseconds, and its length. */
  readonly limits: Turn['limits'] = { firstTokenMs: 20_000, idleMs: 15_000, totalMs: 60_000, maxTokens: 1_000 };
  private readonly log = new Logger(Questions.name);

  constructor(private readonly db: Database, private readonly backends: Backends, private readonly overhead: Overhead) {}

  async *put(reply: PendingReply, backendVersionId: string, signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
    const { workspaceId, conversationId, question } = reply;
    const [backend, history] = await Promise.all([
      this.backends.open(workspaceId, backendVersionId),
      reply.history ?? this.db.inOneTrip(workspaceId, (tx) => historyBefore(tx, workspaceId, conversationId, question.seq)),
    ]);
    this.overhead.observe('first_frame', performance.now() - reply.since);
    yield* backend.answer({ workspaceId, conversationId, text: question.text, history, limits: this.limits }, signal);
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
