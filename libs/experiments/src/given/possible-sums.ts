import type { SummedMeasure, UnitSums } from '#contracts';
import type { Unit } from '../analysis/sums.ts';

/** What a numerator can be for each one of its denominator, and whether every unit has a denominator. */
interface Bounds {
  least: bigint;
  most: bigint | null;
  everyUnit: boolean;
}

const share: Bounds = { least: 0n, most: 1n, everyUnit: true };
const bounds: Record<SummedMeasure, Bounds> = {
  csat: { least: 1n, most: 5n, everyUnit: true }, csat_top: share, thumbs: share, resolved: share, hand_over: share, failure: share,
  cost: { least: 0n, most: null, everyUnit: true }, cost_resolved: { least: 0n, most: null, everyUnit: false },
};

/** Beyond it doubles lose whole units. */
export const MOST_UNITS = 1_000_000_000_000;

/** @throws RangeError when no unit can show such numbers in the measure */
export function assertPossibleUnit(measure: SummedMeasure, [y, x]: Unit): void {
  if (!within(bounds[measure], { units: 1n, y: BigInt(y), x: BigInt(x) })) throw new RangeError(`no unit can have ${y} of ${x} in ${measure}`);
}

/** @throws RangeError when the sums are those of no set of units, or of none in the measure */
export function assertPossibleSums(measure: SummedMeasure, { units, y, x, yy, xx, xy }: UnitSums): void {
  const sums = { units: BigInt(units), y: BigInt(y), x: BigInt(x), yy: BigInt(yy), xx: BigInt(xx), xy: BigInt(xy) };
  if (sums.units > BigInt(MOST_UNITS)) throw new RangeError(`more than ${MOST_UNITS} units in ${measure}`);
  if (!ofUnits(sums) || !within(bounds[measure], sums)) throw new RangeError(`the sums of ${measure} belong to no set of units`);
}

type WholeSums = Record<keyof UnitSums, bigint>;

const within = ({ least, most, everyUnit }: Bounds, { units, y, x }: Pick<WholeSums, 'units' | 'y' | 'x'>): boolean =>
  x >= (everyUnit ? units : 0n) && y >= (x * least) && (most === null || y <= x * most);

/** Whole numbers of at least 0 exist with these sums as far as the inequality of Cauchy and Schwarz can tell. */
export function ofUnits({ units, y, x, yy, xx, xy }: WholeSums): boolean {
  if ([units, y, x, xy].some((sum) => sum < 0n) || yy < y || xx < x) return false;
  if (units === 0n) return [y, x, yy, xx, xy].every((sum) => sum === 0n);
  const [spreadY, spreadX, joint] = [units * yy - y * y, units * xx - x * x, units * xy - x * y];
  return spreadY >= 0n && spreadX >= 0n && joint * joint <= spreadY * spreadX;
}
