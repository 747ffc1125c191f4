import { addToMoments, mergeMoments, NO_MOMENTS } from './moments.ts';
import type { Moments } from './moments.ts';

/**
 * Joint moments of two sums per unit, for a ratio such as "ratings that were 4 or 5" over "ratings": y is the numerator
 * of the unit, x its denominator. They merge like `Moments`.
 */
export interface PairMoments {
  readonly y: Moments;
  readonly x: Moments;
  /** Sum of (x - mean x)(y - mean y). */
  readonly coDeviations: number;
}

/** The sums of one unit (a visitor): what the numerator and the denominator of the metric add up to. */
export interface UnitSums {
  numerator: number;
  denominator: number;
}

/** The moments of no unit: the neutral element of `mergePairMoments`. */
export const NO_PAIR_MOMENTS: PairMoments = { y: NO_MOMENTS, x: NO_MOMENTS, coDeviations: 0 };

/**
 * The moments after one more unit.
 *
 * @throws RangeError when a sum is not finite
 * @see Welford (1962), Technometrics 4(3), 419-420, carried over to the cross product
 */
export function addToPairMoments(moments: PairMoments, { numerator, denominator }: UnitSums): PairMoments {
  const y = addToMoments(moments.y, numerator);
  const x = addToMoments(moments.x, denominator);
  // The old mean of one and the new mean of the other: Welford's step for the product.
  const step = (denominator - moments.x.mean) * (numerator - y.mean);
  return { y, x, coDeviations: moments.coDeviations + step };
}

/**
 * The moments of a series of units.
 *
 * @throws RangeError when a sum is not finite
 * @see `addToPairMoments`, applied to each in turn
 */
export function pairMomentsOf(units: Iterable<UnitSums>): PairMoments {
  let moments = NO_PAIR_MOMENTS;
  for (const unit of units) moments = addToPairMoments(moments, unit);
  return moments;
}

/**
 * The moments of two sets of units together. The sets may share no unit.
 *
 * @see Chan, Golub & LeVeque (1983), The American Statistician 37(3), 242-247, carried over to the cross product
 * @returns the moments of both; those of the other where one is empty
 */
export function mergePairMoments(a: PairMoments, b: PairMoments): PairMoments {
  const x = mergeMoments(a.x, b.x);
  const y = mergeMoments(a.y, b.y);
  if (a.x.count === 0 || b.x.count === 0) return { x, y, coDeviations: a.coDeviations + b.coDeviations };
  const shift = (b.x.mean - a.x.mean) * (b.y.mean - a.y.mean);
  const coDeviations = a.coDeviations + b.coDeviations + (shift * a.x.count * b.x.count) / x.count;
  return { x, y, coDeviations };
}
