import { BILLION, difference, edges, flat, fortyPairs, four, known, near, ratedOnce, share, summed, tooFew, Z95 } from './edges.fixture.ts';
import type { Edge } from './edges.fixture.ts';
import * as stats from './index.ts';

/** As `stats.covariateMomentsOf` of a covariate that is 0 or 1 and says nothing. */
const covariates = (count: number, mean: number, variance: number) =>
  ({ count, means: [mean, 0.5, 0], coDeviations: [[variance * (count - 1), 0, 0], [0, count / 4, 0], [0, 0, 0]] });
const buckets = (ms: number, count: number) => ({ [stats.latencyBucket(ms)]: count });
const visitors = (count: number, ms = 1000) => Array.from({ length: count }, () => buckets(ms, 1));
/** As many visitors with an answer each, half of them at 1,000 ms, half at 1,100. */
const halves = (count: number, ms = 1000): stats.LatencyMoments =>
  ({ buckets: { ...buckets(ms, count / 2), ...buckets(1.1 * ms, count / 2) }, upTo: ratedOnce(count, 0.5, 0.25) });
/** mpmath, 40 digits: betainc(15, 1/2, 0, 30/(30 + 60^2), regularized=True), the two-sided tail of t = 60 on 30 degrees. */
const TAIL_60 = near(8.311309613532249e-33);

