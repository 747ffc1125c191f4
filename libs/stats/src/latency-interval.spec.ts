import { describe, expect, it } from '@jest/globals';

import { latencyInterval } from './latency-interval.ts';
import type { BucketCounts } from './latency-sketch.ts';
import { latencyBucket, mergeBuckets } from './latency-sketch.ts';
import { seeded } from './seeded.ts';
import { moodyTimes } from './simulated.fixture.ts';

const { exp, sqrt } = Math;

describe('the interval for a latency quantile', () => {
  it.each([
    [0.5, 0],
    [0.9, 1.2815515655446],
  ])('holds the true %d quantile of visitors whose answers are alike in at least 93 %% of the runs', (q, z) => {
    const truth = 1000 * exp(z * sqrt(0.5));
    const random = seeded(9);
    const runs = 800;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const result = latencyInterval(moodyTimes(random, 200), q);
      if (result.kind !== 'estimate' || result.highMs === null) throw new Error(`no interval: ${result.kind}`);
      if (result.lowMs <= truth && truth <= result.highMs) held++;
    }
    expect(held / runs).toBeGreaterThan(0.93);
    expect(held / runs).toBeLessThan(0.99);
  });

  it('does not narrow when each answer of a visitor is counted ten times', () => {
    const once = moodyTimes(seeded(3), 200);
    const tenfold = once.map((unit) => mergeBuckets(...Array.from({ length: 10 }, () => unit)));
    const a = latencyInterval(once, 0.5);
    const b = latencyInterval(tenfold, 0.5);
    if (a.kind !== 'estimate' || b.kind !== 'estimate' || a.highMs === null || b.highMs === null) throw new Error();
    expect((b.highMs - b.lowMs) / (a.highMs - a.lowMs)).toBeCloseTo(1, 1);
  });

  it('has no upper end when it reaches into the answers that never came', () => {
    const units: BucketCounts[] = Array.from({ length: 400 }, (_, i) => ({
      [latencyBucket(i < 382 ? 500 + i : Infinity)]: 1,
    }));
    expect(latencyInterval(units, 0.95)).toMatchObject({ kind: 'estimate', highMs: null });
    expect(latencyInterval(units, 0.96)).toEqual({ kind: 'censored', count: 400, censored: 18 });
  });

  it('needs 200 visitors for p95, and visitors without an answer do not count', () => {
    const some = moodyTimes(seeded(5), 199);
    expect(latencyInterval([...some, {}], 0.95)).toEqual({ kind: 'too-few', have: 199, need: 200 });
    expect(latencyInterval([], 0.5)).toEqual({ kind: 'too-few', have: 0, need: 30 });
  });

  it('keeps the width of the buckets when all answers take the same time', () => {
    const units = Array.from({ length: 50 }, () => ({ [latencyBucket(1000)]: 2 }));
    const result = latencyInterval(units, 0.5);
    if (result.kind !== 'estimate' || result.highMs === null) throw new Error(result.kind);
    expect(result.lowMs).toBeLessThan(1000);
    expect(result.highMs).toBeGreaterThan(1000);
  });
});
