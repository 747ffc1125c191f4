import { describe, expect, it } from '@jest/globals';
import { dayBefore, today } from './days.ts';

describe('days of a workspace', () => {
  it('begin at midnight of its time zone', () => {
    const now = new Date('2026-03-09T23:30:00Z');
    expect([today('UTC', now), today('Europe/Berlin', now), today('America/New_York', now)]).toEqual(['2026-03-09', '2026-03-10', '2026-03-09']);
  });

  it('are counted over months and leap years', () => {
    expect([dayBefore('2026-03-01', 1), dayBefore('2024-03-01', 1), dayBefore('2026-01-05', 13)]).toEqual(['2026-02-28', '2024-02-29', '2025-12-23']);
  });
});
