import { assertProportion } from './answers.ts';
import type { Interval, Proportion, TooFew } from './answers.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** Treatment's share minus control's, -1..1. */
export interface ProportionDifference extends Interval {
  kind: 'estimate';
  value: number;
}

/**
 * Interval for the difference of two independent proportions, treatment minus control, built from their two Wilson
 * intervals. It behaves at 0 % and 100 %, where the interval from pooled normal theory has no width.
 *
 * Each trial must be its own unit; for several ratings per visitor use `differenceOfRatios`.
 *
 * @param z standard normal quantile, above 0; 1.959964 gives 95 %
 * @returns `too-few` (counted in trials of the smaller group) when a group has none
 * @throws RangeError when the counts are not a possible outcome
 * @see R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, method 10
 */
export function newcombeInterval(
  control: Proportion,
  treatment: Proportion,
  z = 1.959964,
): ProportionDifference | TooFew {
  assertProportion(control);
  assertProportion(treatment);
  if (control.trials === 0 || treatment.trials === 0) return { kind: 'too-few', have: 0, need: 1 };
  const a = control.successes / control.trials;
  const b = treatment.successes / treatment.trials;
  const aEnds = wilsonInterval(control.successes, control.trials, z);
  const bEnds = wilsonInterval(treatment.successes, treatment.trials, z);
  return {
    kind: 'estimate',
    value: b - a,
    low: b - a - Math.hypot(b - bEnds.low, aEnds.high - a),
    high: b - a + Math.hypot(bEnds.high - b, a - aEnds.low),
  };
}
