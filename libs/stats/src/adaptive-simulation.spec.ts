import { describe, expect, it } from '@jest/globals';

import { optimalShares, topTwoShares } from './adaptive-shares.ts';
import type { MeasuredVariant } from './adaptive-shares.ts';
import { adaptiveWeights } from './adaptive-weights.ts';
import { bestStop } from './best-stop.ts';
import { addToMoments, NO_MOMENTS, variance } from './moments.ts';
import type { Moments } from './moments.ts';
import { bar, RUNS } from './runs.fixture.ts';
import { seeded } from './seeded.ts';
import { gauss } from './simulated.fixture.ts';

const measured = (moments: Moments): MeasuredVariant =>
  ({ value: moments.mean, unitVariance: Math.max(1e-6, variance(moments) ?? 1), units: moments.count });

/** A visitor's variant and rating; the means are the truth. */
function draw(random: () => number, weights: readonly number[], means: readonly number[]): { arm: number; value: number } {
  let bucket = random() * 10_000;
  const arm = Math.max(0, weights.findIndex((weight) => (bucket -= weight) < 0));
  return { arm, value: (means[arm] ?? 0) + gauss(random) };
}

type Allocation = (variants: readonly MeasuredVariant[]) => number[];
const tracking: Allocation = (variants) => optimalShares(variants);
const topTwo: Allocation = (variants) =>
  topTwoShares(variants.map(({ value, unitVariance, units }) => ({ value, standardError: Math.sqrt(unitVariance / units) })));

interface Run {
  stoppedAt: number | null;
  lowest: number;
  shares: number[];
}

/** Batches of 100 units, an hour each. */
function run(random: () => number, means: readonly number[], allocate: Allocation, batches: number): Run {
  let weights = means.map((_, i) => Math.floor(10_000 / means.length) + (i === 0 ? 10_000 % means.length : 0));
  const arms: Moments[] = means.map(() => NO_MOMENTS);
  let lowest = 10_000;
  for (let batch = 0; batch < batches; batch++) {
    for (let n = 0; n < 100; n++) {
      const { arm, value } = draw(random, weights, means);
      arms[arm] = addToMoments(arms[arm] ?? NO_MOMENTS, value);
    }
    const variants = arms.map(measured);
    const stop = bestStop(variants);
    if (stop.kind === 'stop') return { stoppedAt: stop.best, lowest, shares: weights };
    weights = adaptiveWeights({ current: weights, shares: allocate(variants), hours: 1 });
    lowest = Math.min(lowest, ...weights);
  }
  return { stoppedAt: null, lowest, shares: weights };
}

function runs(count: number, means: readonly number[], allocate: Allocation, batches: number): Run[] {
  const random = seeded(21);
  return Array.from({ length: count }, () => run(random, means, allocate, batches));
}

describe.each([['track-and-stop', tracking], ['top-two Thompson', topTwo]] as const)('%s in simulation', (_, allocate) => {
  it('stops at the best variant in 95 % of the runs, and keeps the floor', () => {
    const results = runs(60, [0, 0.25, 0.5], allocate, 80);
    expect(results.filter(({ stoppedAt }) => stoppedAt === 2).length).toBeGreaterThanOrEqual(57);
    expect(Math.min(...results.map(({ lowest }) => lowest))).toBeGreaterThanOrEqual(500);
  });

  it('names a winner among equals in at most 5 % of the runs', () => {
    const results = runs(RUNS, [0, 0, 0], allocate, 30);
    expect(results.filter(({ stoppedAt }) => stoppedAt !== null).length / RUNS).toBeLessThanOrEqual(bar(0.05));
  });
});
