import { describe, expect, it } from '@jest/globals';
import { isLonely, type Point } from './series.ts';

const points = (...values: (number | null)[]): Point[] => values.map((value, at) => ({ start: `2026-03-0${at + 1}`, value, told: '' }));

describe('a point of a line', () => {
  it('is lonely when nothing on either side can be joined to it', () => {
    const lonely = (...values: (number | null)[]) => points(...values).map((_, at) => isLonely(points(...values), at));
    expect(lonely(4)).toEqual([true]);
    expect(lonely(4, 5, null, 3, null)).toEqual([false, false, false, true, false]);
  });

  it('is not lonely for a value of nought beside it', () => {
    expect(isLonely(points(0, 3), 1)).toBe(false);
  });
});
