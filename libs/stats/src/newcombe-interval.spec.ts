import { describe, expect, it } from '@jest/globals';

import { newcombeInterval } from './newcombe-interval.ts';

describe('the interval for a difference of two shares', () => {
  // R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10 (four digits); more digits from the
  // published equations in 40-digit arithmetic (mpmath).
  it.each([
    [48, 80, 56, 70, 0.0524314712180457, 0.333872655016008],
    [3, 10, 9, 10, 0.170522720508117, 0.809017974395233],
    [2, 7, 6, 7, 0.0582279238216488, 0.806249638321488],
    [0, 29, 5, 56, -0.0381371494965661, 0.192560014878766],
    [0, 20, 0, 10, -0.16112516018513, 0.277532803026058],
    [0, 10, 10, 10, 0.607509345957128, 1],
  ])('matches the published values for %d/%d against %d/%d', (a, m, b, n, low, high) => {
    const result = newcombeInterval({ successes: a, trials: m }, { successes: b, trials: n });
    expect(result).toMatchObject({ kind: 'estimate', value: b / n - a / m });
    if (result.kind !== 'estimate') return;
    expect(result.low).toBeCloseTo(low, 13);
    expect(result.high).toBeCloseTo(high, 13);
  });

  it('sees a difference when one side is at 100 %', () => {
    const result = newcombeInterval({ successes: 470, trials: 500 }, { successes: 500, trials: 500 });
    expect(result.kind === 'estimate' && result.low).toBeGreaterThan(0.04);
  });

  it('says too few when a side has no trial', () => {
    const nobody = { successes: 0, trials: 0 };
    const result = newcombeInterval(nobody, { successes: 3, trials: 4 });
    expect(result).toEqual({ kind: 'too-few', have: 0, need: 1 });
  });

  it('refuses impossible counts on either side', () => {
    const good = { successes: 1, trials: 2 };
    const bad = { successes: 3, trials: 2 };
    expect(() => newcombeInterval(good, bad)).toThrow(RangeError);
    expect(() => newcombeInterval(bad, good)).toThrow(RangeError);
  });
});
