import { once } from 'node:events';
import type { GroupingInput, GroupingReply } from './grouping-messages.ts';
import { startWorker } from './start-worker.ts';

/**
 * Groups questions by what they are about, in a thread of its own: a few thousand take seconds.
 *
 * @throws the signal's reason soon after it aborts; the thread's error when it failed
 */
export async function runGrouping(input: GroupingInput, signal: AbortSignal): Promise<GroupingReply> {
  signal.throwIfAborted();
  const worker = startWorker('grouping-worker', input);
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  let reply: GroupingReply | undefined;
  worker.on('message', (said: GroupingReply) => { reply = said; });
  try {
    await once(worker, 'exit');
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  if (!reply) throw new Error('the grouping thread ended without groups');
  return reply;
}
