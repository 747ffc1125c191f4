import { describe, expect, it } from '@jest/globals';

import { differenceOfLatency, ratioOfLatency } from './latency-difference.ts';
import { latencyBucket } from './latency-sketch.ts';
import { seeded } from './seeded.ts';
import { moodyTimes } from './simulated.fixture.ts';

describe('the difference of a latency quantile', () => {
  it('finds a model that is half as fast again, and its size', () => {
    const random = seeded(31);
    const result = differenceOfLatency(moodyTimes(random, 600), moodyTimes(random, 600, 1500), 0.5);
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(result.low).toBeLessThan(500);
    expect(result.high).toBeGreaterThan(500);
    expect(result.pValue).toBeLessThan(1e-6);
  });

  it('stays defined for p95 while fewer than 5 % fail, and tells where it is not', () => {
    const random = seeded(32);
    const [sound, failing] = [moodyTimes(random, 3000), moodyTimes(random, 3000, 1000, 0.02)];
    expect(differenceOfLatency(sound, failing, 0.95)).toMatchObject({ kind: 'estimate' });
    expect(differenceOfLatency(sound, moodyTimes(random, 3000, 1000, 0.1), 0.95).kind).toBe('censored');
    expect(differenceOfLatency(sound, moodyTimes(random, 400, 1000, 0.046), 0.95).kind).toBe('open-ended');
    expect(differenceOfLatency(sound, moodyTimes(random, 199), 0.95)).toEqual({ kind: 'too-few', have: 199, need: 200 });
  });

  it('is not finer than its buckets: what they may be off is counted in', () => {
    const same = Array.from({ length: 100 }, () => ({ [latencyBucket(1000)]: 1 }));
    // All at 1,000 ms: each side is known to 1 % only, 20 ms wide, and the difference to 10 ms times the root of 2.
    const difference = differenceOfLatency(same, same, 0.5);
    expect(difference).toMatchObject({ kind: 'estimate', value: 0 });
    expect(difference.kind === 'estimate' && difference.high).toBeCloseTo(10 * Math.SQRT2, 0);
  });
});

describe('the ratio of typical response times', () => {
  it('finds the ratio, whichever way around', () => {
    const random = seeded(33);
    const [a, b] = [moodyTimes(random, 600), moodyTimes(random, 600, 1200)];
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
