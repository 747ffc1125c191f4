import type { AnalyzedEpoch } from '#contracts';
import { ofUnits } from './possible-sums.ts';

/** A unit that the variant answered all of, for each one of its denominator. */
const WHOLE = 10_000n;

/** @throws RangeError when no set of units has such sums, or was answered more often by the variant than at all */
export function assertPossibleServed(served: NonNullable<AnalyzedEpoch['served']>): void {
  const [units, y, x, w, yy, xx, ww, xy, xw, yw] = [served.units, served.y, served.x, served.w, served.yy, served.xx, served.ww, served.xy, served.xw, served.yw].map(BigInt) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  const pairs = [{ units, y, x, yy, xx, xy }, { units, y: w, x, yy: ww, xx, xy: xw }, { units, y, x: w, yy, xx: ww, xy: yw }];
  if (!pairs.every(ofUnits) || w > x * WHOLE || ww > xx * WHOLE * WHOLE) throw new RangeError('the sums of who answered belong to no set of units');
}
