import { describe, expect, it } from '@jest/globals';

import { fisherExact } from './fisher-exact.ts';

const table = (a: number, aTrials: number, b: number, bTrials: number): number =>
  fisherExact({ successes: a, trials: aTrials }, { successes: b, trials: bTrials });

describe("Fisher's exact test", () => {
  // scipy.stats.fisher_exact([[s, f], [s, f]]).pvalue of SciPy 1.17
  it.each([
    [8, 10, 1, 6, 0.034965034965034975],
    [0, 10, 5, 10, 0.032507739938080496],
    [500, 500, 480, 500, 1.5713305204493155e-6],
    [1, 100, 2, 200, 1],
    [0, 1, 1, 1, 1],
  ])('gives for %d of %d and %d of %d the p-value %d', (a, aTrials, b, bTrials, pValue) => {
    expect(table(a, aTrials, b, bTrials) / pValue).toBeCloseTo(1, 11);
  });

  it('keeps its digits at large margins', () => {
    // scipy.stats.fisher_exact([[3, 999997], [15, 999985]]).pvalue
    expect(table(3, 1_000_000, 15, 1_000_000) / 0.007537584994788876).toBeCloseTo(1, 8);
    // Rare successes among 1e9 units are split like coins: 2 * P(Binomial(9, 1/2) = 0).
    expect(table(0, 1e9, 9, 1e9)).toBeCloseTo(2 / 512, 8);
  });

  it('does not change when the variants, or successes and failures, change places', () => {
    const seen = table(3, 40, 11, 35);
    expect(table(11, 35, 3, 40)).toBeCloseTo(seen, 14);
    expect(table(37, 40, 24, 35)).toBeCloseTo(seen, 14);
  });

  it('refuses counts that cannot be', () => {
    expect(() => table(3, 2, 0, 1)).toThrow(RangeError);
    expect(() => table(0.5, 2, 0, 1)).toThrow(RangeError);
  });
});
