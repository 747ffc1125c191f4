import type { NoSpread, Proportion, TooFew } from './answers.ts';
import { confidenceSequence } from './confidence-sequence.ts';
import type { SequencePlan } from './confidence-sequence.ts';
import { differenceOfProportions, pooledError } from './score-test.ts';

/** Whether visitors of two variants answer the request for a rating equally often. */
export interface ResponseRates {
  kind: 'test';
  /** Treatment's share of ratings among the asked minus control's, -1..1. */
  difference: number;
  /** Probability, 0..1, of rates at least this far apart when both variants are answered equally often; right for one look, and it decides nothing. */
  pValue: number;
  /** Bound, 0..1, on the chance that equal rates ever look this different, at whatever time one looks. */
  alwaysValidP: number;
  /** alwaysValidP below the plan's alpha: satisfaction of those who answered no longer compares the variants; show the bounds instead. */
  notComparable: boolean;
}

/** Expected answers and silences per variant from which the normal approximation holds. */
const FEWEST_EXPECTED = 5;

/**
 * Whether both variants are answered equally often when they ask for a rating. If not, the raters of one variant are
 * other people than those of the other, and their mean satisfaction is no fair comparison.
 *
 * Safe to ask after every answer. The test of two shares, made for one look and asked at each of a hundred, would alarm
 * at 1 % in 7 or 8 of 100 experiments whose variants are answered alike.
 *
 * @param control successes = ratings given, trials = ratings asked for; the same for the treatment
 * @param plan alpha is the share of false alarms over all looks together
 * @returns `no-spread` when everybody or nobody answered, `too-few` (counted in asked, of the smaller variant) below 50 and
 *   while a variant expects fewer than 5 answers or fewer than 5 silences
 * @throws RangeError when the counts are not a possible outcome or the plan is impossible
 * @see differenceOfProportions
 * @see confidenceSequence, here of the difference with the standard error that two equal rates would have
 */
export function responseRates(control: Proportion, treatment: Proportion, plan: SequencePlan): ResponseRates | NoSpread | TooFew {
  const test = differenceOfProportions(control, treatment);
  if (test.kind !== 'estimate') return test;
  const [units, smallerUnits] = [control.trials + treatment.trials, Math.min(control.trials, treatment.trials)];
  const share = (control.successes + treatment.successes) / units;
  const need = Math.ceil(FEWEST_EXPECTED / Math.min(share, 1 - share));
  if (smallerUnits < need) return { kind: 'too-few', have: smallerUnits, need };
  const sequence = confidenceSequence({ value: test.value, standardError: pooledError(control, treatment), units, smallerUnits }, plan);
  if (sequence.kind === 'too-few') return sequence;
  return { kind: 'test', difference: test.value, pValue: test.pValue, alwaysValidP: sequence.alwaysValidP, notComparable: sequence.alwaysValidP < plan.alpha };
}
