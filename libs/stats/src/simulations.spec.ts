import { describe, expect, it } from '@jest/globals';

import { chanceToWin } from './chance-to-win.ts';
import { decideHybrid, lookAtHybrid, openHybrid } from './hybrid-test.ts';
import { differenceOfLatency } from './latency-difference.ts';
import { latencyBucket } from './latency-sketch.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { addToMoments, momentsOf, NO_MOMENTS } from './moments.ts';
import { differenceOfProportions } from './score-test.ts';
import { seeded } from './seeded.ts';
import { lookAgain, openSequence } from './sequential-state.ts';

const RUNS = 2_000;
// Bound once: looked up in the test runner's proxied globals they would take most of the time.
const { cos, exp, log, max, PI, sqrt } = Math;

type Draw = (random: () => number) => number;

const coin = (share: number): Draw => (random) => (random() < share ? 1 : 0);
const csat: Draw = (random) => 1 + ((5 * sqrt(random())) | 0);
const cost: Draw = (random) => exp(gauss(random));
const METRICS: [string, Draw][] = [
  ['a share of .62', coin(0.62)],
  ['a share of .05', coin(0.05)],
  ['a share of .005', coin(0.005)],
  ['CSAT', csat],
  ['a skewed cost', cost],
];

/** Standard normal, by Box and Muller. */
function gauss(random: () => number): number {
  return sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
}

/** Three standard errors of a simulated share above the nominal one. */
const bar = (nominal: number): number => nominal + 3 * sqrt((nominal * (1 - nominal)) / RUNS);

/** Which rules ever claimed a difference between two variants that are the same. */
interface Claims {
  fixed: number;
  sequential: number;
  hybrid: number;
  peeking: number;
  bayesian: number;
}

const UNITS = 1_100;
const STEP = 10;

/** Shares of runs in which each rule claims a difference at any of 106 looks, or the fixed test at its one look. */
function claimsOf(draw: Draw, seed: number): Claims {
  const random = seeded(seed);
  const claims: Claims = { fixed: 0, sequential: 0, hybrid: 0, peeking: 0, bayesian: 0 };
  for (let run = 0; run < RUNS; run++) {
    const found = oneExperiment(draw, random);
    for (const rule of Object.keys(claims) as (keyof Claims)[]) claims[rule] += found[rule] ? 1 / RUNS : 0;
  }
  return claims;
}

function oneExperiment(draw: Draw, random: () => number): Record<keyof Claims, boolean> {
  let [a, b] = [NO_MOMENTS, NO_MOMENTS];
  let sequence = openSequence({ plannedUnits: 2 * UNITS, alpha: 0.05 });
  let hybrid = openHybrid(2 * UNITS);
  let [fixed, peeking, bayesian] = [false, false, false];
  for (let unit = 1; unit <= UNITS; unit++) {
    a = addToMoments(a, draw(random));
    b = addToMoments(b, draw(random));
    if (unit < 50 || unit % STEP !== 0) continue;
    const difference = differenceOfMeans(a, b);
    if (difference.kind !== 'estimate') continue;
    const look = { difference, unitsOfSmaller: unit };
    sequence = lookAgain(sequence, look);
    hybrid = lookAtHybrid(hybrid, look);
    fixed = difference.pValue < 0.05;
    peeking ||= fixed;
    const { chanceToWin: chance } = chanceToWin(difference);
    bayesian ||= max(chance, 1 - chance) > 0.95;
  }
  return { fixed, peeking, bayesian, sequential: sequence.alwaysValidP < 0.05, hybrid: decideHybrid(hybrid).kind === 'difference' };
}

