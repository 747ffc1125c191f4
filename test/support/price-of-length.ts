/**
 * What one long text costs beside the same length in eight parts, in processor time: near 1 where the time grows in proportion to the length, near 8
 * where it grows with its square. A slow or busy machine slows both alike. The least of five tries counts: what else the process does is in some of them.
 */
export function priceOfLength(read: (text: string) => unknown, text: string): number {
  const partLength = Math.ceil(text.length / 8);
  const parts = Array.from({ length: 8 }, (_, at) => text.slice(at * partLength, (at + 1) * partLength));
  const whole = (): number => cpuMs(() => read(text));
  const divided = (): number => cpuMs(() => parts.forEach(read));
  whole();
  divided();
  const tries = Array.from({ length: 5 }, () => ({ whole: whole(), divided: divided() }));
  return Math.min(...tries.map((each) => each.whole)) / (Math.min(...tries.map((each) => each.divided)) + CLOCK_MS);
}

/** Below this the clock tells nothing. */
const CLOCK_MS = 0.5;

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
