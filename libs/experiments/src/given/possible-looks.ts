import type { Look } from '#contracts';
import { MOST_UNITS } from './possible-sums.ts';

/** Squares of larger differences would leave what can be told apart. */
const LARGEST = 1e15;

/** @throws RangeError naming the first difference that no two variants can have shown */
export function assertPossibleLooks(looks: readonly Look[]): void {
  for (const { at, differences } of looks) {
    for (const { variantId, measure, value, standardError, units, smallerUnits } of differences) {
      const possible = units <= MOST_UNITS && 2 * smallerUnits <= units && Math.abs(value) <= LARGEST && standardError <= LARGEST;
      if (!possible) throw new RangeError(`${variantId}: the look of ${at} at ${measure} is impossible`);
    }
  }
}
