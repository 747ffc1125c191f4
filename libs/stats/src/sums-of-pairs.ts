import type { PairMoments } from './pair-moments.ts';

/** Whole-number sums over units, as a database adds them up: exact at any size. */
export interface PairSums {
  /** Units, at least 0. */
  units: bigint;
  y: bigint;
  x: bigint;
  yy: bigint;
  xx: bigint;
  xy: bigint;
}

/** Bits that a division keeps; doubles hold 53. */
const SCALE = 2n ** 64n;

/**
 * The moments of units whose sums and sums of products are known. Sums of squares cancel in floating point at large
 * offsets (a variance of -170.7 instead of 30 at 1e9); in whole numbers they do not: n * sum(x^2) - sum(x)^2 is exact,
 * and only the last division rounds.
 *
 * @throws RangeError when the sums belong to no set of units
 * @see sum (x - mean)^2 = (n sum x^2 - (sum x)^2) / n, and likewise for the product
 */
export function pairMomentsOfSums({ units, y, x, yy, xx, xy }: PairSums): PairMoments {
  const [spreadY, spreadX] = [units * yy - y * y, units * xx - x * x];
  if (units < 0n || spreadY < 0n || spreadX < 0n) throw new RangeError(`impossible sums over ${units} units`);
  const count = Number(units);
  const over = (sum: bigint): number => (units === 0n ? 0 : ratio(sum, units));
  return {
    y: { count, mean: over(y), squaredDeviations: over(spreadY) },
    x: { count, mean: over(x), squaredDeviations: over(spreadX) },
    coDeviations: over(units * xy - x * y),
  };
}

/** The quotient of whole numbers of any size, to the precision of a double. */
function ratio(dividend: bigint, divisor: bigint): number {
  const whole = dividend / divisor;
  return Number(whole) + Number(((dividend - whole * divisor) * SCALE) / divisor) / Number(SCALE);
}
