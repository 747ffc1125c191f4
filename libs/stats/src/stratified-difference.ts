import type { DifferenceEstimate, NoSpread } from './answers.ts';
import { normalTwoSided, tHalfWidth } from './distributions.ts';

/**
 * One difference out of those of several strata, such as the epochs between changes of weights, each weighted by its
 * units. A pooled difference would take a change of weights on an unusual day for an effect; this one compares only what
 * was assigned at the same time.
 *
 * @param strata at least one; of one without spread the value is known and adds no variance
 * @param confidence 0.5..0.9999; the half-width is the normal's
 * @returns `no-spread` when no stratum has any
 * @throws RangeError without strata, or when the confidence is out of range
 * @see W. G. Cochran (1977), Sampling Techniques, 3rd ed., chapter 5: the weighted mean of strata, and
 *   its variance as the sum of squared weights times their variances
 */
export function stratifiedDifference(strata: readonly (DifferenceEstimate | NoSpread)[], confidence = 0.95): DifferenceEstimate | NoSpread {
  const units = strata.reduce((sum, one) => sum + one.units, 0);
  if (units === 0) throw new RangeError('strata without units have no difference');
  let [value, variance] = [0, 0];
  for (const stratum of strata) {
    const share = stratum.units / units;
    value += share * stratum.value;
    variance += stratum.kind === 'estimate' ? (share * stratum.standardError) ** 2 : 0;
  }
  if (variance === 0) return { kind: 'no-spread', value, units };
  const standardError = Math.sqrt(variance);
  const reach = tHalfWidth(confidence, Infinity) * standardError;
  return { kind: 'estimate', value, low: value - reach, high: value + reach, standardError, units, pValue: normalTwoSided(value / standardError) };
}
