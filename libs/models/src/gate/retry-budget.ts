import { RollingCounts } from './rolling-counts.ts';

const shareOfCalls = 0.1;
/** Where hardly anybody asks, a tenth is nothing, and a second attempt hurts nobody. */
const alwaysAllowed = 10;

/** Second attempts are at most a tenth of the calls of the last minute: more of them would keep a model down that is down. */
export class RetryBudget {
  readonly #minute: RollingCounts;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number) {
    this.#minute = new RollingCounts(60, now);
  }

  called(): void {
    this.#minute.add(1, 0);
  }

  /** Takes a retry out of the budget. @returns false when none is left */
  take(): boolean {
    const { all, marked } = this.#minute.sum;
    if (marked >= Math.max(alwaysAllowed, all * shareOfCalls)) return false;
    this.#minute.add(0, 1);
    return true;
  }
}
