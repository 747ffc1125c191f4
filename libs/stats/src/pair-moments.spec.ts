import { describe, expect, it } from '@jest/globals';

import { mergePairMoments, NO_PAIR_MOMENTS, pairMomentsOf } from './pair-moments.ts';

const units = [
  { numerator: 4, denominator: 1 },
  { numerator: 9, denominator: 2 },
  { numerator: 6, denominator: 3 },
  { numerator: 5, denominator: 2 },
];

describe('pair moments', () => {
  it('hold the sum of products of deviations', () => {
    // Means are 6 and 2: (-2)(-1) + (3)(0) + (0)(1) + (-1)(0) = 2.
    const moments = pairMomentsOf(units);
    expect(moments).toMatchObject({ y: { mean: 6, squaredDeviations: 14 }, x: { mean: 2, squaredDeviations: 2 } });
    expect(moments.coDeviations).toBeCloseTo(2, 12);
  });

  it('merge into the moments of all units, at an offset of a billion too', () => {
    const shifted = units.map(({ numerator, denominator }) => ({
      numerator: numerator + 1e9,
      denominator: denominator + 1e9,
    }));
    for (const cut of [0, 1, 2, 3, 4]) {
      const merged = mergePairMoments(pairMomentsOf(shifted.slice(0, cut)), pairMomentsOf(shifted.slice(cut)));
      expect(merged.x.count).toBe(4);
      expect(merged.coDeviations).toBeCloseTo(2, 5);
    }
  });

  it('do not change when merged with nothing', () => {
    const some = pairMomentsOf(units);
    expect(mergePairMoments(some, NO_PAIR_MOMENTS)).toEqual(some);
    expect(mergePairMoments(NO_PAIR_MOMENTS, some)).toEqual(some);
  });
});
