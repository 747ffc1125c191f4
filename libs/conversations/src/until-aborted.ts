import { setTimeout as delay } from 'node:timers/promises';

/** How long a backend that was stopped may take to tell what it had spent. */
export const LAST_WORDS_MS = 250;

/**
 * Passes on what `source` yields until `signal` aborts; then it ends, even when the source does not listen. The source is
 * told to clean up but not waited for.
 *
 * @param lastWordsMs how long what a source says to its end is passed on after the abort
 */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal, lastWordsMs = 0): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let tell = (): void => undefined;
  const aborted = new Promise<null>((resolve) => { tell = () => resolve(null); });
  signal.addEventListener('abort', tell, { once: true });
  let coming: Promise<IteratorResult<T>> | null = null;
  try {
    while (!signal.aborted) {
      coming = iterator.next();
      const next = await Promise.race([coming, aborted]);
      if (next === null) break;
      coming = null;
      if (next.done) return;
      yield next.value;
    }
    if (lastWordsMs > 0) yield* lastWords(iterator, coming, lastWordsMs);
  } finally {
    signal.removeEventListener('abort', tell);
    coming?.catch(() => undefined);
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

/** @param coming what the source was already asked for */
async function* lastWords<T>(iterator: AsyncIterator<T>, coming: Promise<IteratorResult<T>> | null, ms: number): AsyncGenerator<T, void, undefined> {
  const over = new AbortController();
  const late = delay(ms, null, { signal: over.signal }).catch(() => null);
  const until = performance.now() + ms;
  try {
    // Looks at the clock as well: one that talks without a pause would let no timer come.
    for (let asked = coming; performance.now() < until; asked = null) {
      // It may end by throwing what it was aborted with: then it has nothing more to say.
      const next = await Promise.race([(asked ?? iterator.next()).catch(() => null), late]);
      if (next === null || next.done) return;
      yield next.value;
    }
  } finally {
    over.abort();
  }
}
