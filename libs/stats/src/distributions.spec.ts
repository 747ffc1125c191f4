import { describe, expect, it } from '@jest/globals';

import { chiSquareUpper, normalQuantile, normalTwoSided, tHalfWidth, tTwoSided } from './distributions.ts';

/** Relative distance, because a tail of 1e-89 is close to everything in absolute terms. */
function off(actual: number, expected: number): number {
  return Math.abs(actual / expected - 1);
}

// Every reference below: incomplete beta, incomplete gamma and erfinv in 40-digit arithmetic (mpmath).
describe('the distributions', () => {
  it.each([
    [0.8, 0.841621233572914],
    [0.975, 1.95996398454005],
    [0.999, 3.09023230616781],
  ])('give the normal quantile of %d', (probability, z) => {
    expect(off(normalQuantile(probability), z)).toBeLessThan(1e-12);
  });

  it.each([
    [0.95, 1, 12.7062047361747],
    [0.95, 2.5, 3.57465484200368],
    [0.95, 17.3, 2.10703200375347],
    [0.95, 10_000, 1.96020123989063],
    [0.99, 29, 2.75638590367061],
    [0.95, Infinity, 1.95996398454005],
  ])('give the half-width of a %d interval with %d degrees of freedom', (confidence, df, halfWidth) => {
    expect(off(tHalfWidth(confidence, df), halfWidth)).toBeLessThan(1e-12);
  });

  it.each([
    [12, 30, 5.58018541519926e-13],
    [-6, 1_000_000, 1.97384981235443e-9],
    [10, 5000, 2.52087471164399e-23],
  ])('keep the digits of the t tail beyond %d with %d degrees of freedom', (t, df, p) => {
    expect(off(tTwoSided(t, df), p)).toBeLessThan(1e-11);
  });

  it.each([
    [6, 3, 0.111610225094713],
    [13.82, 2, 0.000997757796484312],
    [80, 1, 3.7440973842029e-19],
    [400, 1, 5.50724823721247e-89],
  ])('keep the digits of the chi-square tail beyond %d with %d degrees of freedom', (statistic, df, p) => {
    expect(off(chiSquareUpper(statistic, df), p)).toBeLessThan(1e-11);
  });

  it('agree with each other: a squared normal value is chi-square on 1 degree of freedom', () => {
    for (const z of [0.1, 1, 3, 8, 20]) {
      expect(off(normalTwoSided(z), chiSquareUpper(z * z, 1))).toBeLessThan(1e-11);
    }
  });

  it('refuse probabilities, confidences and degrees of freedom out of range', () => {
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => normalQuantile(1e-11)).toThrow(RangeError);
    expect(() => tHalfWidth(95, 3)).toThrow(RangeError);
    expect(() => tHalfWidth(0.95, 0)).toThrow(RangeError);
  });
});
