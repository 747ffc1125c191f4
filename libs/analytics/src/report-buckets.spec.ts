import { describe, expect, it } from '@jest/globals';
import { bucketSizeOf, bucketStarts } from './report-buckets.ts';

describe('the points of a report', () => {
  it('are hours of up to two days, days of up to 45, and weeks of more', () => {
    expect([['2026-03-09', '2026-03-09'], ['2026-03-08', '2026-03-09'], ['2026-03-07', '2026-03-09'], ['2026-01-24', '2026-03-09'], ['2026-01-23', '2026-03-09']]
      .map(([first, last]) => bucketSizeOf(first ?? '', last ?? ''))).toEqual(['hour', 'hour', 'day', 'day', 'week']);
  });

  it('follow each other without a gap, over the end of a month', () => {
    expect(bucketStarts('2026-02-27T13:00', '2026-03-01T02:00', 'day')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  });

  it('begin with the hour of the first fact and end with the present one', () => {
    expect(bucketStarts('2026-03-08T22:00', '2026-03-09T01:00', 'hour')).toEqual(['2026-03-08T22:00', '2026-03-08T23:00', '2026-03-09T00:00', '2026-03-09T01:00']);
  });

  it('of weeks begin on Mondays, also when the range begins on a Sunday', () => {
    expect(bucketStarts('2026-03-08T10:00', '2026-03-17T10:00', 'week')).toEqual(['2026-03-02', '2026-03-09', '2026-03-16']);
  });
});
