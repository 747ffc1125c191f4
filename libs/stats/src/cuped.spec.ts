import { describe, expect, it } from '@jest/globals';

import { cuped } from './cuped.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { momentsOf } from './moments.ts';
import { pairMomentsOf } from './pair-moments.ts';
import type { UnitSums } from './pair-moments.ts';
import { seeded } from './seeded.ts';

const pairs = (values: [number, number][]) => pairMomentsOf(values.map(([denominator, numerator]) => ({ numerator, denominator })));

describe('CUPED', () => {
  const values: [number, number][][] = [
    [[1, 2], [2, 3], [4, 6], [3, 3]],
    [[2, 4], [3, 6], [5, 7], [1, 4]],
    [[2, 1], [6, 7]],
  ];

  it('gives the moments of each unit adjusted by one theta of all variants', () => {
    const result = cuped(values.map(pairs));
    if (result.kind !== 'adjusted') throw new Error(result.kind);
    // numpy: c = numpy.cov(x, y); c[0, 1] / c[0, 0] over the ten pairs above
    expect(result.theta).toBeCloseTo(1.0160642570281126, 12);
    const centre = momentsOf(values.flat().map(([x]) => x)).mean;
    values.forEach((variant, i) => {
      const direct = momentsOf(variant.map(([x, y]) => y - result.theta * (x - centre)));
      expect(result.variants[i]?.mean).toBeCloseTo(direct.mean, 12);
      expect(result.variants[i]?.squaredDeviations).toBeCloseTo(direct.squaredDeviations, 10);
    });
  });

  it('keeps the difference right and narrows its interval by what the covariate explains', () => {
    const random = seeded(51);
    const [runs, effect] = [1_000, 0.1];
    let [held, narrower, sum] = [0, 0, 0];
    for (let run = 0; run < runs; run++) {
      // The covariate explains four fifths of the variance.
      const side = (shift: number): UnitSums[] =>
        Array.from({ length: 200 }, () => {
          const denominator = random();
          return { denominator, numerator: shift + 2 * denominator + random() };
        });
      const [a, b] = [pairMomentsOf(side(0)), pairMomentsOf(side(effect))];
      const adjusted = cuped([a, b]);
      const plain = differenceOfMeans(a.y, b.y);
      if (adjusted.kind !== 'adjusted' || plain.kind !== 'estimate') throw new Error(adjusted.kind);
      const [first, second] = adjusted.variants;
      const result = first && second ? differenceOfMeans(first, second) : undefined;
      if (result?.kind !== 'estimate') throw new Error(result?.kind);
      sum += result.value / runs;
      held += result.low <= effect && effect <= result.high ? 1 / runs : 0;
      narrower += (result.standardError / plain.standardError) ** 2 / runs;
    }
    expect(sum).toBeCloseTo(effect, 2);
    expect(held).toBeGreaterThan(0.93);
    expect(held).toBeLessThan(0.97);
    expect(narrower).toBeCloseTo(0.2, 1);
  });

  it('cannot use a covariate that is the same for all', () => {
    const flat = pairs([[1, 2], [1, 3]]);
    expect(cuped([flat, flat])).toEqual({ kind: 'no-spread', value: 1, units: 4 });
    expect(() => cuped([flat])).toThrow(RangeError);
    expect(() => cuped([flat, pairs([])])).toThrow(RangeError);
  });
});
