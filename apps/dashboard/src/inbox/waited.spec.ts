import { describe, expect, it } from '@jest/globals';
import { patienceAfter, waited, waitedMs } from './waited.ts';

const minutes = (count: number): number => count * 60_000;

describe('a visitor\'s wait', () => {
  it('is told in the largest whole unit', () => {
    expect([0.9, 1, 59.9, 60, 150, 1_440, 4_400].map((count) => waited(minutes(count)))).toEqual([
      null, '1 minute', '59 minutes', '1 hour', '2 hours', '1 day', '3 days',
    ]);
  });

  it('is never negative, however the clocks differ', () => {
    expect(waitedMs('2026-03-09T10:00:05Z', new Date('2026-03-09T10:00:00Z'))).toBe(0);
  });

  it('asks for a look after five minutes and for a deed after fifteen', () => {
    expect([4.9, 5, 14.9, 15].map((count) => patienceAfter(minutes(count)))).toEqual(['fresh', 'look', 'look', 'act']);
  });
});
