import type { NoSpread, Proportion, TooFew } from './answers.ts';
import { normalTwoSided, tHalfWidth } from './distributions.ts';
import { fisherExact } from './fisher-exact.ts';
import { newcombeInterval } from './newcombe-interval.ts';
import type { ProportionDifference } from './newcombe-interval.ts';

/** Treatment's share minus control's with the two-sided p-value of "there is no difference", 0..1. */
export interface ProportionTest extends ProportionDifference {
  pValue: number;
  test: 'score' | 'fisher';
}

/** Expected successes or failures of a variant below which the normal approximation gives way to the exact test. */
const FEWEST_EXPECTED = 5;

/**
 * Difference of two independent proportions, treatment minus control, with the score test and Newcombe's interval.
 * It sees 500 of 500 against 470 of 500 as the difference that it is.
 *
 * Each trial must be its own unit; for several ratings per visitor use `differenceOfRatios`.
 *
 * @param confidence of the interval, 0.5..0.9999
 * @returns `too-few` (counted in trials of the smaller group) when a group has none; `no-spread` when all trials of both
 *   groups ended alike, which leaves nothing to test
 * @throws RangeError when the counts are not a possible outcome or the confidence is out of range
 * @see R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; the pooled statistic is the square root of
 *   K. Pearson's (1900) chi-square of the 2 x 2 table
 */
export function differenceOfProportions(control: Proportion, treatment: Proportion, confidence = 0.95): ProportionTest | NoSpread | TooFew {
  const difference = newcombeInterval(control, treatment, tHalfWidth(confidence, Infinity));
  if (difference.kind === 'too-few') return difference;
  const units = control.trials + treatment.trials;
  const successes = control.successes + treatment.successes;
  if (successes === 0 || successes === units) return { kind: 'no-spread', value: 0, units };
  const rarest = (Math.min(successes, units - successes) / units) * Math.min(control.trials, treatment.trials);
  if (rarest < FEWEST_EXPECTED) return { ...difference, pValue: fisherExact(control, treatment), test: 'fisher' };
  return { ...difference, pValue: normalTwoSided(difference.value / pooledError(control, treatment)), test: 'score' };
}

/** Standard error of the difference if both shares are the same; of at least one trial each. */
export function pooledError(control: Proportion, treatment: Proportion): number {
  const pooled = (control.successes + treatment.successes) / (control.trials + treatment.trials);
  return Math.sqrt(pooled * (1 - pooled) * (1 / control.trials + 1 / treatment.trials));
}
