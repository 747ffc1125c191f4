import { describe, expect, it } from '@jest/globals';

import { pairMomentsOf } from './pair-moments.ts';
import type { UnitSums } from './pair-moments.ts';
import { falseAlarms, permutationTest } from './permutation-test.ts';
import { differenceOfRatios } from './ratio-interval.ts';
import { seeded } from './seeded.ts';

const once = (values: readonly number[]): UnitSums[] => values.map((numerator) => ({ numerator, denominator: 1 }));

/** Visitors with one to five ratings, all in one mood: each rating repeats the first. */
function moody(random: () => number, count: number, share = 0.6): UnitSums[] {
  return Array.from({ length: count }, () => {
    const denominator = 1 + Math.floor(random() * 5);
    return { numerator: random() < share ? denominator : 0, denominator };
  });
}

const clustered = (a: readonly UnitSums[], b: readonly UnitSums[]): boolean => {
  const answer = differenceOfRatios(pairMomentsOf(a), pairMomentsOf(b));
  return answer.kind === 'estimate' && answer.pValue < 0.05;
};

/** Takes each rating for a unit of its own, as the known mistake does. */
const naive = (a: readonly UnitSums[], b: readonly UnitSums[]): boolean => {
  const single = (units: readonly UnitSums[]) =>
    units.flatMap(({ numerator, denominator }) => once(Array.from({ length: denominator }, (_, i) => (i < numerator ? 1 : 0))));
  return clustered(single(a), single(b));
};

describe('the permutation test', () => {
  it('approaches the exact p-value of all labellings', () => {
    // scipy.stats.permutation_test(([1,2,3,4,9],[5,6,8,10,11]), mean difference, n_resamples=inf, two-sided by |d|):
    // 16 of the 252 labellings are at least as far apart.
    const answer = permutationTest(once([1, 2, 3, 4, 9]), once([5, 6, 8, 10, 11]), { seed: 1, permutations: 20_000 });
    if (answer.kind !== 'test') throw new Error(answer.kind);
    expect(answer.difference).toBeCloseTo(4.2, 12);
    expect(Math.abs(answer.pValue - 16 / 252)).toBeLessThan(0.006);
  });

  it('never answers 0', () => {
    const answer = permutationTest(once(Array(30).fill(0)), once(Array(30).fill(1)), { seed: 1, permutations: 99 });
    expect(answer).toMatchObject({ difference: 1, pValue: 0.01, permutations: 99 });
  });

  it('gives the same answer for the same seed and another one for another', () => {
    const random = seeded(9);
    const [a, b] = [moody(random, 50), moody(random, 50)];
    const at = (seed: number) => permutationTest(a, b, { seed });
    expect(at(4)).toEqual(at(4));
    expect(at(4)).not.toEqual(at(5));
  });

  it('says so when there is nothing to compare or nothing varies', () => {
    expect(permutationTest([], once([1, 2]), { seed: 1 })).toEqual({ kind: 'too-few', have: 0, need: 1 });
    expect(permutationTest(once([2, 2]), once([2]), { seed: 1 })).toEqual({ kind: 'no-spread', value: 0, units: 3 });
  });

  it('refuses impossible sums and numbers of permutations', () => {
    expect(() => permutationTest(once([NaN]), once([1]), { seed: 1 })).toThrow(RangeError);
    expect(() => permutationTest([{ numerator: 1, denominator: -1 }], once([1]), { seed: 1 })).toThrow(RangeError);
    expect(() => permutationTest(once([2]), once([1]), { seed: 1, permutations: 0 })).toThrow(RangeError);
  });
});

describe('the proof on own data', () => {
  const random = seeded(7);
  // A true difference between the variants is no false alarm: dealing the labels out hides it.
  const [control, treatment] = [moody(random, 200, 0.4), moody(random, 200, 0.8)];
  const rate = (rule: typeof clustered) => {
    const answer = falseAlarms(control, treatment, { seed: 11, permutations: 1000 }, rule);
    if (answer.kind !== 'rate') throw new Error(answer.kind);
    return answer.share;
  };

  it('acquits a rule that takes the visitor as the unit', () => {
    expect(clustered(control, treatment)).toBe(true);
    // Three standard errors of a share of 5 % in 1,000 permutations.
    expect(Math.abs(rate(clustered) - 0.05)).toBeLessThan(0.021);
  });

  it('convicts a rule that takes the rating as the unit', () => {
    expect(rate(naive)).toBeGreaterThan(0.1);
  });

  it('counts a rule that always or never sees a difference', () => {
    expect(rate(() => true)).toBe(1);
    expect(rate(() => false)).toBe(0);
  });
});
