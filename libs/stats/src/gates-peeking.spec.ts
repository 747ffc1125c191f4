import { describe, expect, it } from '@jest/globals';

import { bestStop } from './best-stop.ts';
import { differenceOfLatencyMoments } from './latency-difference.ts';
import { differenceOfMeans } from './mean-interval.ts';
import { addToMoments, momentsOf, NO_MOMENTS, variance } from './moments.ts';
import type { Moments } from './moments.ts';
import { equivalence, nonInferiority, sequentialHarm, sequentialPass } from './non-inferiority.ts';
import type { GuardrailSide } from './non-inferiority.ts';
import { bar, covers, RUNS, shareOfRuns, slack } from './runs.fixture.ts';
import { sampleRatio } from './sample-ratio.ts';
import { differenceOfProportions } from './score-test.ts';
import { sequentialSampleRatio } from './sequential-sample-ratio.ts';
import { coin, cost, csat, gauss, heads, moodyLatency } from './simulated.fixture.ts';
import type { Draw, Random } from './simulated.fixture.ts';

const { sqrt } = Math;

/** As `meanInterval`, without its ends, which no guardrail reads and which would take most of the time. */
const sideOf = (moments: Moments): GuardrailSide =>
  ({ kind: 'estimate', value: moments.mean, low: NaN, high: NaN, standardError: sqrt((variance(moments) ?? NaN) / moments.count), units: moments.count });

describe('a sound assignment, looked at 200 times,', () => {
  /** Whether a look ever alarms at 5 %. */
  const alarms = (isBad: (units: number[]) => boolean) => shareOfRuns(51, (random) => {
    const units = [0, 0];
    for (let look = 0; look < 200; look++) {
      const first = heads(random, 10, 0.3);
      units[0]! += first;
      units[1]! += 10 - first;
      if (isBad(units)) return true;
    }
    return false;
  });

  it('alarms the sequential ratio check in at most 5 % of the runs', () => {
    expect(alarms((units) => {
      const answer = sequentialSampleRatio([{ weights: [3, 7], units }]);
      return answer.kind === 'test' && answer.pValue < 0.05;
    })).toBeLessThanOrEqual(bar(0.05));
  });

  it('alarms the chi-square check, which is made for one look, in more', () => {
    expect(alarms((units) => {
      const answer = sampleRatio([{ units: units[0]!, weight: 3 }, { units: units[1]!, weight: 7 }]);
      return answer.kind === 'test' && answer.pValue < 0.05;
    })).toBeGreaterThan(bar(0.05));
  });
});

/** A treatment worse than the control by exactly the margin of .2: the hardest case for a claim of more, or of less. */
function eachLook(random: Random, draw: Draw, looks: number, isClaim: (a: Moments, b: Moments) => boolean): boolean {
  let [a, b] = [NO_MOMENTS, NO_MOMENTS];
  for (let look = 1; look <= looks; look++) {
    for (let unit = 0; unit < 10; unit++) {
      a = addToMoments(a, draw(random));
      b = addToMoments(b, draw(random) - 0.2);
    }
    if (look >= 5 && isClaim(a, b)) return true;
  }
  return false;
}

const guardrail = { better: 'higher', margin: 0.2, marginIs: 'absolute' } as const;

