import { describe, expect, it } from '@jest/globals';

import { ratioOfLatency } from './latency-difference.ts';
import { latencyFromMoments } from './latency-interval.ts';
import { differenceOfMeans, meanInterval } from './mean-interval.ts';
import { momentsOf } from './moments.ts';
import { newcombeInterval } from './newcombe-interval.ts';
import { pairMomentsOf } from './pair-moments.ts';
import { differenceOfRatios, ratioInterval } from './ratio-interval.ts';
import { covers, RUNS, shareOfRuns, slack } from './runs.fixture.ts';
import { sampleRatio } from './sample-ratio.ts';
import { cost, csat, heads, moodyLatency, moodyTimes, moodyVisitors } from './simulated.fixture.ts';
import type { Draw, Random } from './simulated.fixture.ts';
import { wilsonInterval } from './wilson-interval.ts';

// Bound once: looked up in the test runner's proxied globals they would take most of the time.
const { exp, log, round, sqrt } = Math;

const momentsOfDraws = (random: Random, count: number, draw: Draw) => momentsOf(Array.from({ length: count }, () => draw(random)));
/** 1 + floor(5 sqrt(u)) is k with probability (2k - 1) / 25. */
const MEAN_CSAT = [1, 2, 3, 4, 5].reduce((sum, k) => sum + (k * (2 * k - 1)) / 25, 0);

describe('95 % intervals in 2,000 simulations of 200 units hold the truth in at least 93 % of the runs', () => {
  it.each([0.62, 0.05, 0.9])('for a share of %d', (share) => {
    const coverage = shareOfRuns(1, (random) => covers(wilsonInterval(heads(random, 200, share), 200), share));
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThan(0.98);
  });

  it.each([[0.62, 0.67], [0.62, 0.62], [0.05, 0.05], [0.95, 0.99]])('for the difference of the shares %d and %d', (a, b) => {
    const coverage = shareOfRuns(2, (random) => {
      const control = { successes: heads(random, 200, a), trials: 200 };
      const treatment = { successes: heads(random, 200, b), trials: 200 };
      return covers(newcombeInterval(control, treatment), b - a);
    });
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThan(0.99);
  });

  it('for a mean CSAT, and for a difference of two', () => {
    const mean = shareOfRuns(3, (random) => covers(meanInterval(momentsOfDraws(random, 200, csat)), MEAN_CSAT));
    const difference = shareOfRuns(45, (random) =>
      covers(differenceOfMeans(momentsOfDraws(random, 200, csat), momentsOfDraws(random, 200, csat)), 0));
    for (const coverage of [mean, difference]) {
      expect(coverage).toBeGreaterThanOrEqual(0.93);
      expect(coverage).toBeLessThanOrEqual(0.97);
    }
  });

  it('for a mean cost that is exponential (skewness 2)', () => {
    const coverage = shareOfRuns(3, (random) => covers(meanInterval(momentsOfDraws(random, 200, (next) => -log(1 - next()))), 1));
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThan(0.965);
  });

  it('for the ratings of visitors who repeat themselves (ICC .5), where counting each rating as a trial fails', () => {
    let naiveHeld = 0;
    const ours = shareOfRuns(4, (random) => {
      const moments = pairMomentsOf(moodyVisitors(random, 200, 0.7));
      const satisfied = round(moments.y.mean * 200);
      if (covers(wilsonInterval(satisfied, round(moments.x.mean * 200)), 0.7)) naiveHeld++;
      return covers(ratioInterval(moments), 0.7);
    });
    expect(ours).toBeGreaterThanOrEqual(0.93);
    expect(ours).toBeLessThan(0.97);
    expect(naiveHeld / RUNS).toBeLessThan(0.9);
  });

  it('for the ratio of typical response times of visitors who are fast or slow', () => {
    const coverage = shareOfRuns(9, (random) => covers(ratioOfLatency(moodyTimes(random, 200), moodyTimes(random, 200, 1200)), 1.2));
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThanOrEqual(0.97);
  });
});

describe('95 % intervals in 2,000 simulations of 2,000 units hold the truth in at least 93 % of the runs', () => {
  it('for a log-normal mean cost (sigma 1, skewness 6)', () => {
    const coverage = shareOfRuns(46, (random) => covers(meanInterval(momentsOfDraws(random, 2_000, cost)), exp(0.5)));
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThanOrEqual(0.97);
  });

  it('for the difference of two such costs', () => {
    const coverage = shareOfRuns(47, (random) => covers(differenceOfMeans(momentsOfDraws(random, 2_000, cost), momentsOfDraws(random, 2_000, cost)), 0));
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThanOrEqual(0.97);
  });

  it('for a p95 of response times clustered by visitor', () => {
    // exp of the 95 % point of a normal of variance 1/2
    const truth = 1000 * exp(1.6448536269514722 * sqrt(0.5));
    const coverage = shareOfRuns(48, (random) => {
      const result = latencyFromMoments(moodyLatency(random, 2_000, 0.95), 0.95);
      if (result.kind !== 'estimate' || result.highMs === null) throw new Error(result.kind);
      return result.lowMs <= truth && truth <= result.highMs;
    });
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThanOrEqual(0.97);
  });
});

describe('tests of two variants that are the same reject at their nominal rate', () => {
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
      const result = sampleRatio([{ units, weight: 3000 }, { units: 1000 - units, weight: 7000 }]);
      return result.kind === 'test' && result.pValue < 0.05;
    });
    // Counts are whole numbers, so the rate can be half a point from 5 %.
    expect(Math.abs(rejected - 0.05)).toBeLessThan(slack(0.05) + 0.005);
  });
});
