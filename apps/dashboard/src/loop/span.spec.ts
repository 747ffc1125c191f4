import { describe, expect, it } from '@jest/globals';
import { span } from './strings.ts';

describe('a time that the loop took', () => {
  it.each([[20_000, 'under a minute'], [60_000, '1 min'], [3_600_000, '1 h'], [5_400_000, '1 h 30 min'], [86_400_000, '1 day'], [2 * 86_400_000 + 4.9 * 3_600_000, '2 days 4 h']])('of %d ms is told as %s', (ms, told) => {
    expect(span(ms)).toBe(told);
  });
});
