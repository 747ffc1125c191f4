import { assertProportion } from './answers.ts';
import type { Interval, Proportion, TooFew } from './answers.ts';
import { assertRatings, ratingsIn, sumOfRatings } from './rating-counts.ts';
import type { AskedRatings } from './rating-counts.ts';

/**
 * Ends of a share when nothing at all is assumed about those who did not answer: none of the silent for the low end,
 * all of them for the high end. No sampling error in it.
 *
 * @param answered successes = satisfied ratings, trials = ratings given
 * @param asked whole number, at least the ratings given
 * @returns ends in 0..1; `too-few` (counted in asked) when nobody was asked
 * @throws RangeError when the counts are not a possible outcome
 * @see C. F. Manski (1990), Nonparametric Bounds on Treatment Effects, AER Papers & Proceedings 80(2), 319-323
 */
export function boundsOfShare(answered: Proportion, asked: number): Interval | TooFew {
  assertProportion(answered);
  assertProportion({ successes: answered.trials, trials: asked });
  if (asked === 0) return { kind: 'too-few', have: 0, need: 1 };
  const { successes, trials } = answered;
  return { low: successes / asked, high: (successes + asked - trials) / asked };
}

/**
 * Ends of the mean rating when nothing is assumed about those who did not answer: each of them a 1 for the low end, a
 * 5 for the high end.
 *
 * @returns ends in 1..5; `too-few` (counted in asked) when nobody was asked
 * @throws RangeError when the counts are not a possible outcome
 * @see C. F. Manski (1990), as above
 */
export function boundsOfMean(variant: AskedRatings): Interval | TooFew {
  assertRatings(variant);
  const { counts, asked } = variant;
  if (asked === 0) return { kind: 'too-few', have: 0, need: 1 };
  const silent = asked - ratingsIn(counts);
  const sum = sumOfRatings(counts);
  return { low: (sum + silent) / asked, high: (sum + 5 * silent) / asked };
}

/**
 * Ends of treatment minus control, from the ends of both: the worst of one against the best of the other.
 *
 * @param control ends of the control, in the unit of the metric
 * @param treatment ends of the treatment, in the same unit
 * @returns low at most high, where both were
 * @see C. F. Manski (1990), American Economic Review 80(2), 319-323
 */
export function boundsOfDifference(control: Interval, treatment: Interval): Interval {
  return { low: treatment.low - control.high, high: treatment.high - control.low };
}
