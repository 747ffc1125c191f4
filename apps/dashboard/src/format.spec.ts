import { describe, expect, it } from '@jest/globals';
import { ago, answersCost, cost, costOfThousand, costTick, count, duration, languageName, middle, oneLine, outOf, percent, pointName, pointTick, points, tellCost, tellMean, tellQuantile, tellShare, weight } from './format.ts';

/** Read with ordinary spaces. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a number on a page', () => {
  it('has its unit', () => {
    expect([percent(0.624), duration(1_234), duration(24.4), duration(75_200), cost(8_400)].map(plain))
      .toEqual(['62.4 %', '1.2 s', '24 ms', '75 s', '0.84 ct']);
  });

  it('changes its unit without a gap between the two', () => {
    expect([duration(999.4), duration(999.6), duration(59_940), duration(59_960)].map(plain)).toEqual(['999 ms', '1.0 s', '59.9 s', '60 s']);
  });

  it('says a cost in cents that can be read, in words below, in dollars above', () => {
    expect([cost(0), cost(3.47), cost(43), cost(999_949), cost(999_960), cost(1_234_500_000)].map(plain))
      .toEqual(['0.00 ct', 'under 0.001 ct', '0.004 ct', '99.99 ct', '$1.00', '$1,234.50']);
  });

  it('says what a thousand cost where a single one costs next to nothing', () => {
    expect([costOfThousand(0.043), costOfThousand(3_000), answersCost(0), answersCost(1), answersCost(300)].map(plain))
      .toEqual(['0.004 ct', '$3.00', 'under 0.1 ct', 'under 0.1 ct', '30.00 ct']);
    expect(plain(oneLine(tellCost(3_000, 2_100_000)))).toBe('$3.00 $2.10 in all');
    expect(tellCost(null, 0).missing).toBe(true);
  });

  it('tells the ticks of a cost axis apart', () => {
    expect([0, 7, 14, 21].map(costTick).map(plain)).toEqual(['0 ct', '0.0007 ct', '0.0014 ct', '0.0021 ct']);
  });

  it('says the sign of a change', () => {
    expect([points(0.031), points(-0.031), points(0)]).toEqual(['+3.1 points', '−3.1 points', '+0.0 points']);
  });

  it('names how many it is taken from', () => {
    expect([outOf(41, 400, 'rated'), outOf(0, 0, 'rated')].map(plain)).toEqual(['41 of 400 rated (10 %)', '0 of 0 rated']);
    expect(plain(oneLine(tellShare({ kind: 'share', count: 210, of: 337, share: 0.6231, low: 0.581, high: 0.665 }, 'rated'))))
      .toBe('62.3 % (58.1 to 66.5) · 210 of 337 rated');
    expect(oneLine(tellMean({ kind: 'mean', mean: 4.206, low: 4.1, high: 4.32, n: 1_210 }, 'ratings'))).toBe('4.21 (4.10 to 4.32) · 1,210 ratings');
  });

  it('says how much is missing instead of a zero', () => {
    expect(oneLine(tellShare({ kind: 'too-few', have: 12, need: 40 }, 'rated'))).toBe('too few yet (12 of 40)');
  });

  it('says that a time lies beyond the deadline', () => {
    expect(tellQuantile({ kind: 'censored', n: 5 }, 'answers').main).toBe('> deadline');
  });

  it('is grouped by thousands, and a weight of 10,000 is a percentage', () => {
    expect([count(3_080), weight(3_333), weight(5_000)].map(plain)).toEqual(['3,080', '33.33 %', '50 %']);
  });
});

describe('a point of time on a chart', () => {
  it('is named by its hour, day or week', () => {
    expect([pointName('2026-03-09T14:00', 'hour'), pointName('2026-03-09', 'day'), pointName('2026-03-09', 'week')]).toEqual(['9 Mar, 14:00', '9 Mar', 'week of 9 Mar']);
  });

  it('names the day once on an axis of hours', () => {
    expect(['2026-03-09T23:00', '2026-03-10T00:00', '2026-03-10T01:00', '2026-03-10'].map(pointTick)).toEqual(['23:00', '10 Mar', '01:00', '10 Mar']);
  });
});

describe('a time on a page', () => {
  it('tells how long ago it was in the largest fitting unit', () => {
    const now = new Date('2026-03-09T12:00:00Z');
    expect(['2026-03-09T11:59:30Z', '2026-03-09T11:55:00Z', '2026-03-08T10:00:00Z'].map((iso) => ago(iso, now)))
      .toEqual(['now', '5 minutes ago', '1 day ago']);
  });
});

describe('a long text on a page', () => {
  it('loses its middle and never more than it must', () => {
    expect(middle('abcdefghij', 5)).toBe('ab…ij');
    expect(middle('abcde', 5)).toBe('abcde');
  });
});

describe('a language on a page', () => {
  it('has its English name', () => {
    expect(['de', 'fi'].map(languageName)).toEqual(['German', 'Finnish']);
  });
});
