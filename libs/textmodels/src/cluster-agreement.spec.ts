import { describe, expect, it } from '@jest/globals';
import { agreement } from './cluster-agreement.ts';
import { seededRandom } from './seeded-random.ts';

describe('agreement of groups with labels', () => {
  it('is complete for the same grouping under other names', () => {
    expect(agreement([2, 2, 0, 0, 1], ['a', 'a', 'b', 'b', 'c'])).toEqual({ purity: 1, adjustedRand: 1, groups: 3 });
  });

  it('gives the value that the formula gives by hand', () => {
    // Groups {a, a, b} and {b, c, c}: 2 pairs together, 6 and 3 pairs alone, 15 in all: (2 - 1.2) / (4.5 - 1.2).
    const { purity, adjustedRand } = agreement([0, 0, 0, 1, 1, 1], ['a', 'a', 'b', 'b', 'c', 'c']);
    expect(purity).toBeCloseTo(4 / 6);
    expect(adjustedRand).toBeCloseTo(0.8 / 3.3, 10);
  });

  it('is about nothing by chance', () => {
    const random = seededRandom(3);
    const groups = Array.from({ length: 2_000 }, () => Math.floor(random() * 10));
    const labels = groups.map(() => String(Math.floor(random() * 10)));
    expect(Math.abs(agreement(groups, labels).adjustedRand)).toBeLessThan(0.01);
  });
});
