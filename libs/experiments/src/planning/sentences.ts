import type { PlannedDesign, PlannedMeasure } from '#contracts';
import { measureFacts, type Wish } from './wish.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const hundredth = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const LONGEST_DAYS = 365;
const MICRO_USD_PER_CENT = 10_000;

/** "You need about 1,840 visitors, 23 days." */
export function needSentence({ visitors, days }: Pick<PlannedDesign, 'visitors' | 'days'>): string {
  const need = `You need about ${whole.format(visitors)} visitors`;
  if (days === null) return `${need}.`;
  if (days > LONGEST_DAYS) return `${need}, more than a year: choose a larger difference or more traffic.`;
  const rounded = Math.max(1, Math.ceil(days));
  return `${need}, ${rounded} ${rounded === 1 ? 'day' : 'days'}.`;
}

const cents = (microUsd: number): string => `${significant.format(microUsd / MICRO_USD_PER_CENT)} ct`;
const seconds = (ms: number): string => `${significant.format(ms / 1_000)} s`;
const percent = (share: number): string => `${tenth.format(share * 100)} %`;
const points = (share: number): string => `${tenth.format(share * 100)} points`;

/** Difference and baseline in the measure's own words. */
const told: Readonly<Record<PlannedMeasure, (wish: Pick<Wish, 'baseline' | 'difference'>) => string>> = {
  csat: ({ baseline, difference }) => `a rise of ${hundredth.format(difference)} from a mean rating of ${hundredth.format(baseline)}`,
  csat_top: ({ baseline, difference }) => `a rise of ${points(difference)} from ${percent(baseline)} satisfied`,
  thumbs: ({ baseline, difference }) => `a rise of ${points(difference)} from ${percent(baseline)} thumbs up`,
  resolved: ({ baseline, difference }) => `a rise of ${points(difference)} from ${percent(baseline)} resolved alone`,
  hand_over: ({ baseline, difference }) => `a fall of ${points(difference)} from ${percent(baseline)} handed over`,
  failure: ({ baseline, difference }) => `a fall of ${points(difference)} from ${percent(baseline)} failed`,
  cost: ({ baseline, difference }) => `a fall of ${cents(difference)} from ${cents(baseline)} a conversation`,
  cost_resolved: ({ baseline, difference }) => `a fall of ${cents(difference)} from ${cents(baseline)} a resolved conversation`,
  first_token_p50: ({ baseline, difference }) => `a fall of ${seconds(difference)} from a p50 of ${seconds(baseline)} to the first words`,
  first_token_p95: ({ baseline, difference }) => `a fall of ${seconds(difference)} from a p95 of ${seconds(baseline)} to the first words`,
  total_p50: ({ baseline, difference }) => `a fall of ${seconds(difference)} from a p50 of ${seconds(baseline)} to the whole answer`,
  total_p95: ({ baseline, difference }) => `a fall of ${seconds(difference)} from a p95 of ${seconds(baseline)} to the whole answer`,
};

/** "About 2,496 ratings (1,248 for each of 2 variants) show a rise of 5 points from 70 % satisfied, with a chance of 80 %." */
export function shownSentence(wish: Wish, perVariant: number): string {
  const { measure, variants, power } = wish;
  return `About ${whole.format(perVariant * variants)} ${measureFacts[measure].observed} (${whole.format(perVariant)} for each of ${variants} variants) show ` +
    `${told[measure](wish)}, with a chance of ${tenth.format(power * 100)} %.`;
}
