import type { DifferenceEstimate, NoSpread, TooFew } from './answers.ts';
import { differenceOfMeans, differenceOfSides } from './mean-interval.ts';
import type { Side } from './mean-interval.ts';
import type { PairMoments } from './pair-moments.ts';

/** How many of its own standard errors the difference in serving must lie from 0: an F statistic of about 10. */
const FEWEST_ERRORS = Math.sqrt(10);

/**
 * The effect of being answered by the treatment on those who are when assigned to it. The difference by assignment is
 * watered down where another variant answered in its stead (fallbacks); assignment was by chance, so dividing by the
 * difference in serving gives the undiluted effect. Beside the difference by assignment, never in its place.
 *
 * Assumes that assignment works through serving only and that nobody is served the opposite of the assignment on
 * purpose.
 *
 * @param control y = the unit's outcome, x = 1 when the treatment answered it, else 0 (or its share of answers, 0..1)
 * @param confidence 0.5..0.9999
 * @returns in the unit of the outcome; `too-few` (counted in units, both variants) below 2 a variant or while the
 *   difference in serving lies less than 3.2 standard errors from 0; `no-spread` when nothing varies
 * @throws RangeError when assignment to the treatment makes being served by it rarer, or the confidence is out of range
 * @see A. Wald (1940), Annals of Mathematical Statistics 11(3), 284-300; Imbens & Angrist (1994), Econometrica 62(2),
 *   467-475, theorem 1; variance of y - effect x in each variant over the squared difference in serving
 */
export function complierEffect(control: PairMoments, treatment: PairMoments, confidence = 0.95): DifferenceEstimate | NoSpread | TooFew {
  const units = control.x.count + treatment.x.count;
  const served = differenceOfMeans(control.x, treatment.x, confidence);
  if (served.kind === 'too-few') return { kind: 'too-few', have: units, need: Math.max(4, units + 1) };
  if (served.value < 0) throw new RangeError(`the treatment serves its own units less often: ${served.value}`);
  if (served.value === 0) return { kind: 'too-few', have: units, need: units + 1 };
  const errors = served.kind === 'estimate' ? served.value / served.standardError : Infinity;
  if (errors < FEWEST_ERRORS) return { kind: 'too-few', have: units, need: Math.ceil(units * (FEWEST_ERRORS / errors) ** 2) };
  const effect = (treatment.y.mean - control.y.mean) / served.value;
  const sides = [control, treatment].map((moments) => sideOf(moments, effect, served.value)) as [Side, Side];
  return differenceOfSides(...sides, confidence);
}

/** Mean y over the difference in serving, whose difference is the effect; the variance is that of y - effect x. */
function sideOf({ y, x, coDeviations }: PairMoments, effect: number, served: number): Side {
  const residuals = y.squaredDeviations - 2 * effect * coDeviations + effect ** 2 * x.squaredDeviations;
  // Rounding can leave a trace of either sign where the true sum is 0.
  const noise = 1e-13 * (y.squaredDeviations + effect ** 2 * x.squaredDeviations);
  const spread = residuals <= noise ? 0 : residuals / (y.count - 1);
  return { value: y.mean / served, valueVariance: spread / (y.count * served ** 2), degreesOfFreedom: y.count - 1, units: y.count };
}
