import type { DifferenceEstimate, Estimate, NoSpread, TooFew } from './answers.ts';
import { tHalfWidth, tTwoSided } from './distributions.ts';
import type { Moments } from './moments.ts';
import { variance } from './moments.ts';

/**
 * Student t interval for a mean of independent units, for example the mean cost per visitor.
 *
 * For CSAT, where one visitor can rate several times, use `ratioInterval` on the visitors' sums.
 *
 * @param confidence 0.5..0.9999
 * @returns `too-few` (counted in values) below 2 values, `no-spread` when all values are equal
 * @throws RangeError when the confidence is out of range
 * @see Student (1908), Biometrika 6(1), 1-25
 */
export function meanInterval(moments: Moments, confidence = 0.95): Estimate | NoSpread | TooFew {
  const spread = variance(moments);
  const { count, mean } = moments;
  if (spread === null) return { kind: 'too-few', have: count, need: 2 };
  if (spread === 0) return { kind: 'no-spread', value: mean, units: count };
  const standardError = Math.sqrt(spread / count);
  const reach = tHalfWidth(confidence, count - 1) * standardError;
  return { kind: 'estimate', value: mean, low: mean - reach, high: mean + reach, standardError, units: count };
}

/** A mean-like value with the variance of that value and the degrees of freedom behind it. */
export interface Side {
  value: number;
  valueVariance: number;
  degreesOfFreedom: number;
  units: number;
}

/**
 * Difference of two means of independent units, treatment minus control, without assuming equal variances. One side
 * without spread is fine.
 *
 * @param confidence 0.5..0.9999
 * @returns `too-few` (counted in values of the smaller side) below 2 values, `no-spread` when neither side varies
 * @throws RangeError when the confidence is out of range
 * @see B. L. Welch (1947), Biometrika 34(1-2), 28-35; F. E. Satterthwaite (1946), Biometrics Bulletin 2(6), 110-114
 */
export function differenceOfMeans(
  control: Moments,
  treatment: Moments,
  confidence = 0.95,
): DifferenceEstimate | NoSpread | TooFew {
  const a = sideOfMean(control);
  const b = sideOfMean(treatment);
  if (!a || !b) return { kind: 'too-few', have: Math.min(control.count, treatment.count), need: 2 };
  return differenceOfSides(a, b, confidence);
}

function sideOfMean(moments: Moments): Side | null {
  const spread = variance(moments);
  const { count, mean } = moments;
  if (spread === null) return null;
  return { value: mean, valueVariance: spread / count, degreesOfFreedom: count - 1, units: count };
}

/** Welch's interval and test for two independent values whose variances were estimated. */
export function differenceOfSides(a: Side, b: Side, confidence: number): DifferenceEstimate | NoSpread {
  const value = b.value - a.value;
  const units = a.units + b.units;
  const total = a.valueVariance + b.valueVariance;
  if (total === 0) return { kind: 'no-spread', value, units };
  // Shares instead of squared variances, which underflow for tiny values.
  const share = a.valueVariance / total;
  const degreesOfFreedom = 1 / (share ** 2 / a.degreesOfFreedom + (1 - share) ** 2 / b.degreesOfFreedom);
  const standardError = Math.sqrt(total);
  const reach = tHalfWidth(confidence, degreesOfFreedom) * standardError;
  const pValue = tTwoSided(value / standardError, degreesOfFreedom);
  return { kind: 'estimate', value, low: value - reach, high: value + reach, standardError, units, pValue };
}
