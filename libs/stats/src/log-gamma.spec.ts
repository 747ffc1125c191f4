import { describe, expect, it } from '@jest/globals';

import { logGamma } from './log-gamma.ts';

describe('the logarithm of the gamma function', () => {
  // mpmath.loggamma(x) at 30 digits, rounded to a double.
  it.each([
    [0.001, 6.907178885383853],
    [0.5, 0.5723649429247001],
    [1, 0.0],
    [2, 0.0],
    [3.7, 1.428072326665388],
    [12, 17.502307845873887],
    [150.25, 601.2615040324997],
    [10000, 82099.71749644238],
    [1000000.5, 12815511.476902766],
  ])('matches the reference at %d', (x, value) => {
    expect(Math.abs(logGamma(x) - value)).toBeLessThan(2e-15 * Math.max(10, Math.abs(value)));
  });

  it('refuses what is not above 0', () => {
    expect(() => logGamma(0)).toThrow(RangeError);
    expect(() => logGamma(NaN)).toThrow(RangeError);
  });
});
