import { describe, expect, it } from '@jest/globals';
import { duelStrengths, type DuelStrengths } from './bradley-terry.ts';
import type { Duel } from './duels.ts';
import { chosenShare, strengthOver } from './duel-chance.ts';
import { seeded } from './seeded.ts';

const duels = (count: number, odds: number): Duel[] => {
  const random = seeded(7);
  return Array.from({ length: count }, (_, at) => {
    const swapped = random() < 0.5;
    const firstWins = random() < 1 / (1 + Math.exp(-odds));
    return {
      left: swapped ? 1 : 0, right: swapped ? 0 : 1, result: firstWins === swapped ? 'right' : 'left', rater: `r${at % 12}`, conversation: `c${at}`,
      leftLength: 100, rightLength: 100,
    };
  });
};

describe('the share of choices that a log-odds stands for', () => {
  it('is 60 of 100 at 0.405, with an interval of Student\'s t on the clusters but one', () => {
    // ln(0.6 / 0.4) = 0.405465; t(0.975, 9) = 2.262157, table of A. Gelman et al. (2013), appendix A
    const { share, low, high } = chosenShare({ value: 0.405465, standardError: 0.2 }, 10);
    expect(share).toBeCloseTo(0.6, 6);
    expect(low).toBeCloseTo(1 / (1 + Math.exp(-(0.405465 - 2.262157 * 0.2))), 6);
    expect(high).toBeCloseTo(1 / (1 + Math.exp(-(0.405465 + 2.262157 * 0.2))), 6);
  });

  it('is half without an interval when nothing differs and nothing is uncertain', () => {
    expect(chosenShare({ value: 0, standardError: 0 }, 5)).toEqual({ share: 0.5, low: 0.5, high: 0.5 });
  });

  it.each([1, 0, 2.5])('refuses an interval from %d clusters', (clusters) => {
    expect(() => chosenShare({ value: 0, standardError: 1 }, clusters)).toThrow(RangeError);
  });
});

describe('the strength of one variant over another', () => {
  const fitted = duelStrengths(2, duels(600, 0.8)) as DuelStrengths;

  it('is its own against the zero of the scale, and the same the other way round with its sign turned', () => {
    const forth = strengthOver(fitted, 1, 0);
    expect(forth).toEqual(fitted.strengths[1]);
    expect(strengthOver(fitted, 0, 1)).toEqual({ value: -forth.value, standardError: forth.standardError });
    expect(strengthOver(fitted, 1, 1)).toEqual({ value: 0, standardError: 0 });
    expect(() => strengthOver(fitted, 2, 0)).toThrow(RangeError);
  });

  it('finds the share with which the duels were drawn', () => {
    const { low, high } = chosenShare(strengthOver(fitted, 0, 1), 12);
    expect([low < 0.69, high > 0.69, high - low < 0.15]).toEqual([true, true, true]);
  });
});

describe('the interval of a share of choices by few people, who differ in taste', () => {
  const random = seeded(11);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const choicesOf = (rater: number, each: number, odds: number): Duel[] => Array.from({ length: each }, (_, at) => {
    const [swapped, won] = [random() < 0.5, random() < 1 / (1 + Math.exp(-odds))];
    return {
      left: swapped ? 0 : 1, right: swapped ? 1 : 0, result: won === swapped ? 'right' : 'left', rater: `r${rater}`, conversation: `c${rater} ${at}`,
      leftLength: 80 + Math.floor(random() * 80), rightLength: 80 + Math.floor(random() * 80),
    };
  });

  it.each([[2, 15], [3, 20], [6, 10]])('holds the truth in at least 92 of 100 cases with %d people', (raters, each) => {
    const [odds, cases] = [0.5, 300];
    const truth = 1 / (1 + Math.exp(-odds));
    const held = Array.from({ length: cases }, () => {
      const all = Array.from({ length: raters }, (_, rater) => choicesOf(rater, each, odds + 0.5 * normal())).flat();
      const { low, high } = chosenShare(strengthOver(duelStrengths(2, all) as DuelStrengths, 1, 0), raters);
      return low <= truth && truth <= high;
    });
    expect(held.filter(Boolean).length / cases).toBeGreaterThanOrEqual(0.92);
  });
});
