import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  CENSORED_BUCKET,
  latencyBucket,
  latencyOfBucket,
  mergeBuckets,
  quantileFromBuckets,
} from './latency-sketch.ts';

function sketch(times: readonly number[]): Map<number, number> {
  return mergeBuckets(...times.map((ms) => new Map([[latencyBucket(ms), 1]])));
}

/** Type 7 on the exact times: rank q (n - 1), linear in between. */
function exactQuantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  const rank = q * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? NaN;
  const above = sorted[Math.ceil(rank)] ?? NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}

describe('latency buckets', () => {
  it('stand for each time within 1 %', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 7e8, noNaN: true }), (ms) => {
        const error = Math.abs(latencyOfBucket(latencyBucket(ms)) / ms - 1);
        expect(error).toBeLessThanOrEqual(0.01 + 1e-9);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('never decrease as times grow', () => {
    let last = -1;
    for (let ms = 0; ms < 60_000; ms += 7) {
      const bucket = latencyBucket(ms);
      expect(bucket).toBeGreaterThanOrEqual(last);
      last = bucket;
    }
  });

  it('keep their numbers for ever, because stored counts depend on them', () => {
    const pinned = [0, 0.4, 1, 1.02, 2, 100, 1000, 60_000, 86_400_000];
    // 1 + ceil(ln(ms) / ln(1.01 / 0.99)), in 40-digit arithmetic (mpmath).
    expect(pinned.map(latencyBucket)).toEqual([0, 0, 1, 2, 36, 232, 347, 552, 915]);
  });

  it('have a first one for no time and a last one for answers that never came', () => {
    expect(latencyBucket(0)).toBe(0);
    expect(latencyOfBucket(0)).toBe(0);
    expect(latencyBucket(Infinity)).toBe(CENSORED_BUCKET);
    expect(latencyBucket(1e12)).toBe(CENSORED_BUCKET);
    expect(latencyOfBucket(CENSORED_BUCKET)).toBe(Infinity);
    expect(latencyBucket(7e8)).toBeLessThan(CENSORED_BUCKET);
  });

  it('refuse impossible times and buckets', () => {
    expect(() => latencyBucket(-1)).toThrow(RangeError);
    expect(() => latencyBucket(NaN)).toThrow(RangeError);
    expect(() => latencyOfBucket(1025)).toThrow(RangeError);
    expect(() => latencyOfBucket(1.5)).toThrow(RangeError);
  });
});

describe('merged bucket counts', () => {
  it('are the counts of all times, in the same order whoever comes first', () => {
    const a = sketch([5, 900, 30]);
    const b = { [latencyBucket(30)]: 2, [CENSORED_BUCKET]: 1 };
    const merged = mergeBuckets(a, b);
    expect([...merged]).toEqual([...mergeBuckets(b, a)]);
    expect(merged).toEqual(sketch([5, 30, 30, 30, 900, Infinity]));
    expect([...merged.keys()]).toEqual([...merged.keys()].sort((x, y) => x - y));
  });

  it('leave their parts as they were', () => {
    const part = sketch([5]);
    mergeBuckets(part, part);
    expect([...part.values()]).toEqual([1]);
  });

  it('refuse counts that are not whole numbers', () => {
    expect(() => mergeBuckets({ 3: -1 })).toThrow(RangeError);
    expect(() => mergeBuckets({ 3: 0.5 })).toThrow(RangeError);
    expect(() => mergeBuckets({ fast: 1 })).toThrow(RangeError);
  });
});

describe('a latency quantile', () => {
  it('is within 1 % of the exact one', () => {
    const times = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 20, maxLength: 200 });
    fc.assert(
      fc.property(times, fc.constantFrom(0.05, 0.5, 0.9, 0.95), (all, q) => {
        const result = quantileFromBuckets(sketch(all), q);
        expect(result.kind).toBe('value');
        if (result.kind !== 'value') return;
        expect(Math.abs(result.ms / exactQuantile(all, q) - 1)).toBeLessThanOrEqual(0.01 + 1e-9);
      }),
      { seed: 11 },
    );
  });

  it('counts answers that never came as slower than any number', () => {
    const times = [...Array.from({ length: 97 }, (_, i) => 100 + i), Infinity, Infinity, Infinity];
    const counts = sketch(times);
    const p95 = quantileFromBuckets(counts, 0.95);
    expect(p95).toMatchObject({ kind: 'value', count: 100, censored: 3 });
    expect(p95.kind === 'value' && p95.ms).toBeGreaterThan(190);
    expect(quantileFromBuckets(counts, 0.99)).toEqual({ kind: 'censored', count: 100, censored: 3 });
  });

  it('is the value itself when it falls on an answer just before the ones that never came', () => {
    const result = quantileFromBuckets(sketch([100, 100, Infinity]), 0.5);
    expect(result).toMatchObject({ kind: 'value', censored: 1 });
    expect(quantileFromBuckets(sketch([100, Infinity]), 0.5).kind).toBe('censored');
  });

  it('is too early to tell with fewer answers than lie beyond it', () => {
    expect(quantileFromBuckets({}, 0.5)).toEqual({ kind: 'too-few', have: 0, need: 2 });
    expect(quantileFromBuckets({ 40: 19 }, 0.95)).toEqual({ kind: 'too-few', have: 19, need: 20 });
    expect(quantileFromBuckets({ 40: 9 }, 0.9)).toEqual({ kind: 'too-few', have: 9, need: 10 });
    expect(quantileFromBuckets({ 40: 1 }, 0.5, 1)).toMatchObject({ kind: 'value', count: 1 });
  });

  it('refuses quantiles that are none', () => {
    expect(() => quantileFromBuckets({ 40: 30 }, 0)).toThrow(RangeError);
    expect(() => quantileFromBuckets({ 40: 30 }, 95)).toThrow(RangeError);
  });
});
