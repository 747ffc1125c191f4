import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readLatency } from './latency-reading.ts';
import { CENSORED_BUCKET, latencyBucket, mergeBuckets } from './latency-sketch.ts';
import { seeded } from './seeded.ts';
import { gauss } from './simulated.fixture.ts';
import type { Draw } from './simulated.fixture.ts';

const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95];

function sketch(times: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(latencyBucket(time), (counts.get(latencyBucket(time)) ?? 0) + 1);
  return mergeBuckets(counts);
}

/** Definition 7 of Hyndman & Fan (1996) on the times themselves, sorted. */
function exact(sorted: ArrayLike<number>, q: number): number {
  const rank = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)] ?? NaN, sorted[Math.ceil(rank)] ?? NaN];
  return low + (high - low) * (rank - Math.floor(rank));
}

const SHAPES: [string, Draw][] = [
  ['log-normal times', (random) => 1500 * Math.exp(0.7 * gauss(random))],
  ['narrow log-normal times', (random) => 800 * Math.exp(0.1 * gauss(random))],
  ['times of two humps', (random) => (random() < 0.6 ? 400 * Math.exp(0.15 * gauss(random)) : 3000 * Math.exp(0.3 * gauss(random)))],
];

describe('a quantile read inside its bucket', () => {
  it.each(SHAPES)('is a fifth of a per cent off at most, for 200,000 %s, where the middle of the bucket is up to 1 %%', (_, draw) => {
    const random = seeded(7);
    const times = Float64Array.from({ length: 200_000 }, () => draw(random)).sort();
    const counts = sketch(times);
    for (const q of LEVELS) expect(Math.abs(readLatency(counts, q).ms / exact(times, q) - 1)).toBeLessThan(0.002);
  });

  it.each(SHAPES)('holds the exact one of 200,000 %s in whole milliseconds between its ends, which are 1 %% apart at most', (_, draw) => {
    const random = seeded(8);
    const times = Float64Array.from({ length: 200_000 }, () => Math.round(draw(random))).sort();
    const counts = sketch(times);
    for (const q of LEVELS) {
      const { ms, lowMs, highMs } = readLatency(counts, q);
      expect(lowMs).toBeLessThanOrEqual(exact(times, q) + 0.5);
      expect(highMs).toBeGreaterThanOrEqual(exact(times, q) - 0.5);
      expect((highMs - lowMs) / ms).toBeLessThan(0.01);
    }
  });

  it('is known to its bucket only where all take the same time, whatever that is', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 1000 }), (time, count) => {
        const { ms, lowMs, highMs } = readLatency(new Map([[latencyBucket(time), count]]), 0.95);
        expect(lowMs).toBeLessThanOrEqual(time * (1 + 1e-9));
        expect(highMs).toBeGreaterThanOrEqual(time * (1 - 1e-9));
        expect(ms).toBeGreaterThanOrEqual(lowMs);
        expect(ms).toBeLessThanOrEqual(highMs);
        // (1 + 1 %) / (1 - 1 %)
        expect(highMs / lowMs).toBeCloseTo(1.01 / 0.99, 9);
      }),
      { seed: 12 },
    );
  });

  it('takes the answers of a bucket to lie evenly on the log scale', () => {
    // Bucket 347 ends at (1.01 / 0.99)^346 = 1009.1... ms; 4 answers, of which the second lies 3/8 into it.
    const counts = new Map([[346, 4], [347, 4], [348, 4]]);
    const gamma = 1.01 / 0.99;
    expect(readLatency(counts, 5 / 11).ms).toBeCloseTo(gamma ** (345 + 3 / 8), 8);
  });

  it('is under a millisecond in the first bucket, and never in the last', () => {
    expect(readLatency(new Map([[0, 3]]), 0.5)).toEqual({ ms: 0.5, lowMs: 0, highMs: 1 });
    expect(readLatency(new Map([[0, 3], [CENSORED_BUCKET, 3]]), 0.9)).toEqual({ ms: Infinity, lowMs: Infinity, highMs: Infinity });
    expect(readLatency(new Map([[0, 3], [CENSORED_BUCKET, 3]]), 0.5)).toMatchObject({ ms: Infinity, lowMs: 0 });
    expect(() => readLatency(new Map(), 0.5)).toThrow(RangeError);
  });
});
