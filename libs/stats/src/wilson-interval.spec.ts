import { describe, expect, it } from '@jest/globals';

import { wilsonInterval } from './wilson-interval.ts';

describe('the Wilson interval', () => {
  // R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3 (four digits); more digits from the
  // textbook formula in 40-digit arithmetic (mpmath).
  it.each([
    [81, 263, 0.255288519489016, 0.366209577458019],
    [15, 148, 0.0623863992927583, 0.160487242271447],
    [0, 20, 0, 0.16112516018513],
    [1, 29, 0.00611321422507653, 0.171755220377957],
  ])('matches the published values for %d of %d', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 13);
    expect(interval.high).toBeCloseTo(high, 13);
  });

  it('touches 0 and 1 exactly, and mirrors when successes and failures change places', () => {
    expect(wilsonInterval(0, 7).low).toBe(0);
    expect(wilsonInterval(7, 7).high).toBe(1);
    const some = wilsonInterval(2, 7);
    const mirrored = wilsonInterval(5, 7);
    expect(some.low).toBeCloseTo(1 - mirrored.high, 14);
    expect(some.high).toBeCloseTo(1 - mirrored.low, 14);
  });

  it('widens with the confidence asked for', () => {
    const wide = wilsonInterval(81, 263, 2.575829);
    expect(wide.low).toBeLessThan(wilsonInterval(81, 263).low);
    expect(wide.high).toBeGreaterThan(wilsonInterval(81, 263).high);
  });

  it.each([
    [-1, 5],
    [6, 5],
    [1.5, 5],
    [0, 0],
    [NaN, 5],
  ])('refuses the impossible counts %d of %d', (successes, trials) => {
    expect(() => wilsonInterval(successes, trials)).toThrow(RangeError);
  });

  it.each([0, -1.96, NaN, Infinity])('refuses z = %d', (z) => {
    expect(() => wilsonInterval(1, 2, z)).toThrow(RangeError);
  });
});
