import { sequenceHalfWidth } from './confidence-sequence.ts';
import { normalQuantile } from './distributions.ts';
import { requiredUnits } from './required-ratings.ts';
import type { MeanDifferencePlan, RequiredUnits } from './required-ratings.ts';

/** Units of a plan that may be looked at any time, beside those of one with a single look. */
export interface SequentialUnits extends RequiredUnits {
  /** Units of this plan over those of a plan with one look at the end: the price of looking at any time, above 1. */
  perFixed: number;
}

/**
 * Units needed to see a difference of two means while looking at any time, with a confidence sequence tuned for this
 * number of units (hand `total` in as its plannedUnits).
 *
 * The power is that of the last look; with the looks before it, the chance is a little higher, and a difference larger
 * than planned shows much earlier.
 *
 * @throws RangeError when a parameter is out of its range or more than 1e15 units would be needed
 * @see sequenceHalfWidth; the smallest n with halfWidth(n) + z_power se(n) <= |difference|
 */
export function sequentialUnits(plan: MeanDifferencePlan): SequentialUnits {
  const fixed = requiredUnits(plan);
  const { treatmentPerControl = 1 } = plan;
  const control = smallestWhole(1, (n) => showsDifference(plan, n));
  const treatment = Math.max(1, Math.ceil(control * treatmentPerControl));
  const total = control + treatment;
  return { control, treatment, total, perFixed: total / fixed.total };
}

function showsDifference(plan: MeanDifferencePlan, control: number): boolean {
  const { controlVariance, treatmentVariance, difference } = plan;
  const { alpha = 0.05, power = 0.8, treatmentPerControl = 1 } = plan;
  const standardError = Math.sqrt((controlVariance + treatmentVariance / treatmentPerControl) / control);
  const units = control * (1 + treatmentPerControl);
  const halfWidth = sequenceHalfWidth(standardError, units, { plannedUnits: units, alpha });
  return halfWidth + normalQuantile(power) * standardError <= Math.abs(difference);
}

/** The smallest whole number from `low` on that is good, when all numbers above a good one are good. */
function smallestWhole(low: number, good: (n: number) => boolean): number {
  let bad = low - 1;
  let enough = low;
  while (!good(enough)) {
    bad = enough;
    enough *= 2;
    if (enough > 1e15) throw new RangeError('impossible plan: more than 1e15 units');
  }
  while (enough - bad > 1) {
    const middle = Math.floor((bad + enough) / 2);
    if (good(middle)) enough = middle;
    else bad = middle;
  }
  return enough;
}
