import { describe, expect, it } from '@jest/globals';

import { normalTwoSided, tTwoSided } from './distributions.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { addToMoments, momentsOf, NO_MOMENTS, variance } from './moments.ts';
import { sampleRatio } from './sample-ratio.ts';
import { differenceOfProportions } from './score-test.ts';

describe('faults seen in other statistics engines', () => {
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
});

describe('the edges', () => {
  it('answer with one unit a side, and with 1e9 of them', () => {
    const one = addToMoments(NO_MOMENTS, 1);
    expect(differenceOfMeans(one, one)).toEqual({ kind: 'too-few', have: 1, need: 2 });
    const many = (mean: number) => ({ count: 1e9, mean, squaredDeviations: 1e9 - 1 });
    const result = differenceOfMeans(many(0), many(1e-4));
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(result.standardError).toBeCloseTo(Math.sqrt(2e-9), 14);
    // python3: math.erfc(1e-4 / math.sqrt(2e-9) / math.sqrt(2))
    expect(result.pValue / 0.025347318677468263).toBeCloseTo(1, 6);
  });

  it('compare a variant of 0 % with one of 100 %', () => {
    const result = differenceOfProportions({ successes: 0, trials: 50 }, { successes: 50, trials: 50 });
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(result).toMatchObject({ value: 1, high: 1 });
    expect(result.low).toBeGreaterThan(0.85);
    expect(result.pValue).toBeLessThan(1e-20);
  });
});
