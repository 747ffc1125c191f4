import { describe, expect, it } from '@jest/globals';
import { fitFusion, fusionGrid, rankOfRight, rankQuality, type FusionQuestion } from './fusion-weights.ts';
import { seededRandom } from './seeded-random.ts';

describe('a mixture of ways to search', () => {
  it('sums to one, leaves no way out, and begins with equal shares', () => {
    const grid = fusionGrid(3);
    expect(grid[0]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(grid).toHaveLength(37);
    for (const weights of grid) {
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.1);
    }
  });

  it('ranks articles by their best passage, and a tie against the right one', () => {
    const question: FusionQuestion = { scorings: [[3, 1, 2, 2], [0, 0, 0, 0]], groups: [0, 1, 1, 2], right: 1 };
    expect(rankOfRight(question, [1, 1])).toBe(3);
    expect(rankOfRight({ ...question, right: 0 }, [1, 1])).toBe(1);
    expect(rankOfRight({ ...question, right: 9 }, [1, 1])).toBe(Infinity);
  });

  it('measures how far up right answers stand', () => {
    expect(rankQuality([1, 2, 4, Infinity])).toEqual({ top1: 0.25, top3: 0.5, mrr: 0.4375 });
  });
});

describe('learning the mixture', () => {
  const random = seededRandom(3);
  const noise = (): number[] => Array.from({ length: 20 }, () => random() * 2);
  /** The second way knows the answer, the others guess. */
  const questions = Array.from({ length: 100 }, (_, at): FusionQuestion => {
    const right = at % 20;
    return { scorings: [noise(), noise().map((score, one) => score + (one === right ? 1.2 : 0)), noise()], groups: Array.from({ length: 20 }, (_one, group) => group), right };
  });
  const grid = fusionGrid(3);

  it('finds the way that knows, and says what it gains on questions it did not see', () => {
    const { weights, heldOut } = fitFusion(grid, questions.map((question) => grid.map((mixture) => rankOfRight(question, mixture))));
    expect(weights[1]).toBeGreaterThanOrEqual(0.7);
    expect(heldOut.learnt.mrr).toBeGreaterThan(heldOut.equal.mrr + 0.05);
  });

  it('stays with equal shares where nothing makes a difference', () => {
    expect(fitFusion(grid, questions.map(() => grid.map(() => 2))).weights).toEqual(grid[0]);
  });
});
