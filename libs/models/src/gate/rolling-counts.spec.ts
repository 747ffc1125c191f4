import { describe, expect, it } from '@jest/globals';
import { RollingCounts } from './rolling-counts.ts';

describe('counts of the last seconds', () => {
  it('add up what is not older, and hold no more than that when nobody asks', () => {
    let now = 0;
    const counts = new RollingCounts(10, () => now);
    for (; now < 100_000; now += 500) counts.add(1, now % 1_000 === 0 ? 1 : 0);
    now -= 500;
    expect(counts.sum).toEqual({ all: 20, marked: 10 });
    expect(counts.held).toBe(10);
    counts.clear();
    expect(counts.sum).toEqual({ all: 0, marked: 0 });
  });
});
