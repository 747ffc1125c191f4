import { describe, expect, it } from '@jest/globals';

import { near } from './edges.fixture.ts';
import * as stats from './index.ts';

/*
 * Values computed by others' code, for what has none in a file of its own. python3 with numpy, scipy 1.17 and mpmath;
 * what was computed stands beside each.
 */

/** 600 visitors with one to three answers each, in milliseconds; every number is made from its place. */
function visitors(slowness: number): number[][] {
  return Array.from({ length: 600 }, (_, i) =>
    Array.from({ length: 1 + (i % 3) }, (__, j) => 400 * slowness + ((i * 7919) % 800) * slowness + ((i * 31 + j * 104_729) % 601)));
}

const sketches = (slowness: number) => visitors(slowness).map((times) => {
  const buckets = new Map<number, number>();
  for (const ms of times) buckets.set(stats.latencyBucket(ms), (buckets.get(stats.latencyBucket(ms)) ?? 0) + 1);
  return buckets;
});

const known = (value: number, standardError: number, units = 200) =>
  ({ kind: 'estimate', value, standardError, units, low: value - standardError, high: value + standardError }) as const;

describe('response times match those computed from the times themselves, without buckets,', () => {
  // L, U = numpy.percentile(times, 100 (q -+ t sigma)), t = scipy.stats.t.ppf(.975, 599), sigma^2 = (var S - 2 R cov(S, N)
  // + R^2 var N) / (600 mean(N)^2) over visitors with S of N answers at most numpy.percentile(times, 100 q), R = sum S / sum N.
  it.each([
    [0.5, 1, 1098, 1079.2103113200624, 1132.7896886799376],
    [0.5, 1.2, 1263.8, 1228.8230582314575, 1298.6616506112546],
    [0.95, 1, 1584.05, 1545.686068447223, 1613.6925626083087],
    [0.95, 1.2, 1800.65, 1770.0622251928623, 1834.5103396737543],
  ])('to half a per cent the %d quantile, to one its ends, at slowness %d', (q, slowness, ms, low, high) => {
    expect(stats.latencyInterval(sketches(slowness), q)).toMatchObject({ ms: near(ms, 0.005), lowMs: near(low, 0.01), highMs: near(high, 0.01) });
  });

  // b - a of the quantiles; hypot of (U - L) / (2 t); the error holds what the buckets may be off on top.
  it.each([[0.5, 165.8, 22.410075310286082], [0.95, 216.6, 23.85350717708329]])('the difference of the %d quantiles', (q, value, error) => {
    const result = stats.differenceOfLatency(sketches(1), sketches(1.2), q);
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(Math.abs(result.value - value)).toBeLessThan(0.003 * 1800);
    expect(result.standardError / error).toBeGreaterThan(0.97);
    expect(result.standardError / error).toBeLessThan(1.15);
  });

  it('the ratio of the geometric means', () => {
    // exp of the difference of sum ln ms / sum N, with the delta method by numpy and Welch by scipy.stats.t
    expect(stats.ratioOfLatency(sketches(1), sketches(1.2))).toMatchObject({
      value: near(1.1468073306773738, 5e-4), low: near(1.1130507631846545, 5e-4), high: near(1.181587666255594, 5e-4),
    });
  });

  it('a quantile of few, to 1 %', () => {
    // numpy.percentile(times, [50, 90])
    const buckets = stats.mergeBuckets(...[120, 340, 341, 900, 1500, 2200, 2300, 5000].map((ms) => ({ [stats.latencyBucket(ms)]: 1 })));
    expect(stats.quantileFromBuckets(buckets, 0.5, 1)).toMatchObject({ ms: near(1200, 0.01) });
    expect(stats.quantileFromBuckets(buckets, 0.9, 1)).toMatchObject({ ms: near(3110, 0.01) });
  });
});

