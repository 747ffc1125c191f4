import { assertProportion } from './answers.ts';
import type { NoSpread, Proportion, TooFew } from './answers.ts';
import { normalTwoSided } from './distributions.ts';

export interface ResponseRates {
  kind: 'test';
  /** Treatment's share of ratings among the asked minus control's, -1..1. */
  difference: number;
  z: number;
  /** Probability, 0..1, of rates at least this far apart when both variants are answered equally often. */
  pValue: number;
  /** pValue below 0.01: satisfaction of those who answered no longer compares the variants; show the bounds instead. */
  notComparable: boolean;
}

const ALARM = 0.01;
/** Expected answers and silences per variant from which the normal approximation holds. */
const FEWEST_EXPECTED = 5;

/**
 * Whether both variants are answered equally often when they ask for a rating. If not, the raters of one variant are
 * other people than those of the other, and their mean satisfaction is no fair comparison.
 *
 * @param control successes = ratings given, trials = ratings asked for; the same for the treatment
 * @returns `no-spread` when everybody or nobody answered, `too-few` (counted in asked, of the smaller variant) while a
 *   variant expects fewer than 5 answers or fewer than 5 silences
 * @throws RangeError when the counts are not a possible outcome
 * @see K. Pearson (1900); as a score test: A. Agresti (2013), Categorical Data Analysis, 3rd ed., 3.2.1
 */
export function responseRates(control: Proportion, treatment: Proportion): ResponseRates | NoSpread | TooFew {
  assertProportion(control);
  assertProportion(treatment);
  const fewest = Math.min(control.trials, treatment.trials);
  if (fewest === 0) return { kind: 'too-few', have: 0, need: 1 };
  const asked = control.trials + treatment.trials;
  const share = (control.successes + treatment.successes) / asked;
  if (share === 0 || share === 1) return { kind: 'no-spread', value: 0, units: asked };
  const need = Math.ceil(FEWEST_EXPECTED / Math.min(share, 1 - share));
  if (fewest < need) return { kind: 'too-few', have: fewest, need };
  const difference = treatment.successes / treatment.trials - control.successes / control.trials;
  const z = difference / Math.sqrt(share * (1 - share) * (1 / control.trials + 1 / treatment.trials));
  const pValue = normalTwoSided(z);
  return { kind: 'test', difference, z, pValue, notComparable: pValue < ALARM };
}
