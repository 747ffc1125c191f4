import { describe, expect, it } from '@jest/globals';
import { toldTime } from './told-time.ts';

describe('a time from seconds to days', () => {
  it.each([[12, '12 ms'], [400, '400 ms'], [4_240, '4.2 s'], [59_400, '59.4 s'], [60_000, '1 min'], [200_000, '3 min 20 s'], [18_720_000, '5 h 12 min'], [183_600_000, '2 d 3 h']])('%i ms is told as “%s”', (ms, told) => {
    expect(toldTime(ms).replaceAll('\u00a0', ' ')).toBe(told);
  });
});
