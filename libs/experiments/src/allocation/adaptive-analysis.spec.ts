import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AdaptiveAllocation, Evidence } from '#contracts';
import { seeded } from '../../../stats/src/seeded.ts';
import { analyse } from '../analysis/analyse.ts';
import { runExperiment, type Shop } from './simulated-experiment.fixture.ts';

jest.setTimeout(120_000);

const RUNS = 120;
/** Of them with looks at all visitors thrown together, too. */
const POOLED_RUNS = 40;
const HOURS = 110;
const allocation: AdaptiveAllocation = { kind: 'adaptive', method: 'track_and_stop', floor: 1_000, controlShare: 2_000 };
/** Three variants that are the same, in a shop whose ratings rise from 2.2 to 4.2 meanwhile. */
const rising: Shop = { effects: [0, 0, 0], hours: HOURS, visitorsAnHour: 30, moodAt: (hour) => 2.2 + (2 * hour) / HOURS, allocation };

/** Whether a difference was claimed of any variant at any of the looks. */
const claimed = (evidence: Evidence): boolean => analyse(evidence).comparisons.some(({ role, difference }) =>
  role === 'primary' && difference.kind === 'difference' && difference.running !== null && (difference.running.low > 0 || difference.running.high < 0));

/** The highest share that a rule with 5 % error may show in so many runs. */
const bar = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS);

interface Counted {
  claims: number;
  pooledClaims: number;
  ratioAlarms: number;
  steps: number;
  looks: number;
}

function runs(shop: Shop, seed: number): Counted {
  const random = seeded(seed);
  const counted = { claims: 0, pooledClaims: 0, ratioAlarms: 0, steps: 0, looks: Infinity };
  for (let run = 0; run < RUNS; run++) {
    const { evidence, pooled } = runExperiment(random, { ...shop, alsoPooled: run < POOLED_RUNS });
    if (claimed(evidence)) counted.claims++;
    if (run < POOLED_RUNS && claimed(pooled)) counted.pooledClaims++;
    if (analyse(evidence).sampleRatio.alarm) counted.ratioAlarms++;
    counted.steps += evidence.epochs.length - 1;
    counted.looks = Math.min(counted.looks, evidence.looks.length);
  }
  return counted;
}

describe('an experiment whose shares follow ratings that rise anyway', () => {
  let equal: Counted;
  beforeAll(() => {
    equal = runs(rising, 31);
  });

  it('moves its shares again and again, and is looked at more than a hundred times', () => {
    expect(equal.steps / RUNS).toBeGreaterThan(5);
    expect(equal.looks).toBe(HOURS);
  });

  it('finds a difference among equals in no more runs than its plan allows', () => {
    expect(equal.claims / RUNS).toBeLessThanOrEqual(bar);
  });

  it('would find one in most runs if its visitors were thrown together, so that the test bites', () => {
    expect(equal.pooledClaims / POOLED_RUNS).toBeGreaterThan(0.5);
  });

  it('finds that visitors were shared out as the weights of each period say', () => {
    expect(equal.ratioAlarms).toBeLessThanOrEqual(1);
  });
});

describe.each([['top_two'], ['track_and_stop']] as const)('shares by %s', (method) => {
  it('give the better variant more visitors than fixed ones do, and the verdict its right size', () => {
    const random = seeded(37);
    const [some, better]: [number, Shop] = [8, { ...rising, effects: [0, 0, 0.4], allocation: { ...allocation, method } }];
    let [visitors, ofBetter, fixed, value] = [0, 0, 0, 0];
    for (let run = 0; run < some; run++) {
      const ran = runExperiment(random, better);
      visitors += HOURS * better.visitorsAnHour;
      ofBetter += ran.assigned.c!;
      fixed += runExperiment(random, { ...better, hours: 40, allocation: null }).assigned.c! * (HOURS / 40);
      const difference = analyse(ran.evidence).comparisons.find(({ role, variantId }) => role === 'primary' && variantId === 'c')?.difference;
      value += difference?.kind === 'difference' ? difference.value / some : NaN;
    }
    expect(ofBetter / visitors).toBeGreaterThan(0.42);
    expect(ofBetter).toBeGreaterThan(1.25 * fixed);
    expect(Math.abs(value - 0.4)).toBeLessThan(0.08);
  });
});
