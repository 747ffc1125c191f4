import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { averageLink, cutTree } from './average-link.ts';
import { seededRandom } from './seeded-random.ts';

/** Symmetric likenesses of so many items, no two alike: among ties either way would be right. */
const likenesses = fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer()).map(([items, seed]) => {
  const matrix = Float32Array.from({ length: items * items }, seededRandom(seed));
  for (let a = 0; a < items; a++) for (let b = 0; b < a; b++) matrix[b * items + a] = matrix[a * items + b]!;
  return { items, matrix };
});

/** By definition: the two groups with the highest mean over their pairs, until none reaches the threshold. */
function byDefinition(matrix: Float32Array, items: number, threshold: number): string[] {
  const groups = Array.from({ length: items }, (_, item) => [item]);
  const mean = (a: number[], b: number[]): number => a.reduce((sum, one) => sum + b.reduce((inner, other) => inner + matrix[one * items + other]!, 0), 0) / (a.length * b.length);
  for (;;) {
    let best = { a: -1, b: -1, value: -1 };
    groups.forEach((one, a) => groups.forEach((other, b) => {
      if (a < b && mean(one, other) > best.value) best = { a, b, value: mean(one, other) };
    }));
    if (best.a < 0 || best.value < threshold) return groups.map((group) => group.sort((x, y) => x - y).join()).sort();
    groups[best.a] = [...groups[best.a]!, ...groups[best.b]!];
    groups.splice(best.b, 1);
  }
}

const membersOf = (numbers: Int32Array): string[] => {
  const groups: number[][] = [];
  numbers.forEach((number, item) => (groups[number] ??= []).push(item));
  return groups.map((group) => group.join()).sort();
};

describe('average linkage', () => {
  it('joins what its definition joins', () => {
    fc.assert(fc.property(likenesses, fc.double({ min: 0.3, max: 0.7, noNaN: true }), ({ items, matrix }, threshold) => {
      const numbers = cutTree(averageLink(matrix.slice(), items), items, threshold);
      expect(membersOf(numbers)).toEqual(byDefinition(matrix, items, threshold));
    }), { seed: 11, numRuns: 300 });
  });

  it('makes one tree: a merge less than items, the most alike first, groups nested by threshold', () => {
    fc.assert(fc.property(likenesses, ({ items, matrix }) => {
      const merges = averageLink(matrix.slice(), items);
      expect(merges).toHaveLength(items - 1);
      merges.forEach(({ similarity }, at) => expect(similarity).toBeLessThanOrEqual(merges[at - 1]?.similarity ?? Infinity));
      const [fine, coarse] = [cutTree(merges, items, 0.6), cutTree(merges, items, 0.4)];
      fine.forEach((number, a) => fine.forEach((other, b) => number === other && expect(coarse[a]).toBe(coarse[b])));
    }), { seed: 12, numRuns: 200 });
  });

  it('keeps everything apart above the highest likeness and joins everything at the lowest', () => {
    const matrix = Float32Array.from([1, 0.9, 0.1, 0.9, 1, 0.2, 0.1, 0.2, 1]);
    const merges = averageLink(matrix, 3);
    expect([...cutTree(merges, 3, 0.95)]).toEqual([0, 1, 2]);
    expect([...cutTree(merges, 3, 0.5)]).toEqual([0, 0, 1]);
    expect([...cutTree(merges, 3, 0)]).toEqual([0, 0, 0]);
    expect(averageLink(new Float32Array(0), 0)).toEqual([]);
  });
});
