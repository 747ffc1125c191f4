import { describe, expect, it } from '@jest/globals';

import { optimalShares, topTwoShares } from './adaptive-shares.ts';
import type { MeasuredVariant } from './adaptive-shares.ts';
import { adaptiveWeights } from './adaptive-weights.ts';
import { bestStop } from './best-stop.ts';
import { bestByNormal } from './best-variant.ts';
import { seeded } from './seeded.ts';

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const variant = (value: number, unitVariance: number, units = 500): MeasuredVariant => ({ value, unitVariance, units });

describe('top-two shares', () => {
  const beliefs = [0, 0.1, 0.3].map((value) => ({ value, standardError: 0.15 }));

  it('are the expected choices of the draws', () => {
    // The same rule played out: a leader by its probability, a challenger from the others, a coin.
    const best = bestByNormal(beliefs);
    const random = seeded(2);
    const pick = (without: number) => {
      let left = random() * total(best.filter((_, i) => i !== without));
      return best.findIndex((one, i) => i !== without && (left -= one) < 0);
    };
    const counts = [0, 0, 0];
    for (let n = 0; n < 60_000; n++) {
      const leader = pick(-1);
      const chosen = random() < 0.5 ? leader : pick(leader);
      counts[chosen] = (counts[chosen] ?? 0) + 1;
    }
    topTwoShares(beliefs).forEach((share, i) => expect(Math.abs(share - (counts[i] ?? 0) / 60_000)).toBeLessThan(0.007));
  });

  it('sum to one, also when the best is certain', () => {
    expect(total(topTwoShares(beliefs, 0.6))).toBeCloseTo(1, 13);
    const certain = [0, 0, 5].map((value) => ({ value, standardError: 1e-4 }));
    expect(topTwoShares(certain)).toEqual([0.25, 0.25, 0.5]);
  });

  it('refuse a coin that always falls on one side', () => {
    expect(() => topTwoShares(beliefs, 1)).toThrow(RangeError);
  });
});

describe('optimal shares', () => {
  it('are halves for two variants of equal variance and follow the deviations otherwise', () => {
    const equal = optimalShares([variant(0, 1), variant(1, 1)]);
    for (const share of equal) expect(share).toBeCloseTo(0.5, 10);
    // Neyman's allocation: by standard deviation, 3 : 1.
    const [wide] = optimalShares([variant(0, 9), variant(1, 1)]);
    expect(wide).toBeCloseTo(0.75, 10);
  });

  it('tell the best from each rival equally well, better than any other shares', () => {
    const variants = [variant(1, 1), variant(0.6, 1.5), variant(0.2, 0.8), variant(0.9, 1)];
    const worst = (shares: readonly number[]) => Math.min(...[1, 2, 3].map((i) => {
      const rival = variants[i] as MeasuredVariant;
      return (1 - rival.value) ** 2 / (1 / (shares[0] ?? 0) + rival.unitVariance / (shares[i] ?? 0));
    }));
    const shares = optimalShares(variants);
    expect(total(shares)).toBeCloseTo(1, 12);
    const random = seeded(3);
    for (let n = 0; n < 2000; n++) {
      const tilted = shares.map((share) => share * (0.8 + 0.4 * random()));
      expect(worst(tilted.map((share) => share / total(tilted)))).toBeLessThanOrEqual(worst(shares) * (1 + 1e-9));
    }
  });

  it('are equal while all are equally good, and finite while two are', () => {
    expect(optimalShares([variant(1, 1), variant(1, 2), variant(1, 3)])).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const tied = optimalShares([variant(1, 1), variant(1, 1), variant(0, 1)]);
    expect(total(tied)).toBeCloseTo(1, 12);
    for (const share of tied) expect(share).toBeGreaterThan(0);
  });

  it('refuse impossible variants', () => {
    expect(() => optimalShares([variant(1, 1)])).toThrow(RangeError);
    expect(() => optimalShares([variant(1, 1), variant(1, 0)])).toThrow(RangeError);
  });
});

