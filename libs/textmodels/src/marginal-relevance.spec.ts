import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marginalRelevance } from './marginal-relevance.ts';
import { dot, unit } from './vectors.ts';

const vectors = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }).filter((one) => one.some((value) => value !== 0)).map(unit), { maxLength: 12 });
const query = unit([1, 0.5, 0.2]);
const of = (all: readonly Float32Array[]) => ({ fit: all.map((one) => dot(one, query)), alike: (a: number, b: number) => dot(all[a]!, all[b]!) });

describe('what is chosen by marginal relevance', () => {
  it('is the plain ranking where only fit counts', () => {
    fc.assert(fc.property(vectors, fc.nat({ max: 6 }), (all, count) => {
      const { fit, alike } = of(all);
      const ranked = fit.map((_, at) => at).sort((a, b) => fit[b]! - fit[a]! || a - b).slice(0, count);
      expect(marginalRelevance({ fit, alike }, { count, lambda: 1 })).toEqual(ranked);
    }), { numRuns: 300, seed: 3 });
  });

  it('begins with the best, names nothing twice, and fills the count as long as there is something', () => {
    fc.assert(fc.property(vectors, fc.nat({ max: 6 }), fc.double({ min: 0.05, max: 1, noNaN: true }), (all, count, lambda) => {
      const known = of(all);
      const chosen = marginalRelevance(known, { count, lambda });
      expect(chosen).toHaveLength(Math.min(count, all.length));
      expect(new Set(chosen).size).toBe(chosen.length);
      if (chosen.length > 0) expect(known.fit[chosen[0]!]).toBe(Math.max(...known.fit));
    }), { numRuns: 300, seed: 4 });
  });

  it('leaves a near duplicate out for something that says more', () => {
    const all = [unit([1, 0.9, 0]), unit([1, 0.91, 0]), unit([0.6, 0.1, 0.6])];
    expect(marginalRelevance(of(all), { count: 2, lambda: 1 })).toEqual([0, 1]);
    expect(marginalRelevance(of(all), { count: 2, lambda: 0.5 })).toEqual([0, 2]);
  });

  it('follows the worked numbers of 0.5 x fit - 0.5 x likeness', () => {
    const alike = [[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]];
    // After the first: 0.5 x 0.8 - 0.5 x 0.9 = -0.05 against 0.5 x 0.5 - 0.5 x 0.1 = 0.2.
    expect(marginalRelevance({ fit: [0.9, 0.8, 0.5], alike: (a, b) => alike[a]![b]! }, { count: 3, lambda: 0.5 })).toEqual([0, 2, 1]);
  });

  it('passes over what has no room, and goes on', () => {
    const taken = marginalRelevance({ fit: [3, 2, 1], alike: () => 0 }, { count: 2, lambda: 0.5, fits: (at) => at !== 0 });
    expect(taken).toEqual([1, 2]);
  });
});
