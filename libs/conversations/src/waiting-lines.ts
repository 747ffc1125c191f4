/** Work of one key runs in order, one at a time; whoever is told to hurry does not wait. */
export class WaitingLines {
  private readonly tails = new Map<string, Promise<unknown>>();

  inTurn<T>(key: string, hurry: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key);
    if (before === undefined) return this.last(key, work());
    const mine = Promise.race([before, aborted(hurry)]).then(work);
    return this.last(key, mine, before);
  }

  private last<T>(key: string, mine: Promise<T>, before?: Promise<unknown>): Promise<T> {
    const tail = Promise.allSettled([before, mine]).then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    this.tails.set(key, tail);
    return mine;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
