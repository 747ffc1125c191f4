import { Problem } from '#platform';
import { measureFacts, type Wish } from './wish.ts';

/** Variance of one observation in the control and in a variant that differs from it. */
export interface Spread {
  /** The largest difference that the measure has room for, in its unit. */
  room: number;
  control: number;
  /** Of a variant that is better by this much, 0..room. */
  treatment: (difference: number) => number;
}

const LOWEST_RATING = 1;
const HIGHEST_RATING = 5;
/** A sample's variance may exceed that of the worst spread a little: n / (n - 1), here of 30 and more. */
const SAMPLED = 1.05;

const refuse = (detail: string): never => {
  throw new Problem('invalid_request', { detail });
};

/** @throws Problem `invalid_request` when baseline, variance and difference cannot be those of the measure */
export function spreadOf(wish: Wish): Spread {
  const spread = measureFacts[wish.measure].isShare ? ofShare(wish) : ofMean(wish);
  if (wish.difference > spread.room) refuse(tooLarge(wish));
  return spread;
}

function tooLarge({ measure }: Wish): string {
  const { better, isShare, observed } = measureFacts[measure];
  if (!isShare) return better === 'more' ? 'A mean rating cannot rise above 5: choose a smaller difference.' : observed === 'answers' ? 'A response time cannot fall below 0: choose a smaller difference.' : 'A cost cannot fall below 0: choose a smaller difference.';
  return better === 'more' ? 'The share cannot rise above 100 %: choose a smaller difference.' : 'The share cannot fall below 0 %: choose a smaller difference.';
}

function ofShare({ measure, baseline }: Wish): Spread {
  if (baseline >= 1) refuse('A share to plan with lies between 0 and 1.');
  const sign = measureFacts[measure].better === 'more' ? 1 : -1;
  const varianceAt = (share: number): number => Math.max(0, share * (1 - share));
  return { room: sign > 0 ? 1 - baseline : baseline, control: varianceAt(baseline), treatment: (difference) => varianceAt(baseline + sign * difference) };
}

function ofMean({ measure, baseline, variance }: Wish): Spread {
  if (variance === undefined) return refuse('Give the variance of one observation as well.');
  if (measure === 'csat') assertRatings(baseline, variance);
  return { room: measure === 'csat' ? HIGHEST_RATING - baseline : baseline, control: variance, treatment: () => variance };
}

/** Ratings from 1 to 5 with this mean vary most when there are only ones and fives (Bhatia & Davis 2000). */
function assertRatings(mean: number, variance: number): void {
  if (mean < LOWEST_RATING || mean >= HIGHEST_RATING) refuse('A mean rating to plan with lies between 1 and 5.');
  if (variance > (HIGHEST_RATING - mean) * (mean - LOWEST_RATING) * SAMPLED) refuse('Ratings from 1 to 5 with this mean cannot vary so much.');
}
