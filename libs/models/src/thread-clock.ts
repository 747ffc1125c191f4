import { readFileSync } from 'node:fs';

/** Node 23.9 and later can tell; the types of Node 20 do not know. */
const native = (process as { threadCpuUsage?: () => { user: number; system: number } }).threadCpuUsage?.bind(process);

/**
 * CPU time of the calling thread in milliseconds, counted from anywhere.
 *
 * `process.cpuUsage` counts every thread of the process, so it cannot tell what one request cost. Where neither Node nor
 * the kernel can say, the wall clock stands in: an upper bound, since a worker's computation never waits.
 */
export const threadCpuMs: () => number = native
  ? () => { const { user, system } = native(); return (user + system) / 1_000; }
  : schedulerTellsTime() ? schedulerMs : () => performance.now();

/** First field of schedstat: nanoseconds on a processor. `thread-self` is the thread that reads. */
function schedulerMs(): number {
  return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ', 1)[0]) / 1e6;
}

function schedulerTellsTime(): boolean {
  try {
    return Number.isFinite(schedulerMs());
  } catch {
    return false;
  }
}
