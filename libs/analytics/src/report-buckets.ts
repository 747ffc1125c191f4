import type { BucketSize } from '#contracts';

const MOST_DAYS_OF_HOURS = 2;
const MOST_DAYS_OF_DAYS = 45;
const DAY_MS = 86_400_000;

const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Points that are neither lonely nor crowded: hours of one or two days, weeks of more than six weeks, else days. */
export function bucketSizeOf(firstDay: string, lastDay: string): BucketSize {
  const days = (instantOf(lastDay) - instantOf(firstDay)) / DAY_MS + 1;
  if (days <= MOST_DAYS_OF_HOURS) return 'hour';
  return days <= MOST_DAYS_OF_DAYS ? 'day' : 'week';
}

/**
 * Where each point begins, without gaps: from the one that holds `first` to the one that holds `last`, both hours such as
 * `2026-03-09T14:00` on the clock of the workspace. A week begins on Monday.
 */
export function bucketStarts(first: string, last: string, size: BucketSize): string[] {
  const [begin, end] = [instantOf(first.slice(0, 10)), instantOf(last.slice(0, 10))];
  const starts: string[] = [];
  const monday = begin - ((new Date(begin).getUTCDay() + 6) % 7) * DAY_MS;
  for (let day = size === 'week' ? monday : begin; day <= end; day += size === 'week' ? 7 * DAY_MS : DAY_MS) {
    if (size === 'hour') starts.push(...hoursOf(dayOf(day)));
    else starts.push(dayOf(day));
  }
  return size === 'hour' ? starts.filter((hour) => hour >= first && hour <= last) : starts;
}

const hoursOf = (day: string): string[] => Array.from({ length: 24 }, (_, hour) => `${day}T${String(hour).padStart(2, '0')}:00`);