/** Estimates of one variant and differences of two, at the edges of what can be counted. */
export const differences: Record<string, Edge[]> = {
  meanInterval: edges(
    ['one unit', () => stats.meanInterval(summed(1, 3, 0)), tooFew(1, 2)],
    ['all alike', () => stats.meanInterval(summed(50, 1, 0)), flat(1, 50)],
    ['1e9 units', () => stats.meanInterval(summed(BILLION, 0.62, 0.2356)), { standardError: near(Math.sqrt(0.2356 / BILLION)), low: near(0.62 - Z95 * Math.sqrt(0.2356 / BILLION)) }],
    ['an offset of 1e9', () => stats.meanInterval(four(BILLION)), { value: BILLION + 10, standardError: near(Math.sqrt(7.5)) }],
  ),
  differenceOfMeans: edges(
    ['one unit', () => stats.differenceOfMeans(summed(1, 3, 0), summed(9, 3, 1)), tooFew(1, 2)],
    ['0 % against 100 %', () => stats.differenceOfMeans(summed(50, 0, 0), summed(50, 1, 0)), flat(1, 100)],
    ['100 % against less', () => stats.differenceOfMeans(summed(16, 1, 0), summed(31, 0.5, 0.25)), { kind: 'estimate', value: -0.5 }],
    ['1e9 units', () => stats.differenceOfMeans(summed(BILLION, 0, 1), summed(BILLION, 1e-4, 1)), { standardError: near(Math.sqrt(2 / BILLION)) }],
    ['an offset of 1e9', () => stats.differenceOfMeans(four(BILLION), four(BILLION + 1)), { value: 1, standardError: near(Math.sqrt(15)) }],
    ['t = 60', () => stats.differenceOfMeans(summed(16, 0, 8), summed(16, 60, 8)), { pValue: TAIL_60 }],
  ),
  ratioInterval: edges(
    ['one unit', () => stats.ratioInterval(ratedOnce(1, 1, 0)), tooFew(1, 30)],
    ['100 %', () => stats.ratioInterval(ratedOnce(30, 1, 0)), flat(1, 30)],
    ['1e9 units', () => stats.ratioInterval(ratedOnce(BILLION, 0.62, 0.2356)), { standardError: near(Math.sqrt(0.2356 / BILLION)) }],
    ['an offset of 1e9', () => stats.ratioInterval(fortyPairs(BILLION)), { value: near(BILLION + 10, 1e-15), standardError: near(Math.sqrt((30 * 30) / 39 / 40), 1e-7) }],
  ),
  ratioVariance: edges(
    ['no unit', () => stats.ratioVariance(stats.NO_PAIR_MOMENTS), tooFew(0, 30)],
    ['1e9 units', () => stats.ratioVariance(ratedOnce(BILLION, 0.62, 0.2356)), near(0.2356)],
  ),
  differenceOfRatios: edges(
    ['one unit', () => stats.differenceOfRatios(ratedOnce(1, 1, 0), ratedOnce(99, 1, 0.2)), tooFew(1, 30)],
    ['0 % against 100 %', () => stats.differenceOfRatios(ratedOnce(50, 0, 0), ratedOnce(50, 1, 0)), flat(1, 100)],
    ['an offset of 1e9', () => stats.differenceOfRatios(fortyPairs(BILLION), fortyPairs(BILLION + 1)), { value: near(1, 1e-6), standardError: near(Math.sqrt((2 * 30 * 30) / 39 / 40), 1e-7) }],
    // mpmath, 40 digits, the same with 60 degrees of freedom: 31 units a side.
    ['t = 60', () => stats.differenceOfRatios(ratedOnce(31, 0, 15.5), ratedOnce(31, 60, 15.5)), { pValue: near(2.848606961439852e-55) }],
  ),
  differenceOfProportions: edges(
    ['no trial', () => stats.differenceOfProportions(share(0, 0), share(1, 1)), tooFew(0, 1)],
    ['one trial a side', () => stats.differenceOfProportions(share(0, 1), share(1, 1)), { value: 1, pValue: near(1), test: 'fisher' }],
    ['0 % against 100 %', () => stats.differenceOfProportions(share(0, 50), share(50, 50)), { value: 1, pValue: near(1.523970604832105e-23), high: 1 }],
    ['all of 1e9', () => stats.differenceOfProportions(share(BILLION, BILLION), share(BILLION, BILLION)), flat(0, 2 * BILLION)],
    ['1e9 of 1e9 against 1e6 fewer', () => stats.differenceOfProportions(share(BILLION, BILLION), share(BILLION - 1e6, BILLION)), { value: near(-1e-3), pValue: 0 }],
  ),
  pairedDifference: edges(
    ['one matter', () => stats.pairedDifference({ both: 0, onlyControl: 0, onlyTreatment: 1, neither: 0 }, Z95), { value: 1, high: 1, low: near(1 - (Math.SQRT2 * Z95 ** 2) / (1 + Z95 ** 2)) }],
    ['1e9 alike', () => stats.pairedDifference({ both: BILLION, onlyControl: 0, onlyTreatment: 0, neither: 0 }, Z95), { value: 0, low: near(-(Z95 ** 2) / (BILLION + Z95 ** 2), 1e-6), high: near(Z95 ** 2 / (BILLION + Z95 ** 2), 1e-6) }],
    ['0 % against 100 %', () => stats.pairedDifference({ both: 0, onlyControl: 0, onlyTreatment: 50, neither: 0 }, Z95), { value: 1, high: 1, low: near(1 - (Math.SQRT2 * Z95 ** 2) / (50 + Z95 ** 2)) }],
  ),
  newcombeInterval: edges(
    ['no trial', () => stats.newcombeInterval(share(0, 0), share(1, 1)), tooFew(0, 1)],
    ['0 % against 100 % of 1e9', () => stats.newcombeInterval(share(0, BILLION), share(BILLION, BILLION), Z95), { value: 1, high: 1, low: near(1 - (Math.SQRT2 * Z95 ** 2) / (BILLION + Z95 ** 2)) }],
  ),
  wilsonInterval: edges(
    ['0 of 1', () => stats.wilsonInterval(0, 1, Z95), { low: 0, high: near(Z95 ** 2 / (1 + Z95 ** 2)) }],
    ['1 of 1', () => stats.wilsonInterval(1, 1, Z95), { low: near(1 / (1 + Z95 ** 2)), high: 1 }],
    ['0 of 1e9', () => stats.wilsonInterval(0, BILLION, Z95), { low: 0, high: near(Z95 ** 2 / (BILLION + Z95 ** 2)) }],
  ),
  interactedDifference: edges(
    ['one unit', () => stats.interactedDifference(covariates(1, 1, 0), covariates(900, 1, 1)), tooFew(1, 60)],
    ['all alike', () => stats.interactedDifference(covariates(90, 1, 0), covariates(90, 2, 0)), flat(1, 180)],
    ['1e9 units', () => stats.interactedDifference(covariates(BILLION, 0, 1), covariates(BILLION, 1, 1)), { value: 1, standardError: near(Math.sqrt(2 / BILLION), 1e-8) }],
    ['an offset of 1e9', () => stats.interactedDifference(covariates(BILLION, BILLION, 1), covariates(BILLION, BILLION + 1, 1)), { value: 1, standardError: near(Math.sqrt(2 / BILLION), 1e-8) }],
  ),
  complierEffect: edges(
    ['one unit', () => stats.complierEffect(ratedOnce(1, 0, 0), ratedOnce(9, 1, 1)), tooFew(10, 11)],
    ['nobody served otherwise', () => stats.complierEffect(ratedOnce(50, 0, 1), ratedOnce(50, 1, 1)), tooFew(100, 101)],
    ['everybody served as assigned, 1e9 units', () => stats.complierEffect({ ...ratedOnce(BILLION, 0, 1), x: summed(BILLION, 0, 0) }, ratedOnce(BILLION, 1, 1)), { value: 1, standardError: near(Math.sqrt(2 / BILLION)) }],
  ),
  stratifiedDifference: edges(
    ['one stratum', () => stats.stratifiedDifference([difference(1, 0.5)]), { value: 1, standardError: 0.5 }],
    ['none with spread', () => stats.stratifiedDifference([flat(1, 9), flat(0, 9)]), flat(0.5, 18)],
    ['1e9 units beside one', () => stats.stratifiedDifference([difference(1, 1, 1), difference(2, 1e-4, BILLION)]), { value: near(2), standardError: near(1e-4) }],
    ['z = 37', () => stats.stratifiedDifference([difference(37, 1)]), { pValue: near(1.145114244504915e-299) }],
  ),
  lift: edges(
    ['a known control', () => stats.lift(flat(4, 9), known(5, 1)), { value: 0.25, high: near(0.25 + Z95 / 4) }],
    ['an offset of 1e9', () => stats.lift(known(BILLION, 1), known(BILLION + 1e6, 1)), { value: near(1e-3), high: near(1e-3 + (Z95 * Math.hypot(1, 1.001)) / BILLION) }],
    ['a control that may be 0', () => stats.lift(known(0, 1), known(1, 1)), { kind: 'any-lift' }],
  ),
  latencyInterval: edges(
    ['one visitor', () => stats.latencyInterval(visitors(1), 0.5), tooFew(1, 30)],
    ['all the same time', () => stats.latencyInterval(visitors(50), 0.5), { kind: 'estimate', ms: near(1000, 0.01) }],
    ['none ever came', () => stats.latencyInterval(visitors(50, Infinity), 0.5), { kind: 'censored', count: 50, censored: 50 }],
  ),
  latencyFromMoments: edges(
    ['no visitor', () => stats.latencyFromMoments({ buckets: {}, upTo: stats.NO_PAIR_MOMENTS }, 0.5), tooFew(0, 30)],
    ['1e9 visitors', () => stats.latencyFromMoments(halves(BILLION), 0.5), { units: BILLION, ms: near(1050, 0.05) }],
  ),
  differenceOfLatency: edges(
    ['one visitor', () => stats.differenceOfLatency(visitors(1), visitors(50), 0.5), tooFew(1, 30)],
    ['all the same time', () => stats.differenceOfLatency(visitors(50), visitors(50, 2000), 0.5), { kind: 'estimate', value: near(1000, 0.02) }],
  ),
  differenceOfLatencyMoments: edges(
    ['1e9 visitors', () => stats.differenceOfLatencyMoments(halves(BILLION), halves(BILLION, 2000), 0.5), { value: near(1050, 0.05) }],
    ['no visitor', () => stats.differenceOfLatencyMoments({ buckets: {}, upTo: stats.NO_PAIR_MOMENTS }, halves(100), 0.5), tooFew(0, 30)],
  ),
  latencyMomentsOf: edges(['no visitor with an answer', () => stats.latencyMomentsOf([{}], 0.5), { upTo: stats.NO_PAIR_MOMENTS }]),
  ratioOfLatency: edges(
    ['one visitor', () => stats.ratioOfLatency(visitors(1), visitors(50)), tooFew(1, 30)],
    ['all the same time', () => stats.ratioOfLatency(visitors(50), visitors(50, 2000)), { kind: 'no-spread', value: near(2, 0.02) }],
    ['none ever came', () => stats.ratioOfLatency(visitors(50, Infinity), visitors(50)), tooFew(0, 30)],
  ),
};
