import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { problemOf } from '#platform';
import type { Halt } from './halt-cause.ts';
import { ProgressKeeper } from './progress-keeper.ts';
import type { Questions } from './questions.ts';
import type { Replies } from './replies.ts';
import type { Ending } from './replies.sql.ts';
import type { RunningReply } from './running-reply.ts';
import { LAST_WORDS_MS, untilAborted } from './until-aborted.ts';

/** How often a process looks whether an earlier answer, which another process works on, has ended. */
const LOOK_EVERY_MS = 200;
/** A database that restarts is waited for. */
const CLOSE_ATTEMPTS_AFTER_MS = [250, 500, 1_000, 2_000, 4_000];

/** One answer, from its question to its last state. */
export class AnswerRun {
  private readonly keeper: ProgressKeeper;

  constructor(private readonly running: RunningReply, private readonly halt: Halt, private readonly questions: Questions, private readonly replies: Replies) {
    this.keeper = new ProgressKeeper(running, (progress) => replies.keep(running.reply, progress), () => halt.now('lost'));
  }

  /** Asks the assigned backend, and the site's embedded one after it where the experiment allows that. Never throws. */
  async ask(): Promise<void> {
    const { running, halt, questions } = this;
    const { reply } = running;
    let deadline: NodeJS.Timeout | undefined;
    try {
      await this.untilFirst();
      deadline = setTimeout(() => halt.now('deadline'), questions.limits.totalMs).unref();
      await this.put(reply.whose.backendVersionId);
      if (!running.failed || running.shown !== '' || halt.cause !== null || !reply.crossEngineFallback) return;
      const substitute = await questions.substituteFor(reply);
      if (substitute === null) return;
      running.restart({ variantId: null, backendVersionId: substitute, engine: null, fallbackReason: running.error?.code ?? 'bad_response' });
      await this.put(substitute);
    } catch (error) {
      running.error ??= { code: problemOf(error).code };
    } finally {
      clearTimeout(deadline);
      if (halt.cause !== 'lost') running.flush();
      await this.keeper.settle();
    }
  }

  /** @returns false when the answer is not ours any more */
  async close(ending: Ending): Promise<boolean> {
    const { reply } = this.running;
    for (let attempt = 0, unsure = false; ; attempt++) {
      try {
        return await this.replies.close(reply, ending) || (unsure && await this.replies.hasEnded(reply, ending));
      } catch (error) {
        const waitMs = CLOSE_ATTEMPTS_AFTER_MS[attempt];
        if (waitMs === undefined || problemOf(error).code !== 'database_unavailable') throw error;
        // It may have been committed, and only the word of it was lost.
        unsure = true;
        await delay(waitMs);
      }
    }
  }

  private async put(backendVersionId: string | null): Promise<void> {
    const { running, halt, keeper } = this;
    if (backendVersionId === null) {
      running.error = { code: 'no_backend' };
      return;
    }
    try {
      for await (const event of untilAborted(this.questions.put(running.reply, backendVersionId, halt.signal, running.times), halt.signal, LAST_WORDS_MS)) {
        // What an answer cost until it was stopped is paid all the same; of the rest nobody hears.
        if (halt.cause !== null && event.type !== 'usage') continue;
        running.take(event);
        keeper.noticed();
        if (running.tooLong) halt.now('too_long');
        if (running.end !== null || running.error !== null) break;
      }
    } catch (error) {
      // A backend may end by throwing what it was aborted with.
      if (halt.cause !== null) return;
      running.error = { code: problemOf(error).code };
      this.questions.noteFailure(running.reply, error);
    }
  }

  /** Answers of one conversation come in order, also when two processes work on them. */
  private async untilFirst(): Promise<void> {
    const { reply } = this.running;
    const from = performance.now();
    while (reply.behind && !this.halt.signal.aborted && await this.replies.isBehind(reply)) {
      if (performance.now() - from > this.questions.limits.totalMs) return;
      await delay(LOOK_EVERY_MS);
    }
  }
}
