import { describe, expect, it } from '@jest/globals';
import type { AskedCell, WeightedRatings } from '#contracts';
import { evidenceOf } from './evidence.fixture.ts';
import { checkNonResponse } from './non-response.ts';

/** So many visitors asked once, of whom so many rated alternately with this and one more. */
function cell(variantId: string, topic: string | null, [asked, rated, score]: readonly [number, number, number], epoch = 1): AskedCell {
  const scores = Array.from({ length: rated }, (_, at) => score + (at % 2));
  const [y, yy] = [scores.reduce((sum, one) => sum + one, 0), scores.reduce((sum, one) => sum + one * one, 0)];
  return { variantId, epoch, topic, earlier: 'none', units: asked, raters: rated, a: asked, x: rated, y, aa: asked, xx: rated, yy, ax: rated, ay: y, xy: y };
}
const weightedOf = (...asked: AskedCell[]): WeightedRatings | null | undefined => checkNonResponse(evidenceOf({ asked })).at(-1)?.weighted;

/** Refunds are rated 1.5 and parcels 4.5 by both variants; of the control's refunds few are rated. */
const sameForBoth = (epoch = 1): AskedCell[] => [
  cell('a', 'refund', [200, 40, 1], epoch), cell('a', 'parcel', [200, 120, 4], epoch), cell('b', 'refund', [200, 120, 1], epoch), cell('b', 'parcel', [200, 120, 4], epoch),
];

describe('ratings weighted by who rates', () => {
  it('take out what comes of the unhappy rating more often under one variant', () => {
    const found = weightedOf(...sameForBoth());
    // Without weights: (120 * 1.5 + 120 * 4.5) / 240 against (40 * 1.5 + 120 * 4.5) / 160.
    expect(found).toMatchObject({ kind: 'difference', value: expect.closeTo(0, 12), unweighted: -0.75, units: 400, cells: 2 });
    if (found?.kind !== 'difference') throw new Error(found?.kind);
    expect([found.low < 0, found.high > 0]).toEqual([true, true]);
  });

  it('are compared within each epoch, and weighted by its raters', () => {
    const better = sameForBoth(2).map((one) => (one.variantId === 'b' ? { ...one, y: one.y + one.x, yy: one.yy + 2 * one.y + one.x, ay: one.ay + one.ax, xy: one.xy + one.xx } : one));
    expect(weightedOf(...sameForBoth(), ...better)).toMatchObject({ kind: 'difference', value: expect.closeTo(0.5, 12), unweighted: -0.25, units: 800, cells: 4 });
    expect(weightedOf(...sameForBoth(), cell('a', 'refund', [9, 3, 5], 2), cell('b', 'refund', [9, 3, 1], 2))).toEqual(weightedOf(...sameForBoth()));
  });

  it('say why there are none: too few, or nothing to weight by', () => {
    expect(weightedOf()).toEqual({ kind: 'too-few', have: 0, need: 30 });
    expect(weightedOf(cell('a', 'refund', [90, 29, 3]), cell('b', 'refund', [90, 80, 3]))).toEqual({ kind: 'too-few', have: 29, need: 30 });
    expect(weightedOf(cell('a', null, [90, 40, 3]), cell('b', null, [90, 80, 3]))).toEqual({ kind: 'alike' });
  });

  it('are none of the control, and not spoken of where a file of before did not keep who was asked', () => {
    expect(checkNonResponse(evidenceOf({ asked: sameForBoth() }))[0]).toMatchObject({ variantId: 'a', weighted: null });
    expect(checkNonResponse(evidenceOf()).map((one) => 'weighted' in one)).toEqual([false, false]);
  });
});
