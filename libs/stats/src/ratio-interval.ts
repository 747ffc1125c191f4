import type { DifferenceEstimate, Estimate, NoSpread, TooFew } from './answers.ts';
import { tHalfWidth } from './distributions.ts';
import type { Side } from './mean-interval.ts';
import { differenceOfSides } from './mean-interval.ts';
import type { PairMoments } from './pair-moments.ts';

/** Units below which the delta method's normal approximation is not trusted. */
const FEWEST_UNITS = 30;
/** How many of its own standard errors the mean denominator must lie from 0. */
const DENOMINATOR_ERRORS = 3;

/**
 * A ratio of two sums over units, such as mean CSAT = sum of ratings / number of ratings, with an interval that holds
 * when the ratings of one visitor resemble each other: the visitor is the unit, not the rating.
 *
 * Hand in only units that could count (visitors with at least one rating): a unit of 0 / 0 leaves the ratio as it is
 * but counts as a unit.
 *
 * @param moments one pair of sums per unit, denominators at least 0
 * @param confidence 0.5..0.9999; the half-width is Student's, with units - 1 degrees of freedom
 * @returns `too-few` (counted in units) below 30 units or while the mean denominator lies less than 3 standard errors
 *   from 0; `no-spread` when each unit shows the same ratio
 * @throws RangeError when the confidence is out of range
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD, section 2:
 *   var(R) = (var Y - 2 R cov(X, Y) + R^2 var X) / (n mean(X)^2)
 */
export function ratioInterval(moments: PairMoments, confidence = 0.95): Estimate | NoSpread | TooFew {
  const side = sideOfRatio(moments);
  if ('kind' in side) return side;
  const { value, valueVariance, units } = side;
  if (valueVariance === 0) return { kind: 'no-spread', value, units };
  const standardError = Math.sqrt(valueVariance);
  const reach = tHalfWidth(confidence, side.degreesOfFreedom) * standardError;
  return { kind: 'estimate', value, low: value - reach, high: value + reach, standardError, units };
}

/**
 * Difference of two such ratios, treatment minus control, with the test of no difference.
 *
 * @returns as `ratioInterval`; `too-few` names the side that lacks more units
 * @throws RangeError outside of the range of the confidence
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD; degrees of freedom by Satterthwaite (1946), Biometrics Bulletin 2(6)
 */
export function differenceOfRatios(
  control: PairMoments,
  treatment: PairMoments,
  confidence = 0.95,
): DifferenceEstimate | NoSpread | TooFew {
  const a = sideOfRatio(control);
  const b = sideOfRatio(treatment);
  if ('kind' in a) return 'kind' in b && b.need - b.have > a.need - a.have ? b : a;
  return 'kind' in b ? b : differenceOfSides(a, b, confidence);
}

/**
 * The variance of one unit of a ratio metric, such as mean CSAT per visitor, to plan with `requiredUnits`: it holds the
 * resemblance inside a unit already, so `clusterInflation` does not come on top.
 *
 * @returns in the squared unit of the ratio; `too-few` as `ratioInterval`
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD, section 2, times n
 */
export function ratioVariance(moments: PairMoments): number | TooFew {
  const side = sideOfRatio(moments);
  return 'kind' in side ? side : side.valueVariance * side.units;
}

function sideOfRatio({ x, y, coDeviations }: PairMoments): Side | TooFew {
  const units = x.count;
  // No unit has a denominator, so none of them counts as data.
  if (x.mean <= 0) return { kind: 'too-few', have: 0, need: FEWEST_UNITS };
  if (units < FEWEST_UNITS) return { kind: 'too-few', have: units, need: FEWEST_UNITS };
  const degreesOfFreedom = units - 1;
  const relativeVariance = x.squaredDeviations / degreesOfFreedom / x.mean ** 2;
  const need = Math.ceil(DENOMINATOR_ERRORS ** 2 * relativeVariance);
  if (units < need) return { kind: 'too-few', have: units, need };
  const value = y.mean / x.mean;
  const residuals = y.squaredDeviations - 2 * value * coDeviations + value ** 2 * x.squaredDeviations;
  // Rounding can leave a trace of either sign where the true sum is 0.
  const noise = 1e-13 * (y.squaredDeviations + value ** 2 * x.squaredDeviations);
  const spread = residuals <= noise ? 0 : residuals / degreesOfFreedom;
  return { value, valueVariance: spread / (units * x.mean ** 2), degreesOfFreedom, units };
}
