import { describe, expect, it } from '@jest/globals';
import { normalQuantile } from './distributions.ts';
import { intraClassCorrelation, type OneWaySums } from './intra-class.ts';
import { seeded } from './seeded.ts';

function sumsOf(clusters: readonly (readonly number[])[]): OneWaySums {
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const observations = total(clusters.map(({ length }) => length));
  const sum = total(clusters.map(total));
  const mean = sum / observations;
  return {
    clusters: clusters.length, observations, sum, squaredSizes: total(clusters.map(({ length }) => length ** 2)),
    between: total(clusters.map((one) => one.length * (total(one) / one.length - mean) ** 2)),
    within: total(clusters.map((one) => total(one.map((value) => (value - total(one) / one.length) ** 2)))),
  };
}

/** Shrout & Fleiss (1979), Intraclass correlations, Psychological Bulletin 86(2), table 2: six targets, four judges. */
const judged = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
const uneven = Array.from({ length: 40 }, (_, i) => Array.from({ length: 2 + (i % 4) }, (__, j) => (i % 3 ? 1 + ((7 * i + 3 * j + i * i) % 5) : 1 + (i % 5))));

describe('the resemblance of observations of one cluster', () => {
  // numpy, by variance components: sigma_b^2 / (sigma_b^2 + sigma_w^2), sigma_b^2 = (MSB - MSW) / n0.
  it.each([
    ['equal sizes, the published table five times', Array.from({ length: 5 }, () => judged).flat(), 0.12032553134248043],
    ['unequal sizes', uneven, 0.1910670978172999],
  ])('matches an independent computation: %s', (_, clusters, expected) => {
    const answer = intraClassCorrelation(sumsOf(clusters));
    expect(answer).toMatchObject({ kind: 'correlation', clusters: clusters.length });
    expect(answer.kind === 'correlation' && answer.value).toBeCloseTo(expected, 12);
  });

  it('is 1 where each cluster is of one mind, and negative where clusters are more alike than chance makes them', () => {
    expect(intraClassCorrelation(sumsOf(uneven.map((one, i) => one.map(() => i % 5))))).toMatchObject({ value: 1 });
    expect(intraClassCorrelation(sumsOf(Array.from({ length: 30 }, () => [1, 5])))).toMatchObject({ value: -1 });
  });

  it('finds the correlation that clusters were drawn with', () => {
    const random = seeded(11);
    const normal = (): number => normalQuantile(Math.min(1 - 1e-10, Math.max(1e-10, random())));
    const drawn = Array.from({ length: 4_000 }, () => {
      const visitor = Math.sqrt(0.3) * normal();
      return Array.from({ length: 2 + Math.floor(random() * 4) }, () => visitor + Math.sqrt(0.7) * normal());
    });
    const answer = intraClassCorrelation(sumsOf(drawn));
    expect(answer.kind === 'correlation' && Math.abs(answer.value - 0.3)).toBeLessThan(0.03);
  });

  it('is not told from few clusters, nor where everything is equal', () => {
    expect(intraClassCorrelation(sumsOf(judged))).toEqual({ kind: 'too-few', have: 6, need: 30 });
    expect(intraClassCorrelation({ clusters: 0, observations: 0, squaredSizes: 0, sum: 0, between: 0, within: 0 })).toEqual({ kind: 'too-few', have: 0, need: 30 });
    expect(intraClassCorrelation(sumsOf(uneven.map((one) => one.map(() => 4))))).toEqual({ kind: 'no-spread', value: 4, units: 40 });
  });

  it('refuses sums of no clusters', () => {
    const fine = sumsOf(uneven);
    for (const wrong of [{ observations: 79 }, { clusters: 1.5 }, { squaredSizes: 100 }, { squaredSizes: 1e6 }, { within: -1 }, { between: NaN }, { sum: Infinity }]) {
      expect(() => intraClassCorrelation({ ...fine, ...wrong })).toThrow(RangeError);
    }
  });
});