describe('the next weights', () => {
  const even = [5000, 5000];

  it('move by ten points an hour at most', () => {
    expect(adaptiveWeights({ current: even, shares: [0, 1], hours: 1 })).toEqual([4000, 6000]);
    expect(adaptiveWeights({ current: even, shares: [0, 1], hours: 0.25 })).toEqual([4750, 5250]);
    expect(adaptiveWeights({ current: even, shares: [0, 1], hours: 48 })).toEqual([4000, 6000]);
  });

  it('keep the floor and the fixed control, and sum to 10,000', () => {
    const random = seeded(8);
    let current = [2500, 2500, 2500, 2500];
    for (let hour = 0; hour < 500; hour++) {
      const shares = current.map(() => (random() < 0.3 ? 0 : random()));
      const next = adaptiveWeights({ current, shares, floor: 700, control: { variant: 0, weight: 2500 }, hours: 1 });
      expect(total(next)).toBe(10_000);
      expect(next[0]).toBe(2500);
      expect(Math.min(...next)).toBeGreaterThanOrEqual(700);
      expect(Math.max(...next.map((weight, i) => Math.abs(weight - (current[i] ?? 0))))).toBeLessThanOrEqual(1000);
      current = next;
    }
  });

  it('share evenly when nothing is asked for', () => {
    expect(adaptiveWeights({ current: even, shares: [0, 0], hours: 1 })).toEqual(even);
    expect(adaptiveWeights({ current: [4_500, 4_500], shares: [0, 1], whole: 9_000, hours: 1 })).toEqual([3_500, 5_500]);
    expect(() => adaptiveWeights({ current: even, shares: [0, 1], whole: 9_000, hours: 1 })).toThrow(RangeError);
  });

  it('refuse what does not fit', () => {
    expect(() => adaptiveWeights({ current: [5000, 4000], shares: [1, 1], hours: 1 })).toThrow(RangeError);
    expect(() => adaptiveWeights({ current: even, shares: [1], hours: 1 })).toThrow(RangeError);
    expect(() => adaptiveWeights({ current: even, shares: [1, 1], floor: 499, hours: 1 })).toThrow(RangeError);
    expect(() => adaptiveWeights({ current: even, shares: [1, 1], hours: 0 })).toThrow(RangeError);
    expect(() => adaptiveWeights({ current: even, shares: [1, 1], control: { variant: 0, weight: 9600 }, hours: 1 })).toThrow(RangeError);
    expect(() => adaptiveWeights({ current: even, shares: [1, 1], control: { variant: 2, weight: 600 }, hours: 1 })).toThrow(RangeError);
  });
});

describe('the stop at the best', () => {
  it('reads the likelihood ratio against the closest rival', () => {
    const answer = bestStop([variant(0.2, 1, 400), variant(0.5, 2, 200), variant(0, 1, 400)]);
    // 0.3^2 / (2 (1/400 + 2/200)) = 3.6; ln((1 + ln 1000) / 0.05) = 5.0637...
    expect(answer).toMatchObject({ kind: 'continue', best: 1 });
    if (answer.kind === 'too-few') return;
    expect(answer.evidence).toBeCloseTo(3.6, 12);
    expect(answer.threshold).toBeCloseTo(Math.log(20 * (1 + Math.log(1000))), 12);
    expect(bestStop([variant(0, 1, 400), variant(0.5, 1, 400)])).toMatchObject({ kind: 'stop', best: 1 });
  });

  it('waits for a hundred units of each variant', () => {
    expect(bestStop([variant(0, 1, 99), variant(9, 1, 400)])).toEqual({ kind: 'too-few', have: 99, need: 100 });
  });

  it('refuses impossible questions', () => {
    expect(() => bestStop([variant(0, 1)])).toThrow(RangeError);
    expect(() => bestStop([variant(0, 1), variant(0, 1)], 0)).toThrow(RangeError);
  });
});
