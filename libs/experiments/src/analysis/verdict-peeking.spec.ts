import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '#contracts';
import { bar, RUNS } from '../../../stats/src/runs.fixture.ts';
import { seeded } from '../../../stats/src/seeded.ts';
import { csat, type Draw } from '../../../stats/src/simulated.fixture.ts';
import { analyse } from './analyse.ts';
import { LOOKS, peeksAt, type Margins, type Peek, type Truth } from './peeked.fixture.ts';

const { abs } = Math;
/** Half of a 95 % interval for one look, in standard errors. */
const ONE_LOOK = 1.96;
const FEWER_RUNS = RUNS / 2;
/** Runs of which every look is analysed; of the others only those looks that would tempt whoever goes by one look. */
const WHOLE_RUNS = 40;

interface Scenario {
  seed: number;
  runs?: number;
  /** The control's first. */
  truths: readonly Truth[];
  margins?: Margins;
  /** What is counted. */
  isClaim: (verdict: Verdict) => boolean;
  /** Whether the interval for one look would allow the claim here, or, with `before`, did so already. */
  tempts: (peek: Peek, before: boolean) => boolean;
}

/**
 * The share of experiments in which any look's verdict makes the claim, and in which any look tempts to it. The verdict
 * never claims where nothing tempts: that is what spares most analyses, and is seen to hold in the runs of which every
 * look is analysed.
 */
function shares({ seed, runs = RUNS, truths, margins = MARGINS, isClaim, tempts }: Scenario): { claiming: number; tempting: number } {
  const random = seeded(seed);
  let [claiming, tempting] = [0, 0];
  for (let run = 0; run < runs; run++) {
    let [claimed, tempted] = [false, false];
    for (const peek of peeksAt(random, truths, margins)) {
      const isTempting = tempts(peek, tempted);
      tempted ||= isTempting;
      if (claimed || (!isTempting && run >= WHOLE_RUNS)) continue;
      claimed = isClaim(analyse(peek.evidence()).verdict);
      if (claimed && !tempted) throw new Error('a claim where nothing tempts');
    }
    if (claimed) claiming++;
    if (tempted) tempting++;
  }
  return { claiming: claiming / runs, tempting: tempting / runs };
}

const MARGINS = { equivalent: 0.3, failure: 0.05 };
const usual: Truth = { score: csat, rating: 0.6, failing: 0.05 };
/** As many points more, or fewer, on average: so many of those who could give a point more, or less, do. A fifth squared gives a 1, and nine in twenty-five a 5. */
const higher = (points: number): Draw => (random) => towards(csat(random), 5, random() < points / (1 - 9 / 25));
const lower = (points: number): Draw => (random) => towards(csat(random), 1, random() < points / (1 - 1 / 25));
const towards = (score: number, end: number, moves: boolean): number => (moves && score !== end ? score + (end > score ? 1 : -1) : score);

const isOff = ({ differences }: Peek): boolean => differences.some(({ rating: { value, standardError } }) => abs(value) > ONE_LOOK * standardError);
const failsOff = ({ differences }: Peek): boolean => differences.some(({ failing: { value, standardError } }) => abs(value - MARGINS.failure) > ONE_LOOK * standardError);

describe.each([['two', 2, RUNS], ['three', 3, FEWER_RUNS]])(`of experiments with %s equal variants, looked at ${LOOKS} times,`, (_, variants, runs) => {
  const { claiming, tempting } = shares({
    seed: 71, runs, truths: Array.from({ length: variants }, () => usual), tempts: isOff,
    isClaim: ({ conclusion, variantId }) => variantId !== null || conclusion === 'ship' || conclusion === 'keep',
  });

  it('at most 5 % ever say that a variant is better, worse or harmful', () => {
    expect(claiming).toBeLessThanOrEqual(bar(0.05, runs));
  });

  it('more would, by an interval for one look', () => {
    expect(tempting).toBeGreaterThan(bar(0.05, runs));
  });
});

describe(`with a variant that is rated higher and fails more often by just the margin, looked at ${LOOKS} times,`, () => {
  const truths = [usual, { ...usual, score: higher(0.4), failing: usual.failing + MARGINS.failure }];
  const ending = (conclusion: Verdict['conclusion'], seed: number) => shares({ seed, runs: FEWER_RUNS, truths, tempts: failsOff, isClaim: (verdict) => verdict.conclusion === conclusion });

  it('at most 5 % of the experiments ever ship it, where an interval for one look would let it pass in more', () => {
    const { claiming, tempting } = ending('ship', 72);
    expect(claiming).toBeLessThanOrEqual(bar(0.05, FEWER_RUNS));
    expect(tempting).toBeGreaterThan(bar(0.05, FEWER_RUNS));
  });

  it('at most 5 % ever call it harmful', () => {
    const { claiming } = ending('harm', 73);
    expect(claiming).toBeLessThanOrEqual(bar(0.05, FEWER_RUNS));
  });
});

describe(`with a variant that is rated lower by just the margin, looked at ${LOOKS} times,`, () => {
  const { claiming, tempting } = shares({
    seed: 74, runs: FEWER_RUNS, truths: [usual, { ...usual, score: lower(MARGINS.equivalent) }], isClaim: ({ conclusion }) => conclusion === 'equivalent',
    // What all looks leave may lie within the margins long after the look that kept it above the lower one.
    tempts: ({ differences }, before) => before || differences.some(({ rating: { value, standardError } }) => value - ONE_LOOK * standardError > -MARGINS.equivalent),
  });

  it('at most 5 % of the experiments ever call the two the same', () => {
    expect(claiming).toBeLessThanOrEqual(bar(0.05, FEWER_RUNS));
  });

  it('more would, by an interval for one look', () => {
    expect(tempting).toBeGreaterThan(bar(0.05, FEWER_RUNS));
  });
});

describe('with a variant that is rated higher by a third of a point and fails as seldom', () => {
  it('nine of ten experiments ship it by the planned end', () => {
    const { claiming } = shares({ seed: 75, runs: 100, truths: [usual, { ...usual, score: higher(1 / 3) }], tempts: isOff, isClaim: ({ conclusion }) => conclusion === 'ship' });
    expect(claiming).toBeGreaterThanOrEqual(0.9);
  });
});
