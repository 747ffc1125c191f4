import { describe, expect, it } from '@jest/globals';

import { duelStrengths } from './bradley-terry.ts';
import { covariateMomentsOf } from './covariate-moments.ts';
import { cuped } from './cuped.ts';
import { tHalfWidth } from './distributions.ts';
import type { Duel } from './duels.ts';
import { interactedDifference } from './interacted-regression.ts';
import { lift } from './lift.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { pairMomentsOf } from './pair-moments.ts';
import { covers, RUNS, shareOfRuns } from './runs.fixture.ts';
import { seeded } from './seeded.ts';
import { gauss } from './simulated.fixture.ts';
import type { Random } from './simulated.fixture.ts';

// Bound once: looked up in the test runner's proxied globals they would take most of the time.
const { abs, exp, log } = Math;
const known = (value: number, standardError: number) => ({ kind: 'estimate', value, standardError, low: NaN, high: NaN, units: 100 }) as const;

describe('95 % intervals in 2,000 simulations hold the truth in at least 93 % of the runs', () => {
  it.each([0.5, 1, 2, 3, 5, 9, 20])('for a lift over a control %d standard errors from 0 (Fieller below 10)', (control) => {
    const coverage = shareOfRuns(61, (random) => {
      // The true lift is 1/2.
      const result = lift(known(control + gauss(random), 1), known(1.5 * control + gauss(random), 1));
      if (result.kind === 'any-lift') return true;
      if (result.kind === 'beyond') return 0.5 <= result.low || 0.5 >= result.high;
      return covers(result, 0.5);
    });
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThanOrEqual(0.97);
  });

  it('for a difference of 200 visitors a side with a covariate taken out (CUPED), at a fifth of the variance', () => {
    const side = (random: Random, shift: number) => pairMomentsOf(Array.from({ length: 200 }, () => {
      const denominator = gauss(random);
      return { denominator, numerator: shift + 2 * denominator + gauss(random) };
    }));
    let variance = 0;
    const coverage = shareOfRuns(62, (random) => {
      const [a, b] = [side(random, 0), side(random, 0.1)];
      const adjusted = cuped([a, b]);
      const [result, plain] = [adjusted.kind === 'adjusted' ? differenceOfMeans(adjusted.variants[0]!, adjusted.variants[1]!) : adjusted, differenceOfMeans(a.y, b.y)];
      if (result.kind !== 'estimate' || plain.kind !== 'estimate') throw new Error(result.kind);
      variance += (result.standardError / plain.standardError) ** 2 / RUNS;
      return covers(result, 0.1);
    });
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThanOrEqual(0.97);
    expect(variance).toBeCloseTo(0.2, 1);
  });

  it('for a difference of 200 visitors a side with two covariates taken out, one of which is often unknown (Lin)', () => {
    const side = (random: Random, slope: number) => covariateMomentsOf(Array.from({ length: 200 }, () => {
      const [earlier, intent] = [gauss(random), random() < 0.4 ? 1 : 0];
      return { outcome: slope * earlier + intent + gauss(random), covariates: [random() < 0.5 ? null : earlier, intent] };
    }));
    const coverage = shareOfRuns(63, (random) => covers(interactedDifference(side(random, 1), side(random, 2)), 0));
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThanOrEqual(0.97);
  });

  it('for a strength in blind duels, though each of 40 raters has a taste', () => {
    const coverage = shareOfRuns(64, (random) => {
      const answer = duelStrengths(2, duelsOf(random, 40, 8));
      if (answer.kind !== 'strengths') throw new Error(answer.kind);
      const { value, standardError } = answer.strengths[1]!;
      return abs(value - crowdStrength) <= tHalfWidth(0.95, Infinity) * standardError;
    });
    expect(coverage).toBeGreaterThanOrEqual(0.93);
    expect(coverage).toBeLessThanOrEqual(0.97);
  });
});

const [STRENGTH, TASTE] = [0.5, 1];

/** The log-odds at which very many raters together choose the second variant: their tastes draw them towards a coin's. */
const crowdStrength = ((): number => {
  const random = seeded(65);
  let share = 0;
  for (let i = 0; i < 1e6; i++) share += 1e-6 / (1 + exp(-STRENGTH - TASTE * gauss(random)));
  return log(share / (1 - share));
})();

function duelsOf(random: Random, raters: number, each: number): Duel[] {
  return Array.from({ length: raters }, (_, rater) => {
    const odds = STRENGTH + TASTE * gauss(random);
    return Array.from({ length: each }, (__, at): Duel => {
      const left = random() < 0.5 ? 0 : 1;
      const isSecond = random() < 1 / (1 + exp(-odds));
      return {
        left, right: 1 - left, result: isSecond === (left === 1) ? 'left' : 'right', rater: `${rater}`, conversation: `${rater}.${at}`,
        leftLength: 100 * exp(gauss(random) / 2), rightLength: 100 * exp(gauss(random) / 2),
      };
    });
  }).flat();
}
