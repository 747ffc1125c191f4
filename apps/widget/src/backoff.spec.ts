import { describe, it, expect } from '@jest/globals';
import { backoffMs } from './backoff.ts';

describe('waiting before the next attempt', () => {
  it('doubles its bound from half a second to thirty seconds', () => {
    expect([0, 1, 2, 5, 6, 7, 1_000].map((attempt) => backoffMs(attempt, () => 1))).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is any time below the bound', () => {
    expect([0, 0.25].map((chance) => backoffMs(3, () => chance))).toEqual([0, 1_000]);
  });
});
