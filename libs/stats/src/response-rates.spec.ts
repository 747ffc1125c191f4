import { describe, expect, it } from '@jest/globals';

import { responseRates } from './response-rates.ts';
import type { ResponseRates } from './response-rates.ts';
import { bar, shareOfRuns } from './runs.fixture.ts';
import { heads } from './simulated.fixture.ts';
import type { Random } from './simulated.fixture.ts';

const PLAN = { plannedUnits: 2_000, alpha: 0.01 };
const of = (successes: number, trials: number) => ({ successes, trials });

describe('the check of the response rates', () => {
  // z = difference / sqrt(p (1 - p) (1/nA + 1/nB)) with the pooled share p; p-value = mpmath.erfc(|z|/sqrt(2)); at any look
  // exp(ln(s + 1) / 2 - s z^2 / (2 (s + 1))), s = (nA + nB) / 2000 (-2 ln .01 + ln(1 - 2 ln .01)), in mpmath as well.
  it.each([
    [[300, 1000], [360, 1000], 0.06, 0.0043272723659044, 0.08361132551863532, false],
    [[41, 50], [33, 60], -0.27, 0.00265525588127777, 0.22159632105443, false],
    [[5000, 10000], [4300, 10000], -0.07, 3.27898974380123e-23, 6.783645729412e-21, true],
    [[200, 400], [210, 400], 0.025, 0.479362758749445, 1, false],
  ])('matches the reference for %j against %j', (control, treatment, difference, pValue, alwaysValidP, notComparable) => {
    const answer = responseRates(of(control[0] ?? 0, control[1] ?? 0), of(treatment[0] ?? 0, treatment[1] ?? 0), PLAN);
    expect(answer).toMatchObject({ kind: 'test', notComparable });
    if (answer.kind !== 'test') return;
    expect(answer.difference).toBeCloseTo(difference, 12);
    expect(answer.pValue / pValue).toBeCloseTo(1, 10);
    expect(answer.alwaysValidP / alwaysValidP).toBeCloseTo(1, 10);
  });

  it('has no spread when everybody or nobody answered', () => {
    expect(responseRates(of(50, 50), of(40, 40), PLAN)).toEqual({ kind: 'no-spread', value: 0, units: 90 });
    expect(responseRates(of(0, 50), of(0, 40), PLAN)).toEqual({ kind: 'no-spread', value: 0, units: 90 });
  });

  it('is too early to tell while a variant expects fewer than five answers', () => {
    expect(responseRates(of(0, 9), of(50, 91), PLAN)).toEqual({ kind: 'too-few', have: 9, need: 10 });
    expect(responseRates(of(0, 0), of(5, 10), PLAN)).toEqual({ kind: 'too-few', have: 0, need: 1 });
  });

  it('is too early to tell, whatever it sees, below fifty asked of a variant', () => {
    expect(responseRates(of(40, 49), of(400, 900), PLAN)).toEqual({ kind: 'too-few', have: 49, need: 50 });
  });

  it('refuses impossible counts and plans', () => {
    expect(() => responseRates(of(3, 2), of(1, 2), PLAN)).toThrow(RangeError);
    expect(() => responseRates(of(300, 1000), of(360, 1000), { plannedUnits: 0, alpha: 0.01 })).toThrow(RangeError);
  });
});

describe('the check of the response rates, looked at after every tenth visitor asked of the control,', () => {
  const LOOKS = 100;

  /** The share of runs in which a look ever alarms, of variants asked in that ratio and answered at those rates. */
  const alarms = (rates: readonly [number, number], ratio: number, isAlarm: (check: ResponseRates) => boolean) => shareOfRuns(61, (random) => {
    const sides = [of(0, 0), of(0, 0)] as const;
    for (let look = 1; look <= LOOKS; look++) {
      sides.forEach((side, at) => ask(random, side, at === 0 ? 10 : 10 * ratio, rates[at] ?? 0));
      const check = responseRates(sides[0], sides[1], PLAN);
      if (check.kind === 'test' && isAlarm(check)) return true;
    }
    return false;
  });

  function ask(random: Random, side: { successes: number; trials: number }, count: number, rate: number): void {
    side.successes += heads(random, count, rate);
    side.trials += count;
  }

  it.each([[0.9, 1], [0.05, 1], [0.05, 9]])('alarms in at most 1 %% of the runs where a share of %d answers either variant, and one is asked %d times as often', (rate, ratio) => {
    expect(alarms([rate, rate], ratio, ({ notComparable }) => notComparable)).toBeLessThanOrEqual(bar(0.01));
  });

  it('would alarm in more if it went by the test for one look', () => {
    expect(alarms([0.9, 0.9], 1, ({ pValue }) => pValue < 0.01)).toBeGreaterThan(bar(0.01));
  });

  it('finds 80 against 90 of 100 answering in 95 % of the runs before a thousand of each variant were asked', () => {
    expect(alarms([0.9, 0.8], 1, ({ notComparable }) => notComparable)).toBeGreaterThanOrEqual(0.95);
  });
});
