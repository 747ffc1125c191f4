import { describe, expect, it } from '@jest/globals';
import { shareTick, shareTicks } from './xy-line.ts';

describe('the axis of shares', () => {
  it('has even ticks from a tenth below the lowest share to all', () => {
    expect(shareTicks([0.61, 0.93])).toEqual([0.6, 0.7, 0.8, 0.9, 1]);
    expect(shareTicks([0.02])).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(shareTicks([0.93, 0.99]).map(shareTick)).toEqual(['90', '92.5', '95', '97.5', '100'].map((tick) => `${tick}\u00a0%`));
    expect(shareTicks([1])).toHaveLength(5);
  });
});
