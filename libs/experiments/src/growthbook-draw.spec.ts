import { describe, expect, it } from '@jest/globals';

import { bucketRanges, growthBookAssign, growthBookHash, inNamespace } from './growthbook-draw.ts';

const variants = (...weights: number[]) => weights.map((weight, i) => ({ id: `v${i}`, weight }));

// Values from the language-agnostic test cases (cases.json) that GrowthBook publishes for authors of SDKs.
describe("GrowthBook's draw", () => {
  it.each([
    ['a', '', 1, 0.22],
    ['b', '', 1, 0.077],
    ['ab', '', 1, 0.946],
    ['def', '', 1, 0.652],
    ['8952klfjas09ujkasdf', '', 1, 0.549],
    ['123', '', 1, 0.011],
    ['___)((*":&', '', 1, 0.563],
    ['a', 'seed', 2, 0.0505],
  ] as const)('puts %j with seed %j and version %d at the published place', (value, seed, version, place) => {
    expect(growthBookHash({ seed, value, version })).toBe(place);
  });

  it.each([
    ['reduced coverage', [0.5, 0.5], 0.5, [[0, 0.25], [0.5, 0.75]]],
    ['zero coverage', [0.5, 0.5], 0, [[0, 0], [0.5, 0.5]]],
    ['four equal', [0.25, 0.25, 0.25, 0.25], 1, [[0, 0.25], [0.25, 0.5], [0.5, 0.75], [0.75, 1]]],
    ['uneven weights', [0.4, 0.6], 1, [[0, 0.4], [0.4, 1]]],
    ['uneven weights, reduced coverage', [0.2, 0.3, 0.5], 0.2, [[0, 0.04], [0.2, 0.26], [0.5, 0.6]]],
  ])('has the published ranges: %s', (_, weights, coverage, ranges) => {
    const found = bucketRanges(weights, coverage);
    ranges.flat().forEach((end, i) => expect(found.flat()[i]).toBeCloseTo(end, 12));
  });

  it.each([
    ['1', 'namespace1', false],
    ['1', 'namespace2', false],
    ['2', 'namespace1', false],
  ])('puts user %s into the published part of %s', (unitId, name, first) => {
    expect(inNamespace(unitId, { name, start: 0, end: 0.4 })).toBe(first);
    expect(inNamespace(unitId, { name, start: 0.4, end: 1 })).toBe(!first);
  });

  it.each([
    ['123', 'v2'],
    ['456', 'v0'],
    ['fds', 'v1'],
  ])('gives user %s its published variant of three', (unitId, variantId) => {
    const draw = growthBookAssign({ seed: 'feature', unitId, hashVersion: 1, coverage: 10_000, variants: variants(3334, 3333, 3333) });
    expect(draw).toMatchObject({ kind: 'variant', variantId });
  });

  it('shares units out by weight and coverage, and raising coverage moves nobody', () => {
    const at = (coverage: number, i: number) =>
      growthBookAssign({ seed: 'exp', unitId: `user-${i}`, hashVersion: 2, coverage, variants: variants(7000, 3000) });
    const counts: Record<string, number> = {};
    for (let i = 0; i < 20_000; i++) {
      const [half, all] = [at(5000, i), at(10_000, i)];
      if (half.kind === 'variant') expect(all).toEqual(half);
      const name = half.kind === 'variant' ? half.variantId : half.kind;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    expect(Math.abs((counts['v0'] ?? 0) / 20_000 - 0.35)).toBeLessThan(0.015);
    expect(Math.abs((counts['v1'] ?? 0) / 20_000 - 0.15)).toBeLessThan(0.015);
  });

  it('keeps experiments of one namespace apart', () => {
    const inPart = (start: number, end: number, i: number) =>
      growthBookAssign({ seed: 'exp', unitId: `user-${i}`, hashVersion: 2, coverage: 10_000, variants: variants(5000, 5000), namespace: { name: 'chat', start, end } });
    const both = Array.from({ length: 2000 }, (_, i) => [inPart(0, 0.3, i), inPart(0.3, 1, i)].filter(({ kind }) => kind === 'variant').length);
    expect(new Set(both)).toEqual(new Set([1]));
  });

  it('refuses what GrowthBook would silently mend', () => {
    const draw = { seed: 'exp', unitId: 'a', hashVersion: 2, coverage: 10_000, variants: variants(5000, 5000) } as const;
    expect(() => growthBookAssign({ ...draw, variants: variants(4000, 1000) })).toThrow(RangeError);
    expect(() => growthBookAssign({ ...draw, coverage: 15_000 })).toThrow(RangeError);
    expect(() => growthBookAssign({ ...draw, namespace: { name: 'n', start: 0.5, end: 0.4 } })).toThrow(RangeError);
  });
});
