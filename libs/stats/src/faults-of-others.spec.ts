import { describe, expect, it } from '@jest/globals';

import { bestByNormal } from './best-variant.ts';
import { chiSquareUpper, normalQuantile, normalTwoSided, normalUpper, tTwoSided } from './distributions.ts';
import { betaCdf } from './incomplete-beta.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { momentsOf, variance } from './moments.ts';
import { permutationTest } from './permutation-test.ts';
import { sampleRatio } from './sample-ratio.ts';
import { differenceOfProportions } from './score-test.ts';

describe('faults of other statistics engines, in their numbers:', () => {
  it('calling 500 of 500 against 470 of 500 no difference (p = 1), because one variant has no variance', () => {
    // mpmath, 40 digits: erfc(|z| / sqrt(2)) for the pooled z = -5.5612799832004855.
    const result = differenceOfProportions({ successes: 500, trials: 500 }, { successes: 470, trials: 500 });
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(result.pValue / 2.678031501840379e-8).toBeCloseTo(1, 10);
    expect(result.high).toBeLessThan(0);
    const ones = { count: 500, mean: 1, squaredDeviations: 0 };
    const means = differenceOfMeans(ones, momentsOf([...Array<number>(470).fill(1), ...Array<number>(30).fill(0)]));
    expect(means).toMatchObject({ kind: 'estimate' });
    if (means.kind === 'estimate') expect(means.pValue).toBeLessThan(1e-6);
  });

  it('giving 0 for the tail of t = 10, by 1 - cdf', () => {
    // mpmath, 40 digits: betainc(df/2, 1/2, 0, df/(df + t^2), regularized=True) for df = 1e6; erfc(10/sqrt(2)).
    expect(tTwoSided(10, 1e6) / 1.527861076817825e-23).toBeCloseTo(1, 9);
    expect(normalTwoSided(10) / 1.523970604832105e-23).toBeCloseTo(1, 10);
  });

  it('giving 0 for the tail of t = 60', () => {
    // mpmath, 40 digits: the same expression for df = 30; for df = 1e6 it is 6.3e-783, below the smallest double.
    expect(tTwoSided(60, 30) / 8.311309613532249e-33).toBeCloseTo(1, 9);
    expect(tTwoSided(60, 1e6)).toBe(0);
  });

  it('giving a negative variance at an offset of 1e9, by sums of squares', () => {
    const values = [4, 7, 13, 16].map((value) => value + 1e9);
    expect(variance(momentsOf(values))).toBeCloseTo(30, 6);
    const sums = values.reduce((all, value) => all + value * value, 0) - values.reduce((all, value) => all + value, 0) ** 2 / 4;
    expect(Math.abs(sums / 3 - 30)).toBeGreaterThan(1);
  });

  it('counting a variant of weight 0 in the degrees of freedom of the ratio check', () => {
    const counted = sampleRatio([{ units: 540, weight: 5000 }, { units: 460, weight: 5000 }, { units: 0, weight: 0 }]);
    // scipy.stats.chi2.sf(6.4, 1)
    expect(counted).toMatchObject({ degreesOfFreedom: 1, statistic: 6.4, pValue: expect.closeTo(0.011412036386001745, 12) });
  });

  it('reporting that nothing can be said as p = 1 with the interval (0, 0)', () => {
    const none = { successes: 0, trials: 0 };
    const all = { successes: 9, trials: 9 };
    const answers = [
      differenceOfMeans(momentsOf([]), momentsOf([1, 2])),
      differenceOfMeans(momentsOf([3, 3]), momentsOf([3, 3])),
      differenceOfProportions(none, all),
      differenceOfProportions(all, all),
    ];
    expect(answers.map(({ kind }) => kind)).toEqual(['too-few', 'no-spread', 'too-few', 'no-spread']);
    for (const answer of answers) expect(Object.keys(answer)).not.toContain('pValue');
  });

  it('losing the normal tail beyond 8 standard deviations, and that of chi-square 400', () => {
    // mpmath, 40 digits: ncdf(-10), ncdf(-37); gammainc(1/2, 200, inf, regularized=True).
    expect(normalUpper(10) / 7.619853024160527e-24).toBeCloseTo(1, 10);
    expect(normalUpper(37) / 5.725571222524577e-300).toBeCloseTo(1, 10);
    expect(chiSquareUpper(400, 1) / 5.507248237212467e-89).toBeCloseTo(1, 10);
  });

  it('being 2e-4 off in the beta distribution of 1e5 and 1e5', () => {
    // mpmath.quad of the density, 60 digits, over 16 standard deviations.
    expect(betaCdf(0.501, 1e5, 1e5) / 0.814453255442443).toBeCloseTo(1, 10);
  });

  it('answering a normal quantile that is 1.5e-3 off at 1e-16, or infinite at 1e-100', () => {
    expect(() => normalQuantile(1e-16)).toThrow(RangeError);
    expect(() => normalQuantile(1e-100)).toThrow(RangeError);
  });

  it('giving another probability to be the best each time, by 10,000 draws, and 0 for a small one', () => {
    const beliefs = [{ value: 0, standardError: 1 }, { value: 5, standardError: 1 }];
    expect(bestByNormal(beliefs)).toEqual(bestByNormal(beliefs));
    // mpmath, 40 digits: ncdf(-5 / sqrt(2)).
    expect((bestByNormal(beliefs)[0] ?? 0) / 0.0002034760087224795).toBeCloseTo(1, 10);
  });

  it('giving a permutation test a p-value of 0', () => {
    const ones = (value: number) => Array.from({ length: 50 }, () => ({ numerator: value, denominator: 1 }));
    expect(permutationTest(ones(0), ones(1), { permutations: 99, seed: 1 })).toMatchObject({ pValue: 0.01 });
  });
});
