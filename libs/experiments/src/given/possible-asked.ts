import type { Evidence } from '#contracts';
import { MOST_UNITS, ofUnits } from './possible-sums.ts';

type Asked = NonNullable<Evidence['asked']>[number];

/** @throws RangeError naming the variant of the first cell that no set of units has */
export function assertPossibleAsked(cells: readonly Asked[]): void {
  const impossible = cells.find((cell) => !isPossible(cell));
  if (impossible) throw new RangeError(`${impossible.variantId}: the ratings of those who were asked belong to no set of units`);
}

/** Each unit was asked once at least, a rating is 1 to 5, and nobody rates more often than asked. */
function isPossible({ units, raters, a, x, y, aa, xx, yy, ax, ay, xy }: Asked): boolean {
  if (units > MOST_UNITS || raters > Math.min(units, x) || (x > 0 && raters === 0) || a < units || x > a || y < x || y > 5 * x) return false;
  const pair = (one: number, other: number, ofOne: number, ofOther: number, both: number): boolean =>
    ofUnits({ units: BigInt(units), y: BigInt(one), x: BigInt(other), yy: BigInt(ofOne), xx: BigInt(ofOther), xy: BigInt(both) });
  return pair(a, x, aa, xx, ax) && pair(y, x, yy, xx, xy) && pair(y, a, yy, aa, ay);
}
