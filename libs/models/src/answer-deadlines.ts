import type { ChatLimits } from './chat-model.ts';
import { ModelFailed } from './model-failed.ts';

/** Ends what still runs under an answer that has ended; nobody reads it. */
const OVER = new ModelFailed('cancelled');

/** The deadlines of one answer and the caller's own signal, as one signal whose reason says which of them it was. */
export class AnswerDeadlines {
  readonly #abort = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #begun = performance.now();
  #idle: NodeJS.Timeout | undefined;
  #first: NodeJS.Timeout;

  constructor(private readonly limits: ChatLimits, private readonly caller: AbortSignal) {
    this.#first = this.#after(limits.firstTokenMs, () => new ModelFailed('timeout', { detail: 'no first token in time' }));
    this.#after(limits.totalMs, () => new ModelFailed('timeout', { detail: 'no complete answer in time' }));
    if (caller.aborted) this.#leave();
    caller.addEventListener('abort', this.#leave, { once: true });
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Until the first token must be there. */
  get firstTokenLeftMs(): number {
    return this.limits.firstTokenMs - (performance.now() - this.#begun);
  }

  /** A visible piece arrived: from now on only the pause counts. */
  touch(): void {
    clearTimeout(this.#first);
    if (this.#idle) this.#idle.refresh();
    else this.#idle = this.#after(this.limits.idleMs, () => new ModelFailed('stalled', { detail: 'the answer stopped midway' }));
  }

  /** What an error means: when a deadline or the caller caused it, they are the failure. */
  explain(error: unknown): unknown {
    return this.signal.aborted ? this.signal.reason : error;
  }

  /** Ends everything that still runs under the signal. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.caller.removeEventListener('abort', this.#leave);
    if (!this.signal.aborted) this.#abort.abort(OVER);
  }

  readonly #leave = (): void => this.#abort.abort(new ModelFailed('cancelled', { cause: this.caller.reason }));

  /** Failures are made when they happen: each takes a picture of the stack. */
  #after(ms: number, failure: () => ModelFailed): NodeJS.Timeout {
    const timer = setTimeout(() => this.#abort.abort(failure()), ms);
    this.#timers.push(timer);
    return timer;
  }
}
