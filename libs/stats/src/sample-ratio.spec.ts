import { describe, expect, it } from '@jest/globals';

import { sampleRatio } from './sample-ratio.ts';

function shares(units: number[], weights: number[]) {
  return units.map((count, i) => ({ units: count, weight: weights[i] ?? 0 }));
}

describe('the check of the sample ratio', () => {
  // Pearson's statistic and the upper incomplete gamma function in 40-digit arithmetic (mpmath).
  it.each([
    [[5210, 4790], [5000, 5000], 17.64, 2.66914980318127e-5, true],
    [[821, 624, 555], [4000, 3000, 3000], 4.88625, 0.0868888989482807, false],
  ])('matches the reference for %j at %j', (units, weights, statistic, pValue, mismatch) => {
    const result = sampleRatio(shares(units, weights));
    expect(result).toMatchObject({ kind: 'test', degreesOfFreedom: units.length - 1, mismatch });
    if (result.kind !== 'test') return;
    expect(result.statistic).toBeCloseTo(statistic, 10);
    expect(result.pValue / pValue).toBeCloseTo(1, 10);
  });

  it('is content with the exact ratio', () => {
    expect(sampleRatio(shares([900, 100], [9000, 1000]))).toMatchObject({ statistic: 0, pValue: 1, mismatch: false });
  });

  it('does not count a variant without weight as a degree of freedom', () => {
    const with0 = sampleRatio(shares([521, 479, 0], [5000, 5000, 0]));
    expect(with0).toEqual(sampleRatio(shares([521, 479], [5000, 5000])));
  });

  it('reports units in a variant that should have none', () => {
    expect(sampleRatio(shares([500, 500, 4], [5000, 5000, 0]))).toEqual({ kind: 'outside-plan', units: 4 });
  });

  it('is too early to tell while a variant expects fewer than five units', () => {
    expect(sampleRatio(shares([30, 3], [9000, 1000]))).toEqual({ kind: 'too-few', have: 33, need: 50 });
    expect(sampleRatio(shares([46, 4], [9000, 1000])).kind).toBe('test');
  });

  it('refuses impossible counts, impossible weights and fewer than two weighted variants', () => {
    expect(() => sampleRatio(shares([-1, 5], [1, 1]))).toThrow(RangeError);
    expect(() => sampleRatio(shares([1.5, 5], [1, 1]))).toThrow(RangeError);
    expect(() => sampleRatio(shares([1, 5], [1, -1]))).toThrow(RangeError);
    expect(() => sampleRatio(shares([1, 5], [1, NaN]))).toThrow(RangeError);
    expect(() => sampleRatio(shares([1, 5], [1, 0]))).toThrow(RangeError);
  });
});
