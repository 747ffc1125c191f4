import type { DifferenceEstimate, Interval, TooFew } from './answers.ts';
import { confidenceSequence } from './confidence-sequence.ts';
import type { SequencePlan } from './confidence-sequence.ts';

/**
 * What a sequence has shown at all its looks so far. Plain numbers and nulls, so it can be stored as JSON; the states of
 * two readers merge into that of all their looks.
 */
export interface SequentialState extends SequencePlan {
  /** Looks that had enough units to say something. */
  looks: number;
  /** Ends of the intersection of all intervals so far, in the unit of the effect; null before the first look. */
  low: number | null;
  high: number | null;
  /** Smallest so far, 0..1; it never rises again. */
  alwaysValidP: number;
}

/** One look: the difference so far, and how many units each variant has. */
export interface Look {
  difference: Pick<DifferenceEstimate, 'value' | 'standardError' | 'units'>;
  /** Units of the smaller variant; whole number, at least 0. */
  unitsOfSmaller: number;
}

/** All intervals so far cannot be right at once: the effect moved while it was measured, or the data were changed. */
export interface Contradiction {
  kind: 'contradiction';
  looks: number;
}

/** The bounds that hold after all looks so far. */
export interface RunningInterval extends Interval {
  kind: 'running';
  looks: number;
  alwaysValidP: number;
}

/**
 * The state before the first look. The plan is fixed from here on.
 *
 * @returns no interval yet, and 1 as the p-value
 * @see Waudby-Smith et al. (2024), Annals of Statistics 52(6): planned units and alpha are chosen before the data
 */
export function openSequence({ plannedUnits, alpha }: SequencePlan): SequentialState {
  return { plannedUnits, alpha, looks: 0, low: null, high: null, alwaysValidP: 1 };
}

/**
 * The state after one more look. Looks below 50 units a variant, or without any spread, leave it as it is.
 *
 * @throws RangeError when the plan is impossible
 * @see Waudby-Smith et al. (2024), Annals of Statistics 52(6): the intervals hold at all times at once, hence so does
 *   their intersection
 */
export function lookAgain(state: SequentialState, { difference, unitsOfSmaller }: Look): SequentialState {
  if (difference.standardError === 0) return state;
  const seen = confidenceSequence({ ...difference, smallerUnits: unitsOfSmaller }, state);
  if (seen.kind === 'too-few') return state;
  const { low, high, alwaysValidP } = seen;
  return mergeSequences(state, { ...openSequence(state), looks: 1, low, high, alwaysValidP });
}

/**
 * The state after the looks of both. A look that is in both counts twice in `looks` and changes nothing else.
 *
 * @throws RangeError when the two were planned differently
 * @see Waudby-Smith et al. (2024), Annals of Statistics 52(6): the intersection over the looks of both
 */
export function mergeSequences(a: SequentialState, b: SequentialState): SequentialState {
  if (a.plannedUnits !== b.plannedUnits || a.alpha !== b.alpha) throw new RangeError('sequences of different plans');
  return {
    plannedUnits: a.plannedUnits,
    alpha: a.alpha,
    looks: a.looks + b.looks,
    low: innermost(Math.max, a.low, b.low),
    high: innermost(Math.min, a.high, b.high),
    alwaysValidP: Math.min(a.alwaysValidP, b.alwaysValidP),
  };
}

/**
 * What may be said after all looks so far.
 *
 * @returns `too-few` (counted in looks) before the first one that counted
 * @see Waudby-Smith et al. (2024), Annals of Statistics 52(6): the running intersection of the intervals
 */
export function readSequence({ looks, low, high, alwaysValidP }: SequentialState): RunningInterval | Contradiction | TooFew {
  if (low === null || high === null) return { kind: 'too-few', have: looks, need: 1 };
  if (low > high) return { kind: 'contradiction', looks };
  return { kind: 'running', low, high, looks, alwaysValidP };
}

function innermost(pick: (a: number, b: number) => number, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return pick(a, b);
}
