import { sequenceHalfWidth } from './confidence-sequence.ts';
import { normalQuantile } from './distributions.ts';
import { detectableDifference, type FixedUnits } from './power.ts';
import type { Sensitivity } from './required-ratings.ts';

/**
 * The smallest difference, in the unit of the metric, that these units show with the wanted power while somebody looks at
 * any time, with a confidence sequence tuned for this number of units: the inverse of `sequentialUnits`.
 *
 * @throws RangeError when a parameter is out of its range
 * @see sequenceHalfWidth; halfWidth + z_power se
 */
export function sequentiallyDetectable(plan: FixedUnits & Pick<Sensitivity, 'power'>): number {
  const { alpha = 0.05, power = 0.8, treatmentPerControl = 1, controlUnits } = plan;
  const once = detectableDifference(plan);
  const standardError = once / (normalQuantile(1 - alpha / 2) + normalQuantile(power));
  if (standardError === 0) return 0;
  const units = Math.max(1, controlUnits * (1 + treatmentPerControl));
  return sequenceHalfWidth(standardError, units, { plannedUnits: units, alpha }) + normalQuantile(power) * standardError;
}
