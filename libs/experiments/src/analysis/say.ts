import type { ComparedMeasure } from '#contracts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const upToTwo = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const upToOne = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

export const sayCount = (value: number): string => whole.format(value);
export const sayPercent = (share: number): string => `${upToTwo.format(share * 100)} %`;
const sayWholePercent = (share: number): string => `${whole.format(share * 100)} %`;
export const sayDays = (days: number): string => (days <= 1 ? 'about a day' : `about ${whole.format(days)} days`);

/** As a reader calls it in the middle of a sentence. */
export const measureNames: Record<ComparedMeasure, string> = {
  csat: 'mean rating', csat_top: 'share rated 4 or 5', thumbs: 'share of thumbs up', resolved: 'share resolved alone', hand_over: 'share handed over', failure: 'share of failed answers',
  cost: 'cost of a conversation', cost_resolved: 'cost of a resolved conversation', first_token_p50: 'usual time to the first words', first_token_p95: 'p95 of the time to the first words',
  total_p50: 'usual time to the whole answer', total_p95: 'p95 of the time to the whole answer',
};

/** "resolves 3.1 points more": what a variant does, when its measure is higher or lower. */
const verbs: Record<ComparedMeasure, { up: (by: string) => string; down: (by: string) => string }> = {
  csat: { up: (by) => `satisfies ${by} points of 5 more`, down: (by) => `satisfies ${by} points of 5 less` },
  csat_top: { up: (by) => `satisfies ${by} points more visitors`, down: (by) => `satisfies ${by} points fewer visitors` },
  thumbs: { up: (by) => `gets ${by} points more thumbs up`, down: (by) => `gets ${by} points fewer thumbs up` },
  resolved: { up: (by) => `resolves ${by} points more`, down: (by) => `resolves ${by} points less` },
  hand_over: { up: (by) => `hands over ${by} points more`, down: (by) => `hands over ${by} points less` },
  failure: { up: (by) => `fails ${by} points more often`, down: (by) => `fails ${by} points less often` },
  cost: { up: (by) => `costs ${by} more per conversation`, down: (by) => `costs ${by} less per conversation` },
  cost_resolved: { up: (by) => `costs ${by} more per resolved conversation`, down: (by) => `costs ${by} less per resolved conversation` },
  first_token_p50: { up: (by) => `begins to answer ${by} later`, down: (by) => `begins to answer ${by} sooner` },
  first_token_p95: { up: (by) => `begins its slowest answers ${by} later`, down: (by) => `begins its slowest answers ${by} sooner` },
  total_p50: { up: (by) => `answers ${by} slower`, down: (by) => `answers ${by} faster` },
  total_p95: { up: (by) => `gives its slowest answers ${by} later`, down: (by) => `gives its slowest answers ${by} sooner` },
};

const shares: readonly ComparedMeasure[] = ['csat_top', 'thumbs', 'resolved', 'hand_over', 'failure'];
/** Read in percent, and its differences in points. */
export const isShare = (measure: ComparedMeasure): boolean => shares.includes(measure);
const isCost = (measure: ComparedMeasure): boolean => measure === 'cost' || measure === 'cost_resolved';

/** A difference in its measure's unit, without its sign. */
export function sayAmount(measure: ComparedMeasure, value: number): string {
  const size = Math.abs(value);
  if (measure === 'csat') return size.toFixed(2);
  if (isShare(measure)) return upToOne.format(size * 100);
  if (isCost(measure)) return `$${upToTwo.format(size / 1_000)} a thousand`;
  return size >= 1_000 ? `${upToOne.format(size / 1_000)} s` : `${whole.format(size)} ms`;
}

/** A value of one variant. */
export const sayValue = (measure: ComparedMeasure, value: number): string => (shares.includes(measure) ? sayPercent(value) : sayAmount(measure, value));

/** A difference with its sign, as an end of an interval. */
export const sayEnd = (measure: ComparedMeasure, value: number): string => `${value < 0 ? '−' : ''}${sayAmount(measure, value)}`;

/** "resolves 3.1 points more (1.2 to 5.0)"; the interval reads in the direction of the verb. */
export function sayDoes(measure: ComparedMeasure, value: number, { low, high }: { low: number; high: number }): string {
  const up = value >= 0;
  const [near, far] = up ? [low, high] : [-high, -low];
  return `${verbs[measure][up ? 'up' : 'down'](sayAmount(measure, value))} (${sayEnd(measure, near)} to ${sayEnd(measure, far)})`;
}

/** "costs 41 % less per resolved conversation"; relative to the control. */
export const sayRelative = (measure: ComparedMeasure, lift: number): string => verbs[measure][lift >= 0 ? 'up' : 'down'](sayWholePercent(Math.abs(lift)));

/** "A", "A and B", "A, B and C". */
export const sayAll = (parts: readonly string[]): string => (parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`);
