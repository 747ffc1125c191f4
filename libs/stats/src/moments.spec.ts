import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addToMoments, mergeMoments, momentsOf, NO_MOMENTS, variance } from './moments.ts';

const values = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 50 });

describe('moments', () => {
  it('hold the variance exactly at an offset of a billion, where sums of squares give less than 0', () => {
    const moments = momentsOf([4, 7, 13, 16].map((value) => 1e9 + value));
    expect(moments).toEqual({ count: 4, mean: 1e9 + 10, squaredDeviations: 90 });
    expect(variance(moments)).toBe(30);
    const left = momentsOf([1e9 + 4, 1e9 + 7]);
    const right = momentsOf([1e9 + 13, 1e9 + 16]);
    expect(mergeMoments(left, right)).toEqual(moments);
  });

  it('have no variance below two values', () => {
    expect(variance(NO_MOMENTS)).toBeNull();
    expect(variance(momentsOf([3]))).toBeNull();
    expect(variance(momentsOf([3, 3]))).toBe(0);
  });

  it('merge into the moments of all values, whichever way the values were split', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const merged = mergeMoments(momentsOf(a), momentsOf(b));
        const whole = momentsOf([...a, ...b]);
        expect(merged.count).toBe(whole.count);
        expect(Math.abs(merged.mean - whole.mean)).toBeLessThan(1e-6);
        const gap = Math.abs(merged.squaredDeviations - whole.squaredDeviations);
        expect(gap).toBeLessThanOrEqual(1e-12 * (1 + whole.squaredDeviations));
      }),
      { seed: 20_260 },
    );
  });

  it('do not change when merged with nothing', () => {
    const some = momentsOf([1, 2, 4]);
    expect(mergeMoments(some, NO_MOMENTS)).toEqual(some);
    expect(mergeMoments(NO_MOMENTS, some)).toEqual(some);
  });

  it('refuse values that are not finite', () => {
    expect(() => addToMoments(NO_MOMENTS, NaN)).toThrow(RangeError);
    expect(() => addToMoments(NO_MOMENTS, Infinity)).toThrow(RangeError);
  });
});
