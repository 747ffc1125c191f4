/**
 * Works through items, so many at a time, in their order. The first failure ends the others by their signal; it is thrown
 * once they have ended.
 *
 * @param work gets a signal that aborts with `signal` and with the first failure
 */
export async function inParallel<T>(atOnce: number, items: readonly T[], signal: AbortSignal, work: (item: T, signal: AbortSignal) => Promise<void>): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      if (either.aborted) return;
      await work(item, either).catch((error: unknown) => {
        if (!failed.signal.aborted) failed.abort(error);
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  signal.throwIfAborted();
  failed.signal.throwIfAborted();
}