describe('decision rules match the reference:', () => {
  it('equivalence', () => {
    // max(scipy.stats.norm.sf((.01 + .05)/hypot(.02, .02)), scipy.stats.norm.sf((.05 - .01)/hypot(.02, .02)))
    expect(stats.equivalence(known(0.6, 0.02), known(0.61, 0.02), { margin: 0.05, marginIs: 'absolute' })).toMatchObject({ kind: 'not-shown', pValue: near(0.07864960352514251) });
  });

  it('harm over time, at the edge of its sequence', () => {
    // se sqrt(n) sqrt(2 (n r + 1) ln(sqrt(n r + 1)/a)/(n^2 r)), r = (-2 ln a + ln(-2 ln a + 1))/2000; n = 400, a = .05, se = hypot(.01, .01)
    const halfWidth = 0.04757255644102396;
    const harm = (loss: number) => stats.sequentialHarm(known(0.6, 0.01), known(0.6 - loss, 0.01), { better: 'higher', margin: 0.1, marginIs: 'absolute' }, { plannedUnits: 2000, alpha: 0.05 });
    expect(harm(0.1 + 1.0001 * halfWidth)).toEqual({ kind: 'harm' });
    expect(harm(0.1 + 0.9999 * halfWidth)).toEqual({ kind: 'no-harm-shown' });
  });

  it('the always-valid p-value of a hybrid, of which a fifth of alpha tunes the sequence', () => {
    // exp(-(n r z^2/(2 (n r + 1)) - ln(n r + 1)/2)) for z = 3.2, n = 1000, N = 2000, a = .01, r as above
    const state = stats.lookAtHybrid(stats.openHybrid(2000), { difference: { ...known(3.2, 1, 1000), pValue: 0.001 }, unitsOfSmaller: 500 });
    expect(state.sequence.alwaysValidP).toEqual(near(0.03312876992415987));
  });

  it('the lifts that Fieller keeps', () => {
    // sorted(numpy.roots([A^2 - (z sA)^2, -2 A B, B^2 - (z sB)^2]) - 1) for A = .5 +- .1, B = .6 +- .2, z = scipy.stats.norm.ppf(.975)
    expect(stats.lift(known(0.5, 0.1), known(0.6, 0.2))).toMatchObject({ low: near(-0.5995464541002785), high: near(1.4352807087228534) });
  });
});

describe('plans match the reference:', () => {
  it('the detectable difference', () => {
    // (scipy.stats.norm.ppf(.975) + scipy.stats.norm.ppf(.8)) * sqrt((1.36 + 1.5/.25)/800)
    expect(stats.detectableDifference({ controlUnits: 800, controlVariance: 1.36, treatmentVariance: 1.5, treatmentPerControl: 0.25 })).toEqual(near(0.26871861408546227));
  });

  it('the units of a sequence', () => {
    // The first n, counted up from 1, at which the half-width above at its own N = 2 n plus norm.ppf(power) se is the difference.
    expect(stats.sequentialUnits({ controlVariance: 1.36, treatmentVariance: 1.5, difference: 0.3 })).toMatchObject({ control: 478, treatment: 478 });
    expect(stats.sequentialUnits({ controlVariance: 0.2356, treatmentVariance: 0.2211, difference: 0.08, power: 0.9 })).toMatchObject({ control: 1330 });
  });

  it('the shares of top-two Thompson sampling', () => {
    // mpmath.quad of the probabilities a to be the best (.0549, .1578, .7874), then a_i (1 + sum over j of a_j/(1 - a_j))/2
    const shares = stats.topTwoShares([0, 0.1, 0.3].map((value) => ({ value, standardError: 0.15 })));
    [0.1341859048322445, 0.3755343415098798, 0.4902797536578757].forEach((share, i) => expect(shares[i]).toEqual(near(share)));
  });

  it('the shares that tell the best with the fewest units', () => {
    // scipy.optimize.minimize (Nelder-Mead, 20 starts) of -min over i of (1 - m_i)^2/(v_1/w_1 + v_i/w_i), w on the simplex
    const shares = stats.optimalShares([1, 0.6, 0.2].map((value, i) => ({ value, unitVariance: [1, 1.5, 0.8][i] ?? NaN, units: 100 })));
    [0.4314422, 0.52503513, 0.04352266].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 5));
  });

  it('what is planned by hand', () => {
    expect(stats.clusterInflation(4, 0.5)).toBe(2.5);
    expect(stats.askedFor(300, 0.12)).toBe(2500);
    // 2,800 units at 100 new ones a day: 125 a day, of which a fifth come again.
    expect(stats.runtimeDays(2800, { exposures: 1750, returnRate: 0.2 })).toBeCloseTo(28, 12);
    expect(stats.sharesOverEpochs([{ weights: [9, 1], units: [880, 120] }, { weights: [1, 1], units: [260, 240] }])).toEqual([{ units: 1140, weight: 1150 }, { units: 360, weight: 350 }]);
  });
});
