import { describe, expect, it } from '@jest/globals';
import { shuffledLabels } from './shuffled-labels.ts';

const units = Array.from({ length: 60 }, (_, at) => ({ variant: at % 3 === 0 ? 1 : 0, epoch: at < 20 ? 0 : 1 }));
const dealt = (seed: number, permutations: number): number[][] => Array.from(shuffledLabels(units, { seed, permutations }), (labels) => [...labels]);

describe('labels dealt out by chance', () => {
  it('keep how many units of an epoch are in a variant', () => {
    const inEpoch = (labels: readonly number[], epoch: number): number => units.reduce((sum, unit, at) => sum + (unit.epoch === epoch ? labels[at]! : 0), 0);
    for (const labels of dealt(1, 50)) expect([inEpoch(labels, 0), inEpoch(labels, 1)]).toEqual([7, 13]);
  });

  it('fall on every unit of an epoch alike', () => {
    const often = new Array<number>(60).fill(0);
    const rounds = 4_000;
    for (const labels of shuffledLabels(units, { seed: 3, permutations: rounds })) labels.forEach((label, at) => { often[at]! += label; });
    for (const [at, count] of often.entries()) {
      const share = at < 20 ? 7 / 20 : 13 / 40;
      // Five standard errors, of sixty units.
      expect(Math.abs(count - rounds * share)).toBeLessThan(5 * Math.sqrt(rounds * share * (1 - share)));
    }
  });

  it('are the same for the same seed, and others for another', () => {
    expect(dealt(5, 3)).toEqual(dealt(5, 3));
    expect(dealt(5, 3)).not.toEqual(dealt(6, 3));
  });

  it('refuse a number of permutations that is none', () => {
    expect(() => dealt(1, -1)).toThrow(RangeError);
    expect(() => dealt(1, 0.5)).toThrow(RangeError);
  });
});
