import { describe, expect, it } from '@jest/globals';

import { bestByCounts, bestByNormal } from './best-variant.ts';
import { normalUpper } from './distributions.ts';
import { betaCdf, logBetaDensity } from './incomplete-beta.ts';

const of = (successes: number, trials: number) => ({ successes, trials });
const total = (shares: readonly number[]) => shares.reduce((sum, one) => sum + one, 0);

describe('the beta distribution', () => {
  // mpmath.betainc(a, b, 0, x, regularized=True) at 30 digits.
  it.each([
    [0.3, 2, 5, 0.579825],
    [0.9, 2, 5, 0.999945],
    [0.56, 413, 319, 0.4080633793338334],
    [0.5, 413, 319, 0.000249645616655486],
    [0.001, 1, 3, 0.002997001],
    [0.02, 30, 1200, 0.1577272947161691],
    // mpmath.quad of the density at 40 digits, over 13 standard deviations.
    [0.50002, 5e8 + 1, 5e8 + 1, 0.8970483948947207],
  ])('matches the reference at %d for a = %d, b = %d', (x, a, b, value) => {
    expect(betaCdf(x, a, b) / value).toBeCloseTo(1, 11);
  });

  // mpmath.betainc(a, b, x, 1, regularized=True) at 300 digits.
  it.each([
    [0.999, 2, 3, 3.997e-9],
    [0.2, 2, 50, 0.00015699724619765558],
    [0.9, 413, 319, 1.462140561941314e-122],
  ])('keeps the digits of the tail above %d for a = %d, b = %d', (x, a, b, value) => {
    expect(betaCdf(x, a, b, true) / value).toBeCloseTo(1, 10);
  });

  it('has the logarithm of its density to the last digits, also at 1e9', () => {
    // mpmath, 40 digits, by the definition.
    expect(logBetaDensity(0.50002, 5e8 + 1, 5e8 + 1)).toBeCloseTo(9.335841565938479, 9);
    expect(logBetaDensity(1e-9, 1, 1e9 + 1)).toBeCloseTo(19.72326583744641, 12);
    expect(logBetaDensity(0.3, 2, 5)).toBeCloseTo(0.7705248015812899, 13);
  });

  it('ends at 0 and 1', () => {
    expect([betaCdf(0, 2, 3), betaCdf(0, 2, 3, true)]).toEqual([0, 1]);
    expect([betaCdf(1, 2, 3), betaCdf(1, 2, 3, true)]).toEqual([1, 0]);
  });
});

describe('the probability to be the best of normal beliefs', () => {
  it('is the normal probability of the difference for two', () => {
    const [a, b] = bestByNormal([{ value: 0.1, standardError: 0.3 }, { value: 0.5, standardError: 0.4 }]);
    expect(a).toBeCloseTo(normalUpper(0.4 / 0.5), 13);
    expect(b).toBeCloseTo(normalUpper(-0.4 / 0.5), 13);
  });

  it('matches the reference for four of very different precision', () => {
    // mpmath.quad over x of npdf(x, m_i, s_i) prod ncdf((x - m_j)/s_j), split at m +- 8 s.
    const shares = bestByNormal([
      { value: 0, standardError: 1 },
      { value: 0.3, standardError: 0.01 },
      { value: 0.2, standardError: 0.2 },
      { value: -1, standardError: 2 },
    ]);
    [0.30702236770539, 0.31706135696008, 0.15658105585933, 0.21933521947519].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 12));
  });

  it('sums to one and treats equals as equals', () => {
    const shares = bestByNormal(Array.from({ length: 10 }, () => ({ value: 3, standardError: 0.2 })));
    expect(total(shares)).toBeCloseTo(1, 14);
    for (const share of shares) expect(share).toBeCloseTo(0.1, 13);
  });

  it('is certain for variants far apart', () => {
    expect(bestByNormal([{ value: 0, standardError: 1e-6 }, { value: 1e6, standardError: 1e-6 }])).toEqual([0, 1]);
  });

  it('refuses one variant and impossible beliefs', () => {
    expect(() => bestByNormal([{ value: 0, standardError: 1 }])).toThrow(RangeError);
    expect(() => bestByNormal([{ value: 0, standardError: 1 }, { value: 0, standardError: 0 }])).toThrow(RangeError);
  });
});

describe('the probability to be the best of small counts', () => {
  it('matches the reference', () => {
    // mpmath.quad over 0..1 of the beta density of i times the product of the others' betainc.
    const shares = bestByCounts([of(3, 10), of(5, 9), of(0, 2)]);
    [0.11986956373819, 0.77229120993423, 0.10783922632758].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 12));
  });

  it('knows nothing without data', () => {
    for (const share of bestByCounts([of(0, 0), of(0, 0), of(0, 0)])) expect(share).toBeCloseTo(1 / 3, 13);
  });

  it('has an opinion at 0 % and 100 %', () => {
    const [all] = bestByCounts([of(500, 500), of(470, 500)]);
    expect(all).toBeGreaterThan(0.9999);
    const [none] = bestByCounts([of(0, 500), of(0, 500)]);
    expect(none).toBeCloseTo(0.5, 12);
  });

  it('refuses impossible counts', () => {
    expect(() => bestByCounts([of(2, 1), of(0, 1)])).toThrow(RangeError);
  });
});