describe('of experiments without a difference', () => {
  it.each(METRICS)('in %s, at most the promised share shows one, but looking often without a sequence shows more', (name, draw) => {
    const claims = claimsOf(draw, 41);
    expect(claims.fixed).toBeLessThanOrEqual(bar(0.05));
    expect(claims.sequential).toBeLessThanOrEqual(bar(0.05));
    expect(claims.hybrid).toBeLessThanOrEqual(bar(0.05));
    expect(claims.peeking).toBeGreaterThan(bar(0.05));
    expect(claims.bayesian).toBeGreaterThan(bar(0.05));
    // So few successes that the normal test claims less than it may; only more would be a fault.
    if (name !== 'a share of .005') expect(claims.fixed).toBeGreaterThan(0.05 - (bar(0.05) - 0.05));
  });

  it.each([0.62, 0.05, 0.005])('in a share of %d, the test of proportions keeps its 5 %', (share) => {
    const random = seeded(42);
    const draw = coin(share);
    const side = () => {
      let successes = 0;
      for (let i = 0; i < 200; i++) successes += draw(random);
      return { successes, trials: 200 };
    };
    let rejected = 0;
    for (let run = 0; run < RUNS; run++) {
      const result = differenceOfProportions(side(), side());
      if (result.kind === 'estimate' && result.pValue < 0.05) rejected += 1 / RUNS;
    }
    expect(rejected).toBeLessThanOrEqual(bar(0.05));
  });

  it('a p95 clustered by visitor keeps its 5 %, and its interval holds 0', () => {
    const random = seeded(43);
    const runs = 400;
    let [rejected, held, answered] = [0, 0, 0];
    for (let run = 0; run < runs; run++) {
      const result = differenceOfLatency(moodyTimes(random, 500), moodyTimes(random, 500), 0.95);
      if (result.kind !== 'estimate') continue;
      answered++;
      rejected += result.pValue < 0.05 ? 1 : 0;
      held += result.low <= 0 && result.high >= 0 ? 1 : 0;
    }
    expect(answered).toBeGreaterThan(0.9 * runs);
    expect(rejected / answered).toBeLessThanOrEqual(0.05 + 3 * sqrt((0.05 * 0.95) / answered));
    expect(held / answered).toBeGreaterThanOrEqual(0.93);
  });

  it('a test of each message on its own, with messages of a visitor alike (ICC .5), breaks the bar that visitors keep', () => {
    const random = seeded(44);
    let [naive, ours] = [0, 0];
    for (let run = 0; run < RUNS; run++) {
      const [a, b] = [moodyRatings(random, 100), moodyRatings(random, 100)];
      const perMessage = differenceOfMeans(momentsOf(a.flat()), momentsOf(b.flat()));
      const perVisitor = differenceOfMeans(momentsOf(a.map(meanOf)), momentsOf(b.map(meanOf)));
      naive += perMessage.kind === 'estimate' && perMessage.pValue < 0.05 ? 1 / RUNS : 0;
      ours += perVisitor.kind === 'estimate' && perVisitor.pValue < 0.05 ? 1 / RUNS : 0;
    }
    expect(ours).toBeLessThanOrEqual(bar(0.05));
    expect(naive).toBeGreaterThan(bar(0.05));
  });
});

describe('the 95 % interval of a difference holds the truth in at least 93 % of the runs', () => {
  it.each<[string, Draw, number]>([
    ['a share of .62 among 200', coin(0.62), 200],
    ['CSAT of 200', csat, 200],
    ['a skewed cost of 2,000', cost, 2_000],
  ])('for %s', (_name, draw, units) => {
    const random = seeded(45);
    const side = () => momentsOf(Array.from({ length: units }, () => draw(random)));
    let held = 0;
    for (let run = 0; run < RUNS; run++) {
      const result = differenceOfMeans(side(), side());
      if (result.kind === 'estimate' && result.low <= 0 && result.high >= 0) held += 1 / RUNS;
    }
    expect(held).toBeGreaterThanOrEqual(0.93);
    expect(held).toBeLessThanOrEqual(0.97);
  });
});

/** One to five times a visitor, half of whose log variance is the visitor's own; one visitor's sketch each. */
function moodyTimes(random: () => number, count: number): Map<number, number>[] {
  return Array.from({ length: count }, () => {
    const own = gauss(random);
    const sketch = new Map<number, number>();
    for (let left = 1 + ((random() * 5) | 0); left > 0; left--) {
      const bucket = latencyBucket(1000 * exp((own + gauss(random)) / 2));
      sketch.set(bucket, (sketch.get(bucket) ?? 0) + 1);
    }
    return sketch;
  });
}

/** Five ratings a visitor; a rating repeats the visitor's mood with probability sqrt(1/2), so two correlate by 1/2. */
function moodyRatings(random: () => number, visitors: number): number[][] {
  return Array.from({ length: visitors }, () => {
    const mood = random() < 0.62;
    return Array.from({ length: 5 }, () => Number(random() < sqrt(0.5) ? mood : random() < 0.62));
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
