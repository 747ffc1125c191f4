import { describe, expect, it } from '@jest/globals';
import { pairMomentsOf } from './pair-moments.ts';
import { pairMomentsOfSums } from './sums-of-pairs.ts';

const sumsOf = (pairs: readonly (readonly [y: number, x: number])[]) => {
  const sum = (of: (y: bigint, x: bigint) => bigint): bigint => pairs.reduce((total, [y, x]) => total + of(BigInt(y), BigInt(x)), 0n);
  return { units: BigInt(pairs.length), y: sum((y) => y), x: sum((_, x) => x), yy: sum((y) => y * y), xx: sum((_, x) => x * x), xy: sum((y, x) => y * x) };
};

describe('moments out of whole-number sums', () => {
  it('are those of the units themselves', () => {
    const pairs = [[9, 2], [4, 1], [0, 0], [15, 3], [5, 1]] as const;
    const bySums = pairMomentsOfSums(sumsOf(pairs));
    const oneByOne = pairMomentsOf(pairs.map(([numerator, denominator]) => ({ numerator, denominator })));
    expect(bySums.y.count).toBe(5);
    for (const side of ['y', 'x'] as const) {
      expect(bySums[side].mean).toBeCloseTo(oneByOne[side].mean, 12);
      expect(bySums[side].squaredDeviations).toBeCloseTo(oneByOne[side].squaredDeviations, 10);
    }
    expect(bySums.coDeviations).toBeCloseTo(oneByOne.coDeviations, 10);
  });

  it('keep their variance at an offset of a billion, where sums of squares in floating point lose it', () => {
    const offset = 1_000_000_000;
    const values = [4, 7, 13, 16].map((value) => [offset + value, 1] as const);
    // Textbook example: the sample variance of 4, 7, 13, 16 is 30, whatever is added to all of them.
    expect(pairMomentsOfSums(sumsOf(values)).y.squaredDeviations / 3).toBe(30);
  });

  it('are exact for a billion units', () => {
    const units = 1_000_000_000n;
    const moments = pairMomentsOfSums({ units, y: units / 2n, x: units, yy: units / 2n, xx: units, xy: units / 2n });
    expect(moments.y).toEqual({ count: 1e9, mean: 0.5, squaredDeviations: 2.5e8 });
    expect(moments.x.squaredDeviations).toBe(0);
  });

  it('of nobody are none, and impossible ones are refused', () => {
    expect(pairMomentsOfSums(sumsOf([])).y).toEqual({ count: 0, mean: 0, squaredDeviations: 0 });
    expect(() => pairMomentsOfSums({ units: 2n, y: 4n, x: 2n, yy: 1n, xx: 2n, xy: 4n })).toThrow(RangeError);
  });
});
