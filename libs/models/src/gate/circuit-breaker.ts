import type { BreakerState } from '#contracts';
import { RollingCounts } from './rolling-counts.ts';

const windowSeconds = 30;
/** Fewer attempts say nothing of a model. */
const fewestAttempts = 20;
const tooManyFailed = 0.5;
const openMs = 10_000;

/** One attempt that was let through. Exactly one of the three is called. */
export interface Passage {
  worked(): void;
  failed(): void;
  /** Nothing was learnt of the model: the visitor left, say. */
  left(): void;
}

/**
 * Stops asking a model that keeps failing: open once half of at least 20 attempts within 30 s failed. After 10 s one
 * attempt is let through as a probe; it closes the breaker or keeps it open for another 10 s.
 */
export class CircuitBreaker {
  readonly #recent: RollingCounts;
  /** Rises each time it opens or closes: an attempt of an earlier time says nothing of now. */
  #turn = 0;
  #openedAt: number | null = null;
  #probing = false;

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number) {
    this.#recent = new RollingCounts(windowSeconds, now);
  }

  /** `half_open`: the next attempt is the probe, or the probe is under way. */
  get state(): BreakerState {
    if (this.#openedAt === null) return 'closed';
    return this.#probing || this.opensInMs === 0 ? 'half_open' : 'open';
  }

  /** Until a probe may go; 0 while it is closed. */
  get opensInMs(): number {
    return this.#openedAt === null ? 0 : Math.max(0, this.#openedAt + openMs - this.now());
  }

  /** @param insistent a person asks whether it works again: no wait for the probe @returns null when the model is not to be asked now */
  pass(insistent = false): Passage | null {
    if (this.#openedAt === null) return this.#passage();
    if (!insistent && (this.#probing || this.opensInMs > 0)) return null;
    this.#probing = true;
    return this.#probe();
  }

  #passage(): Passage {
    const turn = this.#turn;
    const told = (failed: number) => (): void => {
      if (turn !== this.#turn) return;
      this.#recent.add(1, failed);
      const { all, marked } = this.#recent.sum;
      if (all >= fewestAttempts && marked >= all * tooManyFailed) this.#open();
    };
    return { worked: told(0), failed: told(1), left: () => undefined };
  }

  #probe(): Passage {
    const turn = this.#turn;
    const told = (then: () => void) => (): void => {
      if (turn !== this.#turn) return;
      this.#probing = false;
      then();
    };
    return { worked: told(() => this.#close()), failed: told(() => this.#open()), left: told(() => undefined) };
  }

  #open(): void {
    this.#turn++;
    this.#openedAt = this.now();
  }

  #close(): void {
    this.#turn++;
    this.#openedAt = null;
    this.#recent.clear();
  }
}
