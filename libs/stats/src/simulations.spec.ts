import { describe, expect, it } from '@jest/globals';

import type { DifferenceEstimate } from './answers.ts';
import { chanceToWin } from './chance-to-win.ts';
import { decideHybrid, lookAtHybrid, openHybrid } from './hybrid-test.ts';
import { differenceOfLatencyMoments } from './latency-difference.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { addToMoments, momentsOf, NO_MOMENTS } from './moments.ts';
import { bar, RUNS, shareOfRuns, slack } from './runs.fixture.ts';
import { seeded } from './seeded.ts';
import { lookAgain, openSequence } from './sequential-state.ts';
import { coin, cost, csat, moodyArrivals, moodyVisitors } from './simulated.fixture.ts';
import type { Draw, Random } from './simulated.fixture.ts';

/** As `lookAgain` takes it, with what a test for one look says. */
interface Look {
  difference: DifferenceEstimate;
  unitsOfSmaller: number;
}

/** All looks at one experiment without a difference. */
type Experiment = (random: Random) => Iterable<Look>;

/** A look at a p95 reads all its buckets, which takes ten times as long as a look at a mean: 2,000 runs would take twice as long as all other metrics together. */
const RUNS_P95 = RUNS;

const METRICS: [name: string, Experiment, runs?: number][] = [
  ['a share of .62', means(coin(0.62))],
  ['a share of .05', means(coin(0.05))],
  ['a share of .005', means(coin(0.005))],
  ['CSAT', means(csat)],
  ['a skewed cost', means(cost)],
  ['p95 of response times that are alike within a visitor', p95, RUNS_P95],
];

/** Which rules ever claimed a difference between two variants that are the same. */
interface Claims {
  fixed: number;
  sequential: number;
  hybrid: number;
  peeking: number;
  bayesian: number;
}

/** Units of each variant at the end, and from one look to the next. */
const UNITS = 1_100;
const STEP = 10;
const FIRST = 50;
/** Visitors below which a p95 has no interval; their looks begin and end that much later. */
const FIRST_P95 = 200;
const UNITS_P95 = UNITS + FIRST_P95 - FIRST;
// Bound once: looked up in the test runner's proxied globals it would take most of the time.
const { max } = Math;

/** Shares of runs in which each rule claims a difference at any of its 106 looks, or the fixed test at its one look. */
function claimsOf(experiment: Experiment, seed: number, runs: number): Claims {
  const random = seeded(seed);
  const claims: Claims = { fixed: 0, sequential: 0, hybrid: 0, peeking: 0, bayesian: 0 };
  for (let run = 0; run < runs; run++) {
    const found = oneExperiment(experiment(random));
    for (const rule of Object.keys(claims) as (keyof Claims)[]) claims[rule] += found[rule] ? 1 / runs : 0;
  }
  return claims;
}

function means(draw: Draw): Experiment {
  return function* (random) {
    let [a, b] = [NO_MOMENTS, NO_MOMENTS];
    for (let unit = 1; unit <= UNITS; unit++) {
      a = addToMoments(a, draw(random));
      b = addToMoments(b, draw(random));
      if (unit < FIRST || unit % STEP !== 0) continue;
      const difference = differenceOfMeans(a, b);
      if (difference.kind === 'estimate') yield { difference, unitsOfSmaller: unit };
    }
  };
}

function* p95(random: Random): Iterable<Look> {
  const [a, b] = [moodyArrivals(UNITS_P95, 0.95), moodyArrivals(UNITS_P95, 0.95)];
  for (let visitor = 1; visitor <= UNITS_P95; visitor++) {
    a.arrive(random);
    b.arrive(random);
    if (visitor < FIRST_P95 || visitor % STEP !== 0) continue;
    const difference = differenceOfLatencyMoments(a.moments(), b.moments(), 0.95);
    if (difference.kind === 'estimate') yield { difference, unitsOfSmaller: visitor };
  }
}

function oneExperiment(looks: Iterable<Look>): Record<keyof Claims, boolean> {
  let sequence = openSequence({ plannedUnits: 2 * UNITS, alpha: 0.05 });
  let hybrid = openHybrid(2 * UNITS);
  let [fixed, peeking, bayesian] = [false, false, false];
  for (const look of looks) {
    sequence = lookAgain(sequence, look);
    hybrid = lookAtHybrid(hybrid, look);
    fixed = look.difference.pValue < 0.05;
    peeking ||= fixed;
    const { chanceToWin: chance } = chanceToWin(look.difference);
    bayesian ||= max(chance, 1 - chance) > 0.95;
  }
  return { fixed, peeking, bayesian, sequential: sequence.alwaysValidP < 0.05, hybrid: decideHybrid(hybrid).kind === 'difference' };
}

describe('of experiments without a difference, looked at 106 times', () => {
  const ofMetric = new Map(METRICS.map(([name, experiment, runs = RUNS]) => [name, claimsOf(experiment, 41, runs)]));
  const names = METRICS.map(([name]) => name);
  const runsOf = (name: string): number => METRICS.find(([one]) => one === name)?.[2] ?? RUNS;
  const claims = (name: string): Claims => ofMetric.get(name) as Claims;

  it.each(names)('the sequence claims one in at most 5 % for %s', (name) => {
    expect(claims(name).sequential).toBeLessThanOrEqual(bar(0.05, runsOf(name)));
  });

  it.each(names)('the hybrid of a sequence and one test at the end claims one in at most 5 % for %s', (name) => {
    expect(claims(name).hybrid).toBeLessThanOrEqual(bar(0.05, runsOf(name)));
  });

  it.each(names)('one test at the planned end claims one in at most 5 % for %s', (name) => {
    expect(claims(name).fixed).toBeLessThanOrEqual(bar(0.05, runsOf(name)));
  });

  // A share of .005 has so few successes that the normal test claims less than it may; only more would be a fault.
  it.each(names.filter((name) => name !== 'a share of .005'))('one test at the planned end wastes nothing of its 5 %% for %s', (name) => {
    expect(claims(name).fixed).toBeGreaterThanOrEqual(0.05 - slack(0.05, runsOf(name)));
  });

  it.each(names)('stopping at the first p below .05 breaks the bar for %s', (name) => {
    expect(claims(name).peeking).toBeGreaterThan(bar(0.05, runsOf(name)));
  });

  it.each(names)('stopping at the first chance to win above 95 %% breaks the bar for %s', (name) => {
    expect(claims(name).bayesian).toBeGreaterThan(bar(0.05, runsOf(name)));
  });
});

describe('with messages of a visitor alike (ICC .5) and no difference', () => {
  const rates = (units: ReturnType<typeof moodyVisitors>) => momentsOf(units.map(({ numerator, denominator }) => numerator / denominator));
  const each = (units: ReturnType<typeof moodyVisitors>) =>
    momentsOf(units.flatMap(({ numerator, denominator }) => Array.from({ length: denominator }, (_, i) => (i < numerator ? 1 : 0))));
  const claims = (sumUp: typeof rates) => shareOfRuns(44, (random) => {
    const result = differenceOfMeans(sumUp(moodyVisitors(random, 100, 0.62)), sumUp(moodyVisitors(random, 100, 0.62)));
    return result.kind === 'estimate' && result.pValue < 0.05;
  });

  it('a test of visitors keeps its 5 %', () => {
    expect(Math.abs(claims(rates) - 0.05)).toBeLessThanOrEqual(slack(0.05));
  });

  it('a test of each message on its own breaks the bar', () => {
    expect(claims(each)).toBeGreaterThan(bar(0.05));
  });
});
