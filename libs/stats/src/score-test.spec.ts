import { describe, expect, it } from '@jest/globals';

import { differenceOfProportions } from './score-test.ts';

describe('the difference of two proportions', () => {
  it('has the pooled score test and Newcombe interval', () => {
    // mpmath, 40 digits: z = (48/80 - 56/70) / sqrt(p (1 - p) (1/70 + 1/80)), p = 104/150; erfc(|z| / sqrt(2)).
    const result = differenceOfProportions({ successes: 56, trials: 70 }, { successes: 48, trials: 80 });
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(result.test).toBe('score');
    expect(result.pValue).toBeCloseTo(0.008045081368196585, 14);
    // Newcombe (1998), table II, contrast (a), method 10: 0.0524 to 0.3339 for 56/70 minus 48/80.
    expect(result.low).toBeCloseTo(-0.3339, 4);
    expect(result.high).toBeCloseTo(-0.0524, 4);
  });

  it('sees a difference of a thousandth of a point among 1e9 units each', () => {
    // mpmath, 40 digits, the same formula.
    const result = differenceOfProportions({ successes: 620_000_000, trials: 1e9 }, { successes: 620_100_000, trials: 1e9 });
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(result.pValue / 4.0872400833279562e-6).toBeCloseTo(1, 7);
  });

  it('turns to the exact test when a variant expects fewer than 5 successes or failures', () => {
    // scipy.stats.fisher_exact([[8, 2], [1, 5]]).pvalue
    const result = differenceOfProportions({ successes: 8, trials: 10 }, { successes: 1, trials: 6 });
    expect(result).toMatchObject({ kind: 'estimate', test: 'fisher' });
    if (result.kind === 'estimate') expect(result.pValue).toBeCloseTo(0.034965034965034975, 12);
    const [fewer, enough] = [9, 10].map((successes) => differenceOfProportions({ successes: 0, trials: 100 }, { successes, trials: 100 }));
    expect(fewer).toMatchObject({ test: 'fisher' });
    expect(enough).toMatchObject({ test: 'score' });
  });

  it('tests nothing where all trials ended alike, and nothing without trials', () => {
    const all = { successes: 500, trials: 500 };
    expect(differenceOfProportions(all, all)).toEqual({ kind: 'no-spread', value: 0, units: 1000 });
    const none = { successes: 0, trials: 1 };
    expect(differenceOfProportions(none, none)).toEqual({ kind: 'no-spread', value: 0, units: 2 });
    expect(differenceOfProportions({ successes: 0, trials: 0 }, all)).toEqual({ kind: 'too-few', have: 0, need: 1 });
  });
});
