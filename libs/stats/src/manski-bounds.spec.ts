import { describe, expect, it } from '@jest/globals';

import { boundsOfDifference, boundsOfMean, boundsOfShare } from './manski-bounds.ts';

describe('bounds without assumptions about the silent', () => {
  it('count the silent as dissatisfied at the low end and as satisfied at the high end', () => {
    expect(boundsOfShare({ successes: 60, trials: 80 }, 200)).toEqual({ low: 60 / 200, high: 180 / 200 });
  });

  it('give the silent a 1 at the low end and a 5 at the high end of the mean', () => {
    // 4 * 1 + 6 * 5 = 34 points from 10 raters, 10 silent.
    expect(boundsOfMean({ counts: [4, 0, 0, 0, 6], asked: 20 })).toEqual({ low: 44 / 20, high: 84 / 20 });
  });

  it('are the plain value when everybody answered', () => {
    expect(boundsOfShare({ successes: 3, trials: 4 }, 4)).toEqual({ low: 0.75, high: 0.75 });
    expect(boundsOfMean({ counts: [1, 0, 0, 0, 1], asked: 2 })).toEqual({ low: 3, high: 3 });
  });

  it('hold the whole range when nobody answered, and nothing when nobody was asked', () => {
    expect(boundsOfMean({ counts: [0, 0, 0, 0, 0], asked: 7 })).toEqual({ low: 1, high: 5 });
    expect(boundsOfMean({ counts: [0, 0, 0, 0, 0], asked: 0 })).toEqual({ kind: 'too-few', have: 0, need: 1 });
    expect(boundsOfShare({ successes: 0, trials: 0 }, 0)).toEqual({ kind: 'too-few', have: 0, need: 1 });
  });

  it('set the worst of one variant against the best of the other', () => {
    const difference = boundsOfDifference({ low: 0.25, high: 0.75 }, { low: 0.5, high: 0.875 });
    expect(difference).toEqual({ low: -0.25, high: 0.625 });
  });

  it('refuse more ratings than were asked for', () => {
    expect(() => boundsOfShare({ successes: 1, trials: 3 }, 2)).toThrow(RangeError);
    expect(() => boundsOfMean({ counts: [1, 1, 1, 0, 0], asked: 2 })).toThrow(RangeError);
    expect(() => boundsOfMean({ counts: [1, 0.5, 1, 0, 0], asked: 20 })).toThrow(RangeError);
  });
});
