import { describe, expect, it } from '@jest/globals';

import { differenceOfMeans, meanInterval } from './mean-interval.ts';
import { momentsOf } from './moments.ts';
import { newcombeInterval } from './newcombe-interval.ts';
import type { UnitSums } from './pair-moments.ts';
import { pairMomentsOf } from './pair-moments.ts';
import { differenceOfRatios, ratioInterval } from './ratio-interval.ts';
import { requiredRatings } from './required-ratings.ts';
import { sampleRatio } from './sample-ratio.ts';
import { wilsonInterval } from './wilson-interval.ts';

const RUNS = 3000;
// Bound once: looked up in the test runner's proxied globals they would take most of the time.
const { floor, imul, log, sqrt, SQRT1_2 } = Math;

/** A fixed series of numbers in [0, 1): a Weyl sequence, scrambled. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = imul(state ^ (state >>> 16), 0x21f0aaad);
    word = imul(word ^ (word >>> 15), 0x735a2d97);
    return ((word ^ (word >>> 15)) >>> 0) / 2 ** 32;
  };
}

function heads(random: () => number, trials: number, share: number): number {
  let count = 0;
  for (let i = 0; i < trials; i++) if (random() < share) count++;
  return count;
}

/** The share of runs of which `holds` says yes. */
function shareOfRuns(seed: number, holds: (random: () => number) => boolean): number {
  const random = seeded(seed);
  let held = 0;
  for (let run = 0; run < RUNS; run++) if (holds(random)) held++;
  return held / RUNS;
}

/** Visitors with one to five ratings; half of the variance of a rating is the visitor's own mood (ICC about .5). */
function moodyVisitors(random: () => number, count: number, share: number): UnitSums[] {
  return Array.from({ length: count }, () => {
    const denominator = 1 + floor(random() * 5);
    const mood = random() < share;
    let numerator = 0;
    // A rating repeats the mood with probability sqrt(1/2), which gives two ratings a correlation of 1/2.
    for (let i = 0; i < denominator; i++) if (random() < SQRT1_2 ? mood : random() < share) numerator++;
    return { numerator, denominator };
  });
}

function covers(interval: { kind?: string; low?: number; high?: number }, truth: number): boolean {
  if (interval.low === undefined || interval.high === undefined) throw new Error(`no interval: ${interval.kind}`);
  return interval.low <= truth && truth <= interval.high;
}

/** Three standard errors of a simulated share near the nominal one. */
const slack = (nominal: number) => 3 * sqrt((nominal * (1 - nominal)) / RUNS);

describe('95 % intervals in simulation hold the truth in at least 93 % of the runs', () => {
  it.each([0.62, 0.05, 0.9])('for a share of %d among 200', (share) => {
    const coverage = shareOfRuns(1, (random) => covers(wilsonInterval(heads(random, 200, share), 200), share));
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.98);
  });

  it.each([
    [0.62, 0.67],
    [0.05, 0.05],
    [0.95, 0.99],
  ])('for the difference of %d and %d', (a, b) => {
    const coverage = shareOfRuns(2, (random) => {
      const control = { successes: heads(random, 200, a), trials: 200 };
      const treatment = { successes: heads(random, 200, b), trials: 200 };
      return covers(newcombeInterval(control, treatment), b - a);
    });
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.99);
  });

  it('for a skewed mean of 200 costs', () => {
    const coverage = shareOfRuns(3, (random) => {
      const costs = Array.from({ length: 200 }, () => -log(1 - random()));
      return covers(meanInterval(momentsOf(costs)), 1);
    });
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.965);
  });

  it('for the ratings of 200 visitors who repeat themselves, where counting each rating as a trial fails', () => {
    let naiveHeld = 0;
    const ours = shareOfRuns(4, (random) => {
      const moments = pairMomentsOf(moodyVisitors(random, 200, 0.7));
      const satisfied = Math.round(moments.y.mean * 200);
      if (covers(wilsonInterval(satisfied, Math.round(moments.x.mean * 200)), 0.7)) naiveHeld++;
      return covers(ratioInterval(moments), 0.7);
    });
    expect(ours).toBeGreaterThan(0.93);
    expect(ours).toBeLessThan(0.97);
    expect(naiveHeld / RUNS).toBeLessThan(0.9);
  });
});

describe('tests of two variants that are the same reject at their nominal rate', () => {
  it('for CSAT means of 100 visitors each', () => {
    const rating = (random: () => number) => 1 + floor(5 * sqrt(random()));
    const rejected = shareOfRuns(5, (random) => {
      const side = () => momentsOf(Array.from({ length: 100 }, () => rating(random)));
      const result = differenceOfMeans(side(), side());
      return result.kind === 'estimate' && result.pValue < 0.05;
    });
    expect(Math.abs(rejected - 0.05)).toBeLessThan(slack(0.05));
  });

  it('for ratios of 150 visitors each who repeat themselves', () => {
    const rejected = shareOfRuns(6, (random) => {
      const side = () => pairMomentsOf(moodyVisitors(random, 150, 0.7));
      const result = differenceOfRatios(side(), side());
      return result.kind === 'estimate' && result.pValue < 0.05;
    });
    expect(Math.abs(rejected - 0.05)).toBeLessThan(slack(0.05));
  });

  it('for the sample ratio of 1,000 visitors', () => {
    const rejected = shareOfRuns(7, (random) => {
      const units = heads(random, 1000, 0.3);
      const result = sampleRatio([
        { units, weight: 3000 },
        { units: 1000 - units, weight: 7000 },
      ]);
      return result.kind === 'test' && result.pValue < 0.05;
    });
    expect(Math.abs(rejected - 0.05)).toBeLessThan(slack(0.05) + 0.005);
  });
});

describe('the planned number of ratings', () => {
  it('finds the planned difference in four of five runs', () => {
    const { control, treatment } = requiredRatings({ share: 0.6, difference: 0.1 });
    const found = shareOfRuns(8, (random) => {
      const a = { successes: heads(random, control, 0.6), trials: control };
      const b = { successes: heads(random, treatment, 0.7), trials: treatment };
      const result = newcombeInterval(a, b);
      return result.kind === 'estimate' && result.low > 0;
    });
    expect(Math.abs(found - 0.8)).toBeLessThan(0.03);
  });
});
