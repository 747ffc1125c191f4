const FOUR_DAYS_MS = 4 * 24 * 3_600_000;

/** How points of time stand on an axis: days, or hours where all of it is within four days. */
export function timeTick(times: readonly number[], timeZone: string): (time: number) => string {
  const short = Math.max(...times) - Math.min(...times) < FOUR_DAYS_MS;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', ...(short && { hour: '2-digit', minute: '2-digit' }) });
  return (time) => format.format(time);
}
