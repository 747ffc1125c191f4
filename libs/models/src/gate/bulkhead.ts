import { ModelFailed } from '../model-failed.ts';

/** Calls of one key that a provider is asked at once, where no setting says otherwise, and that may wait for it. */
const [mostAtOnce, mostWaiting] = [256, 200];

/** Lets so many calls of one provider's key run at once and others wait in line, so that one slow provider cannot take everything. */
export class Bulkhead {
  private readonly most: { atOnce: number; waiting: number };
  #inFlight = 0;
  readonly #line: (() => void)[] = [];

  constructor({ atOnce = mostAtOnce, waiting = mostWaiting } = {}) {
    this.most = { atOnce, waiting };
  }

  get inFlight(): number {
    return this.#inFlight;
  }
  get waiting(): number {
    return this.#line.length;
  }

  /** @returns the way out, to be called once @throws ModelFailed `busy` when the line is full; what `signal` was aborted with */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#inFlight < this.most.atOnce) this.#inFlight++;
    else if (this.#line.length >= this.most.waiting) throw new ModelFailed('busy', { detail: `${this.most.waiting} questions are waiting for this provider` });
    else await this.#turn(signal);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      const next = this.#line.shift();
      // The place goes to whoever is next, so that nobody new can come in between.
      if (next) next();
      else this.#inFlight--;
    };
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#line.splice(this.#line.indexOf(come), 1);
        reject(signal.reason as Error);
      };
      const come = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#line.push(come);
    });
  }
}
