import type { TooFew } from './answers.ts';
import { chiSquareUpper } from './distributions.ts';

/** Units that a variant received beside the share that it was meant to receive. */
export interface VariantShare {
  /** Whole number, at least 0. */
  units: number;
  /**
   * At least 0, in proportion to the expected units. With changed weights: the sum over epochs of the variant's weight
   * times the units assigned in that epoch.
   */
  weight: number;
}

/** Units turned up in a variant whose weight is 0: a fault for certain, no probability needed. */
export interface OutsidePlan {
  kind: 'outside-plan';
  units: number;
}

/** Whether units were shared out as planned, for a single look. */
export interface SampleRatio {
  kind: 'test';
  /** Pearson's chi-square. */
  statistic: number;
  /** Variants with a weight above 0, minus 1. */
  degreesOfFreedom: number;
  /** Probability, 0..1, of counts at least this far from the plan when assignment is sound. */
  pValue: number;
  /** pValue below 0.001. Meant for a single look; repeated looks raise the false alarms above 1 in 1,000. */
  mismatch: boolean;
}

const ALARM = 0.001;
/** Expected units per variant from which the chi-square approximation holds (Cochran 1954, Biometrics 10(4)). */
const FEWEST_EXPECTED = 5;

/**
 * Whether the variants received the share of visitors that their weights promise. If not, something loses or misroutes
 * visitors of one variant, and no result of the experiment can be trusted.
 *
 * @returns `too-few` (counted in units, all variants together) while a variant expects fewer than 5 units
 * @throws RangeError when a count or weight is impossible or fewer than two variants have a weight
 * @see K. Pearson (1900), Philosophical Magazine 50(302), 157-175
 */
export function sampleRatio(variants: readonly VariantShare[]): SampleRatio | OutsidePlan | TooFew {
  variants.forEach(assertShare);
  const planned = variants.filter(({ weight }) => weight > 0);
  if (planned.length < 2) throw new RangeError('a ratio check needs two variants with a weight above 0');
  const outside = variants.reduce((sum, { units, weight }) => sum + (weight === 0 ? units : 0), 0);
  if (outside > 0) return { kind: 'outside-plan', units: outside };
  const units = planned.reduce((sum, variant) => sum + variant.units, 0);
  const weights = planned.reduce((sum, variant) => sum + variant.weight, 0);
  const need = Math.ceil((FEWEST_EXPECTED * weights) / Math.min(...planned.map(({ weight }) => weight)));
  if (units < need) return { kind: 'too-few', have: units, need };
  const statistic = planned.reduce((sum, variant) => {
    const expected = (units * variant.weight) / weights;
    return sum + (variant.units - expected) ** 2 / expected;
  }, 0);
  const degreesOfFreedom = planned.length - 1;
  const pValue = chiSquareUpper(statistic, degreesOfFreedom);
  return { kind: 'test', statistic, degreesOfFreedom, pValue, mismatch: pValue < ALARM };
}

function assertShare({ units, weight }: VariantShare): void {
  if (!Number.isSafeInteger(units) || units < 0 || !(weight >= 0 && weight < Infinity)) {
    throw new RangeError(`impossible share: ${units} units at weight ${weight}`);
  }
}
