import { describe, expect, it } from '@jest/globals';

import { pairMomentsOf } from './pair-moments.ts';
import { askedFor, clusterInflation } from './plan-inflation.ts';
import { ratioInterval, ratioVariance } from './ratio-interval.ts';

describe('what makes a plan larger', () => {
  it('is the resemblance of ratings of one visitor', () => {
    expect(clusterInflation(1, 0.5)).toBe(1);
    expect(clusterInflation(3, 0.25)).toBe(1.5);
    expect(() => clusterInflation(0.5, 0.25)).toThrow(RangeError);
    expect(() => clusterInflation(3, 1.5)).toThrow(RangeError);
  });

  it('is everybody who does not answer', () => {
    expect(askedFor(400, 0.3)).toBe(1334);
    expect(() => askedFor(400, 0)).toThrow(RangeError);
  });

  it('is in the variance of a ratio metric, which n visitors divide by n', () => {
    const visitors = pairMomentsOf(Array.from({ length: 40 }, (_, i) => ({ numerator: (i % 5) + 1, denominator: 1 + (i % 3) })));
    const answer = ratioInterval(visitors);
    const unit = ratioVariance(visitors);
    if (answer.kind !== 'estimate' || typeof unit !== 'number') throw new Error('too few');
    expect(Math.sqrt(unit / 40)).toBeCloseTo(answer.standardError, 14);
    expect(ratioVariance(pairMomentsOf([{ numerator: 1, denominator: 1 }]))).toEqual({ kind: 'too-few', have: 1, need: 30 });
  });
});
