import type { DifferenceEstimate, Interval, TooFew } from './answers.ts';

/** What is fixed before the first look. */
export interface SequencePlan {
  /** Units, all compared variants together, at which the sequence is to be narrowest; fixed before the first look. At least 1. */
  plannedUnits: number;
  /** Probability that the sequence ever misses the true effect, 1e-6..0.5. */
  alpha: number;
}

/** An effect with bounds that hold at every look at once, however often and whenever somebody looks. */
export interface SequenceEstimate extends Interval {
  kind: 'sequence';
  value: number;
  /** Valid at any look, 0..1: the effect differs from 0 once it falls to alpha. */
  alwaysValidP: number;
  units: number;
}

/**
 * Units of the smaller variant from which the normal approximation behind the sequence is trusted. Of 98 and 2 equal ones
 * it would be wrong in 15 of 100 first looks: two units alike have next to no spread.
 */
const FEWEST_UNITS = 50;

/** An effect of two variants, with how many units the smaller of them has. */
export interface SequencedDifference extends Pick<DifferenceEstimate, 'value' | 'standardError' | 'units'> {
  smallerUnits: number;
}

/**
 * The asymptotic confidence sequence of a difference: an interval that may be looked at after every unit and still
 * misses the true difference at most with probability alpha, at any of all those looks.
 *
 * @param difference estimated from independent units, with its standard error
 * @returns `too-few` (counted in units of the smaller variant) below 50
 * @throws RangeError when the plan is impossible
 * @see Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2024), Time-uniform central limit theory and asymptotic confidence
 *   sequences, Annals of Statistics 52(6), theorem 2.2 with the approximate rho that is best at the planned units
 */
export function confidenceSequence(difference: SequencedDifference, plan: SequencePlan): SequenceEstimate | TooFew {
  const { value, standardError, units, smallerUnits } = difference;
  assertPlan(plan);
  if (smallerUnits < FEWEST_UNITS) return { kind: 'too-few', have: smallerUnits, need: FEWEST_UNITS };
  const reach = sequenceHalfWidth(standardError, units, plan);
  const alwaysValidP = Math.min(1, Math.exp(-logEvidence(value / standardError, units, plan)));
  return { kind: 'sequence', value, low: value - reach, high: value + reach, alwaysValidP, units };
}

/**
 * Half the width of the sequence, in the unit of the effect:
 * se sqrt(N) sqrt(2 (N rho^2 + 1) / (N^2 rho^2) ln(sqrt(N rho^2 + 1) / alpha)).
 *
 * @param standardError of the effect, above 0
 * @param units both variants together, at least 1
 * @throws RangeError when the plan is impossible
 * @see Waudby-Smith et al. (2024), Annals of Statistics 52(6), with rho^2 tuned to the planned units
 */
export function sequenceHalfWidth(standardError: number, units: number, plan: SequencePlan): number {
  assertPlan(plan);
  const spread = units * rhoSquared(plan);
  return standardError * Math.sqrt(((2 * (spread + 1)) / spread) * Math.log(Math.sqrt(spread + 1) / plan.alpha));
}

/** Logarithm of the e-value against no effect. */
function logEvidence(z: number, units: number, plan: SequencePlan): number {
  const spread = units * rhoSquared(plan);
  return (spread * z * z) / (2 * (spread + 1)) - 0.5 * Math.log(spread + 1);
}

/** The mixing that makes the sequence narrowest at the planned units. */
function rhoSquared({ plannedUnits, alpha }: SequencePlan): number {
  const evidence = -2 * Math.log(alpha);
  return (evidence + Math.log(evidence + 1)) / plannedUnits;
}

function assertPlan({ plannedUnits, alpha }: SequencePlan): void {
  if (!(plannedUnits >= 1 && plannedUnits < Infinity) || !(alpha >= 1e-6 && alpha <= 0.5)) throw new RangeError(`impossible plan: ${plannedUnits} units at alpha ${alpha}`);
}
