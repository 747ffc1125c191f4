import { describe, expect, it } from '@jest/globals';
import { bandOf, isLonely, type Point } from './series.ts';

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

  it('leaves the band to its whisker when it is lonely', () => {
    const banded = points(4, null, 3, 5).map((point): Point => (point.value === null ? point : { ...point, band: [1, 9] }));
    expect(banded.map((_, at) => bandOf(banded, at))).toEqual([null, null, [1, 9], [1, 9]]);
    expect(bandOf(points(4, 5), 0)).toBeNull();
  });
});
