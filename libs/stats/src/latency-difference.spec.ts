import { describe, expect, it } from '@jest/globals';

import { differenceOfLatency, ratioOfLatency } from './latency-difference.ts';
import { latencyBucket } from './latency-sketch.ts';
import { seeded } from './seeded.ts';

const { cos, exp, log, PI, sqrt } = Math;

/** Visitors with 1 to 5 answers; half of the variance of the log time is the visitor's own. */
function visitors(random: () => number, count: number, median = 1000, failing = 0): Map<number, number>[] {
  const gauss = () => sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
  return Array.from({ length: count }, () => {
    const own = gauss();
    const sketch = new Map<number, number>();
    for (let left = 1 + ((random() * 5) | 0); left > 0; left--) {
      const bucket = latencyBucket(random() < failing ? Infinity : median * exp((own + gauss()) / 2));
      sketch.set(bucket, (sketch.get(bucket) ?? 0) + 1);
    }
    return sketch;
  });
}

describe('the difference of a latency quantile', () => {
  it('finds a model that is half as fast again, and its size', () => {
    const random = seeded(31);
    const result = differenceOfLatency(visitors(random, 600), visitors(random, 600, 1500), 0.5);
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(result.low).toBeLessThan(500);
    expect(result.high).toBeGreaterThan(500);
    expect(result.pValue).toBeLessThan(1e-6);
  });

  it('stays defined for p95 while fewer than 5 % fail, and tells where it is not', () => {
    const random = seeded(32);
    const [sound, failing] = [visitors(random, 3000), visitors(random, 3000, 1000, 0.02)];
    expect(differenceOfLatency(sound, failing, 0.95)).toMatchObject({ kind: 'estimate' });
    expect(differenceOfLatency(sound, visitors(random, 3000, 1000, 0.1), 0.95).kind).toBe('censored');
    expect(differenceOfLatency(sound, visitors(random, 400, 1000, 0.046), 0.95).kind).toBe('open-ended');
    expect(differenceOfLatency(sound, visitors(random, 199), 0.95)).toEqual({ kind: 'too-few', have: 199, need: 200 });
  });

  it('refuses to be finer than its buckets', () => {
    const same = Array.from({ length: 100 }, () => ({ [latencyBucket(1000)]: 1 }));
    expect(differenceOfLatency(same, same, 0.5)).toMatchObject({ kind: 'too-coarse', value: 0 });
  });
});

describe('the ratio of typical response times', () => {
  it('finds the ratio, whichever way around', () => {
    const random = seeded(33);
    const [a, b] = [visitors(random, 600), visitors(random, 600, 1200)];
    const result = ratioOfLatency(a, b);
    const back = ratioOfLatency(b, a);
    if (result.kind !== 'estimate' || back.kind !== 'estimate') throw new Error(result.kind);
    expect(result.low).toBeLessThan(1.2);
    expect(result.high).toBeGreaterThan(1.2);
    expect(result.pValue).toBeLessThan(1e-4);
    expect(back.low).toBeCloseTo(1 / result.high, 10);
  });

  it('leaves out what never came, and has no test without spread', () => {
    const same = Array.from({ length: 30 }, () => ({ [latencyBucket(1000)]: 1, [latencyBucket(Infinity)]: 3 }));
    expect(ratioOfLatency(same, same)).toEqual({ kind: 'no-spread', value: 1, units: 60 });
    expect(ratioOfLatency(same.slice(1), same)).toEqual({ kind: 'too-few', have: 29, need: 30 });
  });
});
