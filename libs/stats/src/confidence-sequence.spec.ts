import { describe, expect, it } from '@jest/globals';
import { confidenceSequence, sequenceHalfWidth } from './confidence-sequence.ts';
import { addToMoments, NO_MOMENTS } from './moments.ts';
import { differenceOfMeans } from './mean-interval.ts';

const plan = { plannedUnits: 2_000, alpha: 0.05 };

/** Marsaglia's xorshift: the same numbers every time. */
function uniform(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

describe('the asymptotic confidence sequence', () => {
  it('has the width of its formula', () => {
    // python3: from math import *; a=0.05; N=2000; n=1000; r=(-2*log(a)+log(-2*log(a)+1))/N; 0.02*sqrt(n)*sqrt(2*(n*r+1)/(n*n*r)*log(sqrt(n*r+1)/a))
    expect(sequenceHalfWidth(0.02, 1_000, plan)).toBeCloseTo(0.061_671_374_287_367, 12);
  });

  it('is wider than the interval of one look, and narrowest for its standard error about where it was planned', () => {
    const widthAt = (units: number): number => sequenceHalfWidth(1, units, plan);
    expect(widthAt(2_000)).toBeGreaterThan(1.96);
    expect(widthAt(2_000)).toBeLessThan(3.1);
    expect(widthAt(200)).toBeGreaterThan(widthAt(2_000));
    expect(widthAt(200_000)).toBeGreaterThan(widthAt(2_000));
  });

  it('excludes 0 exactly where its p-value falls below alpha', () => {
    for (const value of [0.01, 0.05, 0.0616, 0.0617, 0.1]) {
      const seen = confidenceSequence({ value, standardError: 0.02, units: 1_000, smallerUnits: 500 }, plan);
      if (seen.kind !== 'sequence') throw new Error(seen.kind);
      expect(seen.low > 0).toBe(seen.alwaysValidP < 0.05);
    }
  });

  it('says nothing below 50 units of the smaller variant, and refuses an impossible plan', () => {
    expect(confidenceSequence({ value: 1, standardError: 0.1, units: 9_000, smallerUnits: 49 }, plan)).toEqual({ kind: 'too-few', have: 49, need: 50 });
    expect(() => confidenceSequence({ value: 1, standardError: 0.1, units: 500, smallerUnits: 250 }, { plannedUnits: 0, alpha: 0.05 })).toThrow(RangeError);
    expect(() => sequenceHalfWidth(1, 100, { plannedUnits: 100, alpha: 0.9 })).toThrow(RangeError);
  });

  it('is right at every one of 190 looks in at least 95 of 100 comparisons without a difference, where the naive test is not', () => {
    const random = uniform(20_261_128);
    const comparisons = 400;
    let [misses, naive] = [0, 0];
    for (let run = 0; run < comparisons; run++) {
      let [a, b] = [NO_MOMENTS, NO_MOMENTS];
      let [missed, claimed] = [false, false];
      for (let unit = 1; unit <= 1_000; unit++) {
        a = addToMoments(a, random() < 0.62 ? 1 : 0);
        b = addToMoments(b, random() < 0.62 ? 1 : 0);
        if (unit < 50 || unit % 5 !== 0) continue;
        const difference = differenceOfMeans(a, b);
        if (difference.kind !== 'estimate') continue;
        const seen = confidenceSequence({ ...difference, smallerUnits: difference.units / 2 }, plan);
        missed ||= seen.kind === 'sequence' && (seen.low > 0 || seen.high < 0);
        claimed ||= difference.pValue < 0.05;
      }
      misses += missed ? 1 : 0;
      naive += claimed ? 1 : 0;
    }
    // Three standard errors of a share of 5 % in 400.
    const bar = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / comparisons);
    expect(misses / comparisons).toBeLessThanOrEqual(bar);
    expect(naive / comparisons).toBeGreaterThan(bar);
  });

  it('finds a real difference before the planned end', () => {
    const random = uniform(7);
    let [a, b] = [NO_MOMENTS, NO_MOMENTS];
    let found = 0;
    for (let unit = 1; unit <= 1_000 && found === 0; unit++) {
      a = addToMoments(a, random() < 0.6 ? 1 : 0);
      b = addToMoments(b, random() < 0.8 ? 1 : 0);
      const difference = differenceOfMeans(a, b);
      if (difference.kind !== 'estimate') continue;
      const seen = confidenceSequence({ ...difference, smallerUnits: difference.units / 2 }, plan);
      if (seen.kind === 'sequence' && seen.low > 0) found = unit;
    }
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(600);
  });
});
