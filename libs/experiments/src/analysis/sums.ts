import type { UnitSums } from '#contracts';
import { pairMomentsOfSums, type PairMoments } from '#stats';

/** Moments of units out of their whole-number sums. @throws RangeError when the sums belong to no set of units */
export const momentsOf = ({ units, y, x, yy, xx, xy }: UnitSums): PairMoments =>
  pairMomentsOfSums({ units: BigInt(units), y: BigInt(y), x: BigInt(x), yy: BigInt(yy), xx: BigInt(xx), xy: BigInt(xy) });

/** Of two sets of units that have none in common. */
export function addSums(one: UnitSums, other: UnitSums): UnitSums {
  const add = (of: (sums: UnitSums) => string): string => String(BigInt(of(one)) + BigInt(of(other)));
  return { units: add(({ units }) => units), y: add(({ y }) => y), x: add(({ x }) => x), yy: add(({ yy }) => yy), xx: add(({ xx }) => xx), xy: add(({ xy }) => xy) };
}

/** One unit's numerator and denominator, whole numbers. */
export type Unit = readonly [y: number, x: number];

/** Sums of units out of their numerators and denominators, exact at any size, as the database adds them up. */
export function sumsOf(units: readonly Unit[]): UnitSums {
  let [y, x, yy, xx, xy] = [0n, 0n, 0n, 0n, 0n];
  for (const [numerator, denominator] of units) {
    const [a, b] = [BigInt(numerator), BigInt(denominator)];
    y += a;
    x += b;
    yy += a * a;
    xx += b * b;
    xy += a * b;
  }
  return { units: String(units.length), y: String(y), x: String(x), yy: String(yy), xx: String(xx), xy: String(xy) };
}
