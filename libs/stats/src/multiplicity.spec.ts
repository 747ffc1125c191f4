import { describe, expect, it } from '@jest/globals';

import { benjaminiHochberg, holm, selectedIntervals, simultaneousConfidence } from './multiplicity.ts';

const near = (values: (number | null)[]): unknown[] => values.map((value) => (value === null ? null : expect.closeTo(value, 12)));

describe('adjusted p-values', () => {
  it('follow Holm, worked by hand', () => {
    // 4 * .01 = .04; 3 * .02 = .06; 2 * .03 = .06; .5
    expect(holm([0.5, 0.01, 0.03, 0.02])).toEqual(near([0.5, 0.04, 0.06, 0.06]));
  });

  it('follow Benjamini and Hochberg', () => {
    // scipy.stats.false_discovery_control([0.01, 0.02, 0.03, 0.5])
    expect(benjaminiHochberg([0.01, 0.02, 0.03, 0.5])).toEqual(near([0.04, 0.04, 0.04, 0.5]));
  });

  it('leave out tests that could not be made', () => {
    expect(holm([null, 0.02, null, 0.04])).toEqual(near([null, 0.04, null, 0.04]));
    expect(benjaminiHochberg([0.02, null])).toEqual([0.02, null]);
    expect(holm([null])).toEqual([null]);
  });

  it('never fall below the raw ones, never exceed 1 and keep their order', () => {
    const raw = [0.9, 0.001, 0.6, 0.04, 0.04, 0.2, 1, 0];
    for (const adjust of [holm, benjaminiHochberg]) {
      const adjusted = adjust(raw).map(Number);
      const pairs = raw.map((p, i) => ({ p, to: adjusted[i] ?? NaN })).sort((a, b) => a.p - b.p);
      expect(pairs.every(({ p, to }) => to >= p && to <= 1)).toBe(true);
      expect(pairs.map(({ to }) => to)).toEqual(adjusted.toSorted((a, b) => a - b));
    }
    expect(() => holm([1.1])).toThrow(RangeError);
  });
});

describe('the confidence of several intervals', () => {
  it('splits alpha over the tests that were made', () => {
    expect(simultaneousConfidence([0.2, null, 0.3])).toBeCloseTo(0.975, 12);
    expect(simultaneousConfidence([null])).toBeNull();
    expect(() => simultaneousConfidence([0.1], 2)).toThrow(RangeError);
  });

  it('widens the intervals of findings by the share that was found', () => {
    expect(selectedIntervals([0.001, 0.9, null, 0.002, 0.8])).toEqual({
      selected: [true, false, false, true, false],
      confidence: expect.closeTo(1 - (2 * 0.05) / 4, 12),
    });
    expect(selectedIntervals([0.9, 0.8])).toEqual({ selected: [false, false], confidence: null });
  });
});
