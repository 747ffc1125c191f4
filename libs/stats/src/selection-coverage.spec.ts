import { describe, expect, it } from '@jest/globals';

import { normalTwoSided, tHalfWidth } from './distributions.ts';
import { leeBounds } from './lee-bounds.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { momentsOf } from './moments.ts';
import { selectedIntervals } from './multiplicity.ts';
import type { RatingCounts } from './rating-counts.ts';
import { covers, RUNS, shareOfRuns } from './runs.fixture.ts';
import { seeded } from './seeded.ts';
import { gauss } from './simulated.fixture.ts';
import type { Random } from './simulated.fixture.ts';

// Bound once: looked up in the test runner's proxied globals they would take most of the time.
const { abs, floor } = Math;

describe('intervals of findings', () => {
  /** The mean share of the shown intervals that miss, of 20 effects of which 10 are there (2.5 standard errors). */
  const misses = (confidenceOf: (chosen: number | null) => number | null) => {
    const random = seeded(66);
    let sum = 0;
    for (let run = 0; run < RUNS; run++) {
      const truths = Array.from({ length: 20 }, (_, i) => (i < 10 ? 2.5 : 0));
      const seen = truths.map((truth) => truth + gauss(random));
      const { selected, confidence } = selectedIntervals(seen.map(normalTwoSided));
      const reach = tHalfWidth(confidenceOf(confidence) ?? 0.95, Infinity);
      const shown = truths.flatMap((truth, i) => (selected[i] ? [abs(truth - seen[i]!) > reach] : []));
      sum += shown.filter(Boolean).length / Math.max(1, shown.length) / RUNS;
    }
    return sum;
  };

  it('miss the truth in at most 5 % on average when they are widened for having been selected (FCR)', () => {
    expect(misses((confidence) => confidence)).toBeLessThanOrEqual(0.05);
  });

  it('miss it more often when they are not', () => {
    expect(misses(() => 0.95)).toBeGreaterThan(0.06);
  });
});

describe('an effect of which some raters are silent in the control', () => {
  /** Four of ten always rate; one in ten rates under the treatment only, as `extra` says (0..4 for 1..5). */
  const rate = (random: Random, extra: ((u: number) => number) | null): RatingCounts => {
    const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
    for (let unit = 0; unit < 2_000; unit++) {
      const [kind, u] = [random(), random()];
      if (kind < 0.4) counts[floor(5 * u ** (extra ? 0.4 : 0.5))]!++;
      else if (kind < 0.5 && extra) counts[extra(u)]!++;
    }
    return counts;
  };
  /** Of those who always rate: 1 + floor(5 u^(1/e)) is at most k with probability (k/5)^e. */
  const truth = [1, 2, 3, 4].reduce((sum, k) => sum + (k / 5) ** 2 - (k / 5) ** 2.5, 0);
  const ratings = (counts: RatingCounts) => momentsOf(counts.flatMap((count, i) => Array.from({ length: count }, () => i + 1)));
  const held = (extra: (u: number) => number) => {
    let plain = 0;
    const bounds = shareOfRuns(67, (random) => {
      const [a, b] = [rate(random, null), rate(random, extra)];
      plain += covers(differenceOfMeans(ratings(a), ratings(b)), truth) ? 1 / RUNS : 0;
      return covers(leeBounds({ counts: a, asked: 2_000 }, { counts: b, asked: 2_000 }), truth);
    });
    return { bounds, plain };
  };

  it('lies within the trimming bounds (Lee) in at least 93 % of the runs, and in hardly any plain interval, where they rate at random', () => {
    const { bounds, plain } = held((u) => floor(5 * u));
    expect(bounds).toBeGreaterThanOrEqual(0.93);
    expect(plain).toBeLessThan(0.1);
  });

  // The truth is then an end of the bounds itself, and the bounds of a sample carry no sampling error.
  it('lies within them in 56 % only, short of the bar, where they are just the least happy', () => {
    const { bounds, plain } = held((u) => (u < 0.5 ? 0 : 1));
    expect(bounds).toBeGreaterThan(0.5);
    expect(bounds).toBeLessThan(0.93);
    expect(plain).toBeLessThan(0.1);
  });
});
