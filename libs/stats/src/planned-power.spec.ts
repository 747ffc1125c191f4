import { describe, expect, it } from '@jest/globals';

import type { DifferenceEstimate } from './answers.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { addToMoments, momentsOf, NO_MOMENTS } from './moments.ts';
import { pairMomentsOf } from './pair-moments.ts';
import { differenceOfRatios, ratioVariance } from './ratio-interval.ts';
import { requiredRatings, requiredUnits } from './required-ratings.ts';
import { shareOfRuns } from './runs.fixture.ts';
import { differenceOfProportions } from './score-test.ts';
import { seeded } from './seeded.ts';
import { decideHybrid, lookAtHybrid, openHybrid } from './hybrid-test.ts';
import { sequentialUnits } from './sequential-plan.ts';
import { lookAgain, openSequence } from './sequential-state.ts';
import { csat, gauss, heads, moodyVisitors } from './simulated.fixture.ts';
import type { Draw, Random } from './simulated.fixture.ts';

const momentsOfDraws = (random: Random, count: number, draw: Draw, shift = 0) => momentsOf(Array.from({ length: count }, () => draw(random) + shift));
/** 1 + floor(5 sqrt(u)) is k with probability (2k - 1) / 25: mean 3.8, mean square 15.8. */
const CSAT_VARIANCE = 15.8 - 3.8 ** 2;

describe('the planned units with one look at the end find the planned difference in 80 % of 2,000 runs, give or take 3,', () => {
  it.each([[0.62, 0.05, 1], [0.05, 0.03, 1], [0.62, 0.08, 1 / 9]])('for a share of %d that grows by %d, at %d units of treatment each', (share, difference, treatmentPerControl) => {
    const { control, treatment } = requiredRatings({ share, difference, treatmentPerControl });
    const found = shareOfRuns(71, (random) => {
      const a = { successes: heads(random, control, share), trials: control };
      const b = { successes: heads(random, treatment, share + difference), trials: treatment };
      const result = differenceOfProportions(a, b);
      return result.kind === 'estimate' && result.pValue < 0.05 && result.value > 0;
    });
    expect(Math.abs(found - 0.8)).toBeLessThanOrEqual(0.03);
  });

  it('for a CSAT that grows by .3', () => {
    const { control, treatment } = requiredUnits({ controlVariance: CSAT_VARIANCE, treatmentVariance: CSAT_VARIANCE, difference: 0.3 });
    const found = shareOfRuns(72, (random) => {
      const result = differenceOfMeans(momentsOfDraws(random, control, csat), momentsOfDraws(random, treatment, csat, 0.3));
      return result.kind === 'estimate' && result.pValue < 0.05;
    });
    expect(Math.abs(found - 0.8)).toBeLessThanOrEqual(0.03);
  });

  it('for a share of ratings of visitors who repeat themselves (ICC .5), planned by the variance of a ratio', () => {
    const variances = [0.6, 0.7].map((share) => ratioVariance(pairMomentsOf(moodyVisitors(seeded(73), 50_000, share))));
    const [controlVariance, treatmentVariance] = variances as [number, number];
    const { control, treatment } = requiredUnits({ controlVariance, treatmentVariance, difference: 0.1 });
    const found = shareOfRuns(74, (random) => {
      const result = differenceOfRatios(pairMomentsOf(moodyVisitors(random, control, 0.6)), pairMomentsOf(moodyVisitors(random, treatment, 0.7)));
      return result.kind === 'estimate' && result.pValue < 0.05;
    });
    expect(Math.abs(found - 0.8)).toBeLessThanOrEqual(0.03);
  });
});

/** What twenty looks at two variants of which one is better by .3 show, the last one at the planned end. */
function* looks(random: Random, draw: Draw, unitsOfOne: number): Iterable<{ difference: DifferenceEstimate; unitsOfSmaller: number }> {
  let [a, b] = [NO_MOMENTS, NO_MOMENTS];
  const step = Math.ceil(unitsOfOne / 20);
  for (let unit = 1; unit <= unitsOfOne; unit++) {
    a = addToMoments(a, draw(random));
    b = addToMoments(b, draw(random) + 0.3);
    if (unit % step > 0 && unit < unitsOfOne) continue;
    const difference = differenceOfMeans(a, b);
    if (difference.kind === 'estimate') yield { difference, unitsOfSmaller: unit };
  }
}

const DRAWS: [string, Draw, number][] = [['CSAT', csat, CSAT_VARIANCE], ['a normal value', gauss, 1]];

describe('the planned units of a sequence that is looked at twenty times find the planned difference in at least 80 % of 2,000 runs', () => {
  it.each(DRAWS)('for %s that grows by .3', (_, draw, unitVariance) => {
    const plan = sequentialUnits({ controlVariance: unitVariance, treatmentVariance: unitVariance, difference: 0.3 });
    const found = shareOfRuns(75, (random) => {
      let sequence = openSequence({ plannedUnits: plan.total, alpha: 0.05 });
      for (const look of looks(random, draw, plan.control)) sequence = lookAgain(sequence, look);
      return sequence.alwaysValidP <= 0.05;
    });
    expect(found).toBeGreaterThanOrEqual(0.8);
  });
});

describe('the units planned for the one test of a hybrid design, at four fifths of the error, find the planned difference in 80 % of 2,000 runs and hardly more, looks on the way included,', () => {
  it.each(DRAWS)('for %s that grows by .3', (_, draw, unitVariance) => {
    const { control, total } = requiredUnits({ controlVariance: unitVariance, treatmentVariance: unitVariance, difference: 0.3, alpha: openHybrid(1).finalAlpha });
    const found = shareOfRuns(76, (random) => {
      let hybrid = openHybrid(total);
      for (const look of looks(random, draw, control)) hybrid = lookAtHybrid(hybrid, look);
      return decideHybrid(hybrid).kind === 'difference';
    });
    expect(found).toBeGreaterThanOrEqual(0.77);
    expect(found).toBeLessThanOrEqual(0.84);
  });
});