describe.each<[string, Draw]>([['CSAT', csat], ['a skewed cost', cost]])('a loss of just the margin in %s', (_, draw) => {
  it('is called harm at any of 106 looks in at most 5 % of the runs', () => {
    const plan = { plannedUnits: 2_200, alpha: 0.05 };
    expect(shareOfRuns(52, (random) =>
      eachLook(random, draw, 110, (a, b) => sequentialHarm(sideOf(a), sideOf(b), guardrail, plan).kind === 'harm'))).toBeLessThanOrEqual(bar(0.05));
  });

  it('passes as no loss at any of 106 looks in at most 5 % of the runs, where a test for one look passes far more', () => {
    const plan = { plannedUnits: 2_200, alpha: 0.1 };
    expect(shareOfRuns(57, (random) =>
      eachLook(random, draw, 110, (a, b) => sequentialPass(sideOf(a), sideOf(b), guardrail, plan).kind === 'pass'))).toBeLessThanOrEqual(bar(0.05));
    expect(shareOfRuns(57, (random) =>
      eachLook(random, draw, 110, (a, b) => nonInferiority(sideOf(a), sideOf(b), guardrail).kind === 'pass'))).toBeGreaterThan(bar(0.05));
  });

  it('passes as no loss in at most 5 % of the runs with one look, and as equivalent in no more', () => {
    const sides = (random: Random) => [0, 0.2].map((loss) => sideOf(momentsOf(Array.from({ length: 1_000 }, () => draw(random) - loss))));
    expect(shareOfRuns(53, (random) => {
      const [a, b] = sides(random) as [GuardrailSide, GuardrailSide];
      return nonInferiority(a, b, guardrail).kind === 'pass';
    })).toBeLessThanOrEqual(bar(0.05));
    expect(shareOfRuns(54, (random) => {
      const [a, b] = sides(random) as [GuardrailSide, GuardrailSide];
      return equivalence(a, b, guardrail).kind === 'equivalent';
    })).toBeLessThanOrEqual(bar(0.05));
  });
});

describe('among three equal variants', () => {
  it.each<[string, Draw]>([['a share of .62', coin(0.62)], ['CSAT', csat], ['a normal value', gauss]])(
    'a best one in %s is named at any of 100 looks in at most 5 % of the runs', (_, draw) => {
      expect(shareOfRuns(55, (random) => {
        const arms = [NO_MOMENTS, NO_MOMENTS, NO_MOMENTS];
        for (let unit = 1; unit <= 1_100; unit++) {
          arms.forEach((moments, i) => { arms[i] = addToMoments(moments, draw(random)); });
          if (unit < 100 || unit % 10 > 0) continue;
          const stop = bestStop(arms.map((moments) => ({ value: moments.mean, unitVariance: variance(moments) ?? 1, units: unit })));
          if (stop.kind === 'stop') return true;
        }
        return false;
      })).toBeLessThanOrEqual(bar(0.05));
    });
});

describe('without a difference, with one look,', () => {
  it.each([0.62, 0.05, 0.005])('the test of a share of %d keeps its 5 %', (share) => {
    const side = (random: Random) => ({ successes: heads(random, 200, share), trials: 200 });
    expect(shareOfRuns(42, (random) => {
      const result = differenceOfProportions(side(random), side(random));
      return result.kind === 'estimate' && result.pValue < 0.05;
    })).toBeLessThanOrEqual(bar(0.05));
  });

  it.each([[0.5, 200], [0.95, 2_000]])('the test of the %d quantile of response times of %d visitors keeps its 5 %%, and its interval holds 0 in 93 %%', (q, visitors) => {
    let held = 0;
    expect(shareOfRuns(43, (random) => {
      const result = differenceOfLatencyMoments(moodyLatency(random, visitors, q), moodyLatency(random, visitors, q), q);
      held += covers(result, 0) ? 1 / RUNS : 0;
      return result.kind === 'estimate' && result.pValue < 0.05;
    })).toBeLessThanOrEqual(bar(0.05));
    expect(held).toBeGreaterThanOrEqual(0.93);
  });

  it('the test of two CSAT means wastes nothing of its 5 %', () => {
    const side = (random: Random) => momentsOf(Array.from({ length: 100 }, () => csat(random)));
    const claims = shareOfRuns(56, (random) => {
      const result = differenceOfMeans(side(random), side(random));
      return result.kind === 'estimate' && result.pValue < 0.05;
    });
    expect(Math.abs(claims - 0.05)).toBeLessThanOrEqual(slack(0.05));
  });
});
