import { performance } from 'node:perf_hooks';
import { Injectable, Logger } from '@nestjs/common';
import type { ChatEvent, ChatMessage } from '#contracts';
import { Metrics } from '#platform';
import { AnswerRun } from './answer-run.ts';
import { Broadcast } from './broadcast.ts';
import { endingOf } from './ending.ts';
import { Halt, type HaltCause } from './halt-cause.ts';
import { HandOvers } from './hand-overs.ts';
import { LaterTurns } from './later-turns.ts';
import { Leases } from './leases.ts';
import { toChatMessage, type MessageRow } from './message-row.ts';
import type { PendingReply } from './pending-reply.ts';
import { Overhead } from './overhead.ts';
import { Questions } from './questions.ts';
import { Replies } from './replies.ts';
import type { Ending } from './replies.sql.ts';
import { RunningReply, type Emit } from './running-reply.ts';
import { WaitingLines } from './waiting-lines.ts';

/** Longest time that a stopping process waits for its answers. */
const DRAIN_MS = 20_000;

interface Run {
  running: RunningReply;
  halt: Halt;
  done: Promise<void>;
}

/** Answers what is owed, one answer after the other in each conversation, and ends answers that are not wanted any more. */
@Injectable()
export class Answering {
  private readonly log = new Logger(Answering.name);
  private readonly runs = new Map<string, Run>();
  private readonly lines = new WaitingLines();
  private readonly gauge;

  constructor(
    private readonly replies: Replies,
    private readonly leases: Leases,
    private readonly questions: Questions,
    private readonly later: LaterTurns,
    private readonly handOvers: HandOvers,
    private readonly broadcast: Broadcast,
    private readonly overhead: Overhead,
    metrics: Metrics,
  ) {
    this.gauge = metrics.gauge('answers_unfinished', 'Answers under way or waiting in this process');
  }

  /** Answers under way or waiting in this process. */
  get unfinished(): number {
    return this.runs.size;
  }

  /** Answers the reply. Every outcome, failure included, reaches `emit` and the row. */
  begin(reply: PendingReply, emit: Emit): void {
    // A process that was stopped for a while may take its own answer over; the attempt before must not go on.
    const before = this.runs.get(reply.id);
    if (before) halted(before, 'lost');
    const run = { running: new RunningReply(reply, emit, () => performance.now(), (part, ms) => this.overhead.observe(part, ms)), halt: new Halt() };
    run.running.announce();
    const done = this.leases
      .hold(reply, run.halt, () => this.lines.inTurn(reply.conversationId, run.halt.signal, () => this.answer(run.running, run.halt)))
      .catch((bug: unknown) => this.log.error({ event: 'answer.lost', replyId: reply.id }, bug))
      .finally(() => this.forget(reply.id, run.halt));
    this.runs.set(reply.id, { ...run, done });
    this.gauge.set(this.runs.size);
  }

  /** Ids of a conversation's answers that this process works on. */
  unfinishedIn(conversationId: string): Set<string> {
    return new Set(this.runsOf(conversationId, null).map((run) => run.running.reply.id));
  }

  /** The message exactly as tabs were told, while it is answered by this process. */
  viewOf(messageId: string): ChatMessage | undefined {
    return this.runs.get(messageId)?.running.view();
  }

  /**
   * Ends answers of a conversation at once, wherever they run; tabs hear no more of their text from this process.
   *
   * @param messageId only this one
   * @returns how many were ended
   */
  async halt(workspaceId: string, conversationId: string, cause: 'stopped' | 'handed_over', emit: Emit, messageId: string | null = null): Promise<number> {
    const here = this.runsOf(conversationId, messageId);
    this.broadcast.silence(conversationId, messageId);
    for (const run of here) halted(run, cause);
    await Promise.all(here.map((run) => run.done));
    const elsewhere = await this.replies.cancel(workspaceId, conversationId, cause, messageId);
    for (const { message, ending } of elsewhere) emit(finished(conversationId, message, ending));
    return here.length + elsewhere.length;
  }

  /** Silences what another process has ended. */
  silence(conversationId: string, messageId: string | null): void {
    for (const run of this.runsOf(conversationId, messageId)) halted(run, 'lost');
  }

  /** Lets answers finish; what is not finished in time is marked, and what was not begun is given back. */
  async drain(timeoutMs = DRAIN_MS): Promise<void> {
    const timer = setTimeout(() => { for (const run of this.runs.values()) run.halt.now('draining'); }, timeoutMs);
    while (this.runs.size > 0) await Promise.all([...this.runs.values()].map((run) => run.done));
    clearTimeout(timer);
  }

  private forget(id: string, halt: Halt): void {
    if (this.runs.get(id)?.halt === halt) this.runs.delete(id);
    this.gauge.set(this.runs.size);
  }

  private runsOf(conversationId: string, messageId: string | null): Run[] {
    return [...this.runs.values()].filter(({ running: { reply } }) =>
      reply.conversationId === conversationId && (messageId === null || reply.id === messageId));
  }

  private async answer(running: RunningReply, halt: Halt): Promise<void> {
    const { reply } = running;
    const run = new AnswerRun(running, halt, this.questions, this.replies);
    await run.ask();
    // Nothing was shown yet: the next process answers it as if nothing had happened.
    if (halt.cause === 'draining' && running.shown === '') return this.replies.release(reply, running.usage);
    const ending = endingOf(running, halt.cause);
    const ours = halt.cause !== 'lost' && await run.close(ending);
    if (!ours) {
      running.silence();
      return this.replies.countLost(reply, running.usage);
    }
    if (ending.result !== 'handed_over') this.later.remember(reply);
    running.finish(ending);
    const { state, result, firstTokenMs, totalMs } = ending;
    this.log.log({ event: 'answer.finished', conversationId: reply.conversationId, variantId: reply.whose.variantId, state, result, firstTokenMs, totalMs });
    if (state === 'complete' && result === 'handed_over') await this.handOvers.requestFor(reply.workspaceId, reply.conversationId);
  }
}

function halted({ running, halt }: Run, cause: HaltCause): void {
  running.silence();
  halt.now(cause);
}

function finished(conversationId: string, row: MessageRow, ending: Ending): ChatEvent {
  const { state, text, offersPerson } = ending;
  return { type: 'finished', conversationId, message: toChatMessage({ ...row, state, text, offersPerson }), textLength: text.length };
}
