import { describe, expect, it } from '@jest/globals';

import { responseRates } from './response-rates.ts';

const of = (successes: number, trials: number) => ({ successes, trials });

describe('the check of the response rates', () => {
  // z by its definition, p = mpmath.erfc(|z|/sqrt(2)).
  it.each([
    [[300, 1000], [360, 1000], 2.85326350320551, 0.0043272723659044, true],
    [[41, 50], [33, 60], -3.00506329474196, 0.00265525588127777, true],
    [[5000, 10000], [4300, 10000], -9.92383819730931, 3.27898974380123e-23, true],
    [[200, 400], [210, 400], 0.707327855689741, 0.479362758749445, false],
  ])('matches the reference for %j against %j', (control, treatment, z, pValue, notComparable) => {
    const answer = responseRates(of(control[0] ?? 0, control[1] ?? 0), of(treatment[0] ?? 0, treatment[1] ?? 0));
    expect(answer).toMatchObject({ kind: 'test', notComparable });
    if (answer.kind !== 'test') return;
    expect(answer.z).toBeCloseTo(z, 10);
    expect(answer.pValue / pValue).toBeCloseTo(1, 10);
  });

  it('has no spread when everybody or nobody answered', () => {
    expect(responseRates(of(50, 50), of(40, 40))).toEqual({ kind: 'no-spread', value: 0, units: 90 });
    expect(responseRates(of(0, 50), of(0, 40))).toEqual({ kind: 'no-spread', value: 0, units: 90 });
  });

  it('is too early to tell while a variant expects fewer than five answers', () => {
    expect(responseRates(of(0, 9), of(50, 91))).toEqual({ kind: 'too-few', have: 9, need: 10 });
    expect(responseRates(of(0, 0), of(5, 10))).toEqual({ kind: 'too-few', have: 0, need: 1 });
  });

  it('refuses impossible counts', () => {
    expect(() => responseRates(of(3, 2), of(1, 2))).toThrow(RangeError);
  });
});
