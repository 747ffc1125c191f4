import { describe, expect, it } from '@jest/globals';
import { ratioCheck } from './ratio-check.ts';

const counts = (epoch: number, weights: [number, number], units: [number, number]) =>
  ['a', 'b'].map((variantId, at) => ({ epoch, variantId, units: units[at] ?? 0, weights: { a: weights[0], b: weights[1] } }));

describe('the check of the shares', () => {
  it('says nothing before there are enough units', () => {
    expect(ratioCheck(['a', 'b'], [])).toBeNull();
    expect(ratioCheck(['a', 'b'], counts(1, [5_000, 5_000], [2, 3]))).toBeNull();
  });

  it('expects of each epoch what its weights say', () => {
    // Together 1,000 : 1,000 would be planned at even weights; here the plan is 900 : 100 and then 100 : 900.
    const twoEpochs = [...counts(1, [9_000, 1_000], [900, 100]), ...counts(2, [1_000, 9_000], [100, 900])];
    expect(ratioCheck(['a', 'b'], twoEpochs)).toEqual({ p: 1, alarm: false });
  });

  it('raises an alarm when a variant loses visitors', () => {
    const check = ratioCheck(['a', 'b'], counts(1, [5_000, 5_000], [1_000, 800]));
    expect(check?.alarm).toBe(true);
    // Chi-square 200 / 9 with one degree of freedom: erfc(sqrt(100 / 9)).
    expect(check?.p).toBeCloseTo(2.4284674730e-6, 14);
  });

  it('raises an alarm for visitors where none were planned', () => {
    expect(ratioCheck(['a', 'b', 'c'], [...counts(1, [5_000, 5_000], [50, 50]), { epoch: 1, variantId: 'c', units: 1, weights: { a: 5_000, b: 5_000, c: 0 } }]))
      .toEqual({ p: 0, alarm: true });
  });
});
