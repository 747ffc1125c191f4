import { words } from './strings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How pressing a wait has become: after five minutes one looks, after fifteen somebody has to act. */
export type Patience = 'fresh' | 'look' | 'act';
export const patienceAfter = (ms: number): Patience => (ms >= 15 * MINUTE ? 'act' : ms >= 5 * MINUTE ? 'look' : 'fresh');

export const waitedMs = (since: string, now: Date): number => Math.max(0, now.getTime() - Date.parse(since));

/** `12 minutes`; null below one minute. */
export function waited(ms: number): string | null {
  const { since } = words;
  if (ms < MINUTE) return null;
  if (ms < HOUR) return counted(Math.floor(ms / MINUTE), since.minute, since.minutes);
  if (ms < DAY) return counted(Math.floor(ms / HOUR), since.hour, since.hours);
  return counted(Math.floor(ms / DAY), since.day, since.days);
}

const counted = (count: number, one: string, more: (count: number) => string): string => (count === 1 ? one : more(count));
