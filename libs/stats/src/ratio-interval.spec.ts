import { describe, expect, it } from '@jest/globals';

import type { UnitSums } from './pair-moments.ts';
import { pairMomentsOf } from './pair-moments.ts';
import { differenceOfRatios, ratioInterval } from './ratio-interval.ts';

/** Forty visitors with one to three ratings each. */
const visitors: UnitSums[] = Array.from({ length: 40 }, (_, index) => {
  const i = index + 1;
  const denominator = 1 + (i % 3);
  return { numerator: 3 * denominator + ((i * 7) % 6) - 2, denominator };
});

describe('the interval for a ratio of sums', () => {
  it('matches the variance of the linearised residuals', () => {
    // sum (y - R x)^2 / (n - 1) / (n mean(x)^2) from the raw units and t .975 on 39 degrees of freedom, in 40-digit
    // arithmetic (mpmath); no moments involved.
    const result = ratioInterval(pairMomentsOf(visitors));
    expect(result).toMatchObject({ kind: 'estimate', units: 40 });
    if (result.kind !== 'estimate') return;
    expect(result.value).toBeCloseTo(3.25, 12);
    expect(result.standardError).toBeCloseTo(0.126671516438871, 12);
    expect(result.low).toBeCloseTo(2.99378267387181, 11);
    expect(result.high).toBeCloseTo(3.50621732612819, 11);
  });

  it('is the interval of a mean when each visitor rates once', () => {
    const once = pairMomentsOf(visitors.map(({ numerator }) => ({ numerator, denominator: 1 })));
    const result = ratioInterval(once);
    expect(result.kind === 'estimate' && result.standardError).toBeCloseTo(
      Math.sqrt(once.y.squaredDeviations / 39 / 40),
      12,
    );
  });

  it('says too few below 30 visitors', () => {
    const result = ratioInterval(pairMomentsOf(visitors.slice(0, 29)));
    expect(result).toEqual({ kind: 'too-few', have: 29, need: 30 });
  });

  it('says too few while hardly any visitor has a denominator', () => {
    const silent = { numerator: 0, denominator: 0 };
    const nobody = pairMomentsOf(Array.from({ length: 500 }, () => silent));
    expect(ratioInterval(nobody)).toEqual({ kind: 'too-few', have: 0, need: 30 });
    const three = pairMomentsOf(Array.from({ length: 500 }, (_, i) => (i < 3 ? (visitors[i] ?? silent) : silent)));
    const result = ratioInterval(three);
    expect(result).toMatchObject({ kind: 'too-few', have: 500 });
    expect(result.kind === 'too-few' && result.need).toBeGreaterThan(500);
  });

  it('has no spread when each visitor shows the same ratio', () => {
    const same = visitors.map(({ denominator }) => ({ numerator: denominator * 0.7, denominator }));
    const result = ratioInterval(pairMomentsOf(same));
    expect(result).toMatchObject({ kind: 'no-spread', units: 40 });
  });
});

describe('the difference of two ratios', () => {
  const control = pairMomentsOf(visitors);
  const better = pairMomentsOf(
    visitors.map(({ numerator, denominator }) => ({ numerator: numerator + denominator, denominator })),
  );

  it('adds the variances of both sides', () => {
    const result = differenceOfRatios(control, better);
    expect(result.kind).toBe('estimate');
    if (result.kind !== 'estimate') return;
    expect(result.value).toBeCloseTo(1, 12);
    // Raising each rating by one moves the ratio and leaves its residuals.
    expect(result.standardError).toBeCloseTo(0.126671516438871 * Math.SQRT2, 11);
    expect(result.low).toBeLessThan(1);
    expect(result.pValue).toBeLessThan(0.001);
  });

  it('finds no difference between a variant and itself', () => {
    expect(differenceOfRatios(control, control)).toMatchObject({ value: 0, pValue: 1 });
  });

  it('names the side that lacks more units', () => {
    const five = pairMomentsOf(visitors.slice(0, 5));
    const ten = pairMomentsOf(visitors.slice(0, 10));
    expect(differenceOfRatios(five, ten)).toEqual({ kind: 'too-few', have: 5, need: 30 });
    expect(differenceOfRatios(ten, five)).toEqual({ kind: 'too-few', have: 5, need: 30 });
    expect(differenceOfRatios(control, ten)).toEqual({ kind: 'too-few', have: 10, need: 30 });
  });
});
