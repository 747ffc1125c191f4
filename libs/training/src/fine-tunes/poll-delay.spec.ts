import { describe, expect, it } from '@jest/globals';
import { pollDelayMs, troubleDelayMs } from './poll-delay.ts';

describe('how long a provider is left alone between two questions', () => {
  it('is a second in the first minute, then ten seconds up to five minutes', () => {
    expect([0, 59_999, 60_000, 600_000, 3_600_000, 864_000_000].map(pollDelayMs)).toEqual([1_000, 1_000, 10_000, 20_000, 120_000, 300_000]);
  });

  it('doubles with each failure up to five minutes', () => {
    expect([0, 1, 2, 8, 9, 500].map((failures) => troubleDelayMs(failures))).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
  });

  it('is what the provider wishes, within five minutes', () => {
    expect([troubleDelayMs(0, 7_000), troubleDelayMs(0, 9_000_000), troubleDelayMs(5, 10)]).toEqual([7_000, 300_000, 32_000]);
  });
});
