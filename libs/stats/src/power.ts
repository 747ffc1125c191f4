import { normalQuantile, normalUpper } from './distributions.ts';
import { assertPlan, assertSensitivity } from './required-ratings.ts';
import type { MeanDifferencePlan, Sensitivity } from './required-ratings.ts';

/** Units at hand instead of a power to reach. */
export interface FixedUnits extends Omit<Sensitivity, 'power'> {
  /** Units of control, above 0; the treatment has `treatmentPerControl` times as many. */
  controlUnits: number;
  /** Variance of one unit, in the squared unit of the metric, at least 0. */
  controlVariance: number;
  treatmentVariance: number;
}

/**
 * The chance, 0..1, that one planned look at the end sees a difference of this size (two-sided; seeing it the wrong way
 * round is not counted).
 *
 * @param plan `difference` in the unit of the metric, not 0
 * @throws RangeError when a parameter is out of its range
 * @see Chow, Shao & Wang (2008), Sample Size Calculations in Clinical Research, 3.2: Phi(|difference| / se - z)
 */
export function powerOf(plan: FixedUnits & Pick<MeanDifferencePlan, 'difference'>): number {
  const { difference, alpha = 0.05 } = plan;
  const standardError = errorOf(plan);
  assertPlan(Number.isFinite(difference) && difference !== 0, 'difference', difference);
  return normalUpper(normalQuantile(1 - alpha / 2) - Math.abs(difference) / standardError);
}

/**
 * The smallest difference, in the unit of the metric, that these units show with the wanted power: the inverse of
 * `requiredUnits`.
 *
 * @throws RangeError when a parameter is out of its range
 * @see Chow, Shao & Wang (2008), Sample Size Calculations in Clinical Research, 3.2, solved for the difference
 */
export function detectableDifference(plan: FixedUnits & Pick<Sensitivity, 'power'>): number {
  const { alpha = 0.05, power = 0.8 } = plan;
  const standardError = errorOf(plan);
  return (normalQuantile(1 - alpha / 2) + normalQuantile(power)) * standardError;
}

function errorOf(plan: FixedUnits & Sensitivity): number {
  const { controlUnits, controlVariance, treatmentVariance, treatmentPerControl = 1 } = plan;
  assertSensitivity(plan);
  assertPlan(controlUnits > 0 && controlUnits < Infinity, 'controlUnits', controlUnits);
  assertPlan(controlVariance >= 0 && controlVariance < Infinity, 'controlVariance', controlVariance);
  assertPlan(treatmentVariance >= 0 && treatmentVariance < Infinity, 'treatmentVariance', treatmentVariance);
  return Math.sqrt((controlVariance + treatmentVariance / treatmentPerControl) / controlUnits);
}
