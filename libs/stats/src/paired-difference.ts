import type { Interval } from './answers.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** How two ways fared with the same matters, each matter counted once. */
export interface PairedOutcomes {
  /** Both succeeded. */
  both: number;
  onlyControl: number;
  onlyTreatment: number;
  neither: number;
}

/** Treatment's share minus control's, -1..1. */
export interface PairedDifference extends Interval {
  value: number;
}

/**
 * Interval for the difference of two proportions of the same matters, treatment minus control, built from their two Wilson
 * intervals and the correlation between them. What both got right, or both wrong, narrows it: two independent samples
 * of the same size would say less.
 *
 * @param z standard normal quantile, above 0; 1.959964 gives 95 %
 * @throws RangeError when a count is not a whole number of at least 0, or all are 0
 * @see R. G. Newcombe (1998), Statistics in Medicine 17, 2635-2650, method 10
 */
export function pairedDifference(outcomes: PairedOutcomes, z = 1.959964): PairedDifference {
  const { both, onlyControl, onlyTreatment, neither } = outcomes;
  const total = assertPaired(outcomes);
  const control = endsOf(both + onlyControl, total, z);
  const treatment = endsOf(both + onlyTreatment, total, z);
  const value = (onlyTreatment - onlyControl) / total;
  const phi = correlation({ both, onlyControl, onlyTreatment, neither });
  return {
    value,
    low: value - reach(treatment.below, control.above, phi),
    high: value + reach(treatment.above, control.below, phi),
  };
}

/** @returns the number of matters */
export function assertPaired({ both, onlyControl, onlyTreatment, neither }: PairedOutcomes): number {
  const counts = [both, onlyControl, onlyTreatment, neither];
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!counts.every((count) => Number.isInteger(count) && count >= 0) || total === 0) throw new RangeError(`impossible counts of pairs: ${counts.join(', ')}`);
  return total;
}

/** How far the Wilson interval reaches to either side of the share. */
function endsOf(successes: number, total: number, z: number): { below: number; above: number } {
  const { low, high } = wilsonInterval(successes, total, z);
  return { below: successes / total - low, above: high - successes / total };
}

const reach = (one: number, other: number, phi: number): number => Math.sqrt(Math.max(0, one ** 2 - 2 * phi * one * other + other ** 2));

/** Of the two outcomes; a positive one is drawn towards 0 by half a matter, so that few matters do not look alike by chance. */
function correlation({ both, onlyControl, onlyTreatment, neither }: PairedOutcomes): number {
  const margins = (both + onlyControl) * (onlyTreatment + neither) * (both + onlyTreatment) * (onlyControl + neither);
  if (margins === 0) return 0;
  const product = both * neither - onlyControl * onlyTreatment;
  const corrected = product > 0 ? Math.max(0, product - (both + onlyControl + onlyTreatment + neither) / 2) : product;
  return corrected / Math.sqrt(margins);
}
