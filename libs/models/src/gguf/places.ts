/** So many at once; the others wait in line. */
export class Places {
  #free: number;
  readonly #line: (() => void)[] = [];
  readonly #running = new Set<Promise<unknown>>();

  constructor(most: number) {
    this.#free = most;
  }

  /** @throws what `signal` was aborted with while it waited; what the work throws */
  async within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#turn(signal);
    const done = this.#leaveAfter(work());
    this.#running.add(done);
    return done.finally(() => this.#running.delete(done));
  }

  /** Resolves when what runs now is over. */
  async emptied(): Promise<void> {
    await Promise.allSettled([...this.#running]);
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

  async #leaveAfter<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
