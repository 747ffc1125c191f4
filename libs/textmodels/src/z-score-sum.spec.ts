import { describe, expect, it } from '@jest/globals';
import { standardise, zScoreSum } from './z-score-sum.ts';

describe('the z-score sum', () => {
  it('brings scorings of different units to one scale', () => {
    const fused = zScoreSum([[100, 200, 300], [0.3, 0.2, 0.1]]);
    fused.forEach((value) => expect(value).toBeCloseTo(0, 6));
  });

  it('obeys its weights', () => {
    const fused = zScoreSum([[1, 2], [2, 1]], [2, 1]);
    expect(fused[1]).toBeGreaterThan(fused[0]!);
  });

  it('ignores a scoring that says the same of all', () => {
    expect([...standardise([5, 5, 5])]).toEqual([0, 0, 0]);
    expect(zScoreSum([[5, 5], [1, 2]])).toEqual(zScoreSum([[1, 2]]));
  });

  it('refuses scorings of different lengths', () => {
    expect(() => zScoreSum([[1, 2], [1]])).toThrow(RangeError);
  });
});
