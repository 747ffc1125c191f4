import { describe, expect, it } from '@jest/globals';
import { retryPauseMs } from './retry-pause.ts';

describe('the pause before a second attempt', () => {
  it('is anything up to a bound that doubles, to four seconds', () => {
    expect([1, 2, 3, 4, 5, 9].map((attempts) => retryPauseMs(attempts, () => 1))).toEqual([500, 1_000, 2_000, 4_000, 4_000, 4_000]);
    expect(retryPauseMs(1, () => 0)).toBe(0);
    expect(retryPauseMs(2, () => 0.25)).toBe(250);
  });
});
