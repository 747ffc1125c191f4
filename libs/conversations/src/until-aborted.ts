/**
 * Passes on what `source` yields until `signal` aborts; then it ends at once, even when the source does not listen.
 * The source is told to clean up but not waited for.
 */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let tell = (): void => undefined;
  const aborted = new Promise<null>((resolve) => { tell = () => resolve(null); });
  signal.addEventListener('abort', tell, { once: true });
  try {
    while (!signal.aborted) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next === null) break;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', tell);
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
