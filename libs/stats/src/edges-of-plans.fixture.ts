import { BILLION, edges, flat, fortyPairs, four, near, ratedOnce, share, summed, tooFew } from './edges.fixture.ts';
import type { Edge } from './edges.fixture.ts';
import * as stats from './index.ts';

const plan = { controlVariance: 1, treatmentVariance: 1, difference: 1 };
const asked = (one: number, five: number, of: number): stats.AskedRatings => ({ counts: [one, 0, 0, 0, five], asked: of });
const belief = (value: number, standardError = 1) => ({ value, standardError });
const measured = (value: number, units: number) => ({ value, unitVariance: 1, units });
const costs = { training: 100, hostingPerDay: 0, resolvedPerDay: 10, saving: { value: 1, standardError: 1 / 60 } };
const wins = (count: number): stats.Duel[] => Array.from({ length: count }, (_, i) =>
  ({ left: i % 2, right: 1 - (i % 2), result: i % 2 === 1 ? 'left' : 'right', rater: `${i}`, conversation: `${i}`, leftLength: 100, rightLength: 100 }));
const sums = { units: 2n, y: 2_000_000_001n, x: 2n, yy: 2_000_000_002_000_000_001n, xx: 2n, xy: 2_000_000_001n };

/** So many units of one rating each, some of them a 5, the others a 1. */
const allRated = (units: number, fives: number): stats.AskedSums => {
  const [y, yy] = [units + 4 * fives, units + 24 * fives];
  return { units, raters: units, a: units, x: units, y, aa: units, xx: units, yy, ax: units, ay: y, xy: y };
};

/** Plans, beliefs, bounds and the sums behind everything, at the edges of what can be counted. */
export const plans: Record<string, Edge[]> = {
  requiredUnits: edges(['no variance', () => stats.requiredUnits({ ...plan, controlVariance: 0, treatmentVariance: 0 }), { control: 1, treatment: 1, total: 2 }]),
  requiredRatings: edges(['to 100 %', () => stats.requiredRatings({ share: 0.99, difference: 0.01 }), { control: 778 }]),
  powerOf: edges(
    ['z = 60', () => stats.powerOf({ ...plan, controlUnits: 7200 }), 1],
    ['no variance', () => stats.powerOf({ ...plan, controlVariance: 0, treatmentVariance: 0, controlUnits: 1 }), 1],
  ),
  detectableDifference: edges(['1e9 units', () => stats.detectableDifference({ ...plan, controlUnits: BILLION }), near(2.801585218113036 * Math.sqrt(2 / BILLION))]),
  sequentialUnits: edges(['no variance', () => stats.sequentialUnits({ ...plan, controlVariance: 0, treatmentVariance: 0 }), { total: 2 }]),
  sequentiallyDetectable: edges(
    ['no variance', () => stats.sequentiallyDetectable({ ...plan, controlVariance: 0, treatmentVariance: 0, controlUnits: 9 }), 0],
    ['1e9 units', () => stats.sequentiallyDetectable({ ...plan, controlUnits: BILLION }), near(stats.sequentiallyDetectable({ ...plan, controlUnits: 1 }) / Math.sqrt(BILLION))],
  ),
  intraClassCorrelation: edges(
    ['no cluster', () => stats.intraClassCorrelation({ clusters: 0, observations: 0, squaredSizes: 0, sum: 0, between: 0, within: 0 }), tooFew(0, 30)],
    ['all alike', () => stats.intraClassCorrelation({ clusters: 50, observations: 100, squaredSizes: 200, sum: 300, between: 0, within: 0 }), { kind: 'no-spread', value: 3 }],
    ['each cluster in itself alike', () => stats.intraClassCorrelation({ clusters: 50, observations: 100, squaredSizes: 200, sum: 300, between: 9, within: 0 }), { value: 1 }],
  ),
  chosenShare: edges(['60 errors from even', () => stats.chosenShare({ value: 60, standardError: 1 }, 1000), { share: 1, high: 1 }], ['known', () => stats.chosenShare({ value: 0, standardError: 0 }, 2), { share: 0.5, low: 0.5, high: 0.5 }]),
  strengthOver: edges(['a variant over itself', () => stats.strengthOver(stats.duelStrengths(2, wins(100)) as stats.DuelStrengths, 1, 1), { value: 0, standardError: 0 }]),
  shuffledLabels: edges(['no round', () => [...stats.shuffledLabels([], { seed: 1, permutations: 0 })], []], ['no unit', () => [...stats.shuffledLabels([], { seed: 1, permutations: 2 })], [[], []]]),
  askedFor: edges(['everybody answers', () => stats.askedFor(BILLION, 1), BILLION], ['one in 1e9 answers', () => stats.askedFor(1, 1e-9), BILLION]),
  clusterInflation: edges(['a visitor of 1e9 like ratings', () => stats.clusterInflation(BILLION, 1), BILLION]),
  runtimeDays: edges(['no traffic', () => stats.runtimeDays(1, { exposures: 0 }), tooFew(0, 1)], ['no unit', () => stats.runtimeDays(0, { exposures: 1 }), 0]),
  breakEven: edges(
    ['sure to 60 errors', () => stats.breakEven(costs), { days: 10, probability: 1 }],
    ['nothing saved', () => stats.breakEven({ ...costs, saving: { value: 0, standardError: 1 } }), { days: null, latest: null }],
  ),
  chanceToWin: edges(
    ['z = 37', () => stats.chanceToWin(belief(37)), { chanceToWin: 1, lossOfControl: 37 }],
    ['z = -37', () => stats.chanceToWin(belief(-37)), { chanceToWin: near(5.725571222524575e-300), lossOfTreatment: 37 }],
    ['an offset of 1e9', () => stats.chanceToWin(belief(BILLION, BILLION)), { chanceToWin: near(0.8413447460685429) }],
  ),
  chanceToWinOfShares: edges(
    // Two uniform beliefs: mean distance 1/3, half of it each way.
    ['no trial', () => stats.chanceToWinOfShares(share(0, 0), share(0, 0)), { chanceToWin: near(0.5), lossOfTreatment: near(1 / 6) }],
    ['0 of 1e9 against all', () => stats.chanceToWinOfShares(share(0, BILLION), share(BILLION, BILLION)), { chanceToWin: near(1), lossOfTreatment: 0 }],
    ['1e9 alike', () => stats.chanceToWinOfShares(share(BILLION / 2, BILLION), share(BILLION / 2, BILLION)), { chanceToWin: near(0.5) }],
  ),
  bestByNormal: edges(['60 errors apart', () => stats.bestByNormal([belief(0), belief(60)]), [near(0), near(1)]], ['an offset of 1e9', () => stats.bestByNormal([belief(BILLION), belief(BILLION)]), [near(0.5), near(0.5)]]),
  bestByCounts: edges(['0 % against 100 %', () => stats.bestByCounts([share(0, 1), share(1, 1)]), [near(1 / 6), near(5 / 6)]], ['1e9 alike', () => stats.bestByCounts([share(BILLION / 2, BILLION), share(BILLION / 2, BILLION)]), [near(0.5), near(0.5)]]),
  topTwoShares: edges(['60 errors apart', () => stats.topTwoShares([belief(0), belief(60)]), [near(0.5), near(0.5)]]),
  optimalShares: edges(['an offset of 1e9', () => stats.optimalShares([measured(BILLION, 9), measured(BILLION + 1, 9)]), [near(0.5), near(0.5)]]),
  adaptiveWeights: edges(['all to one', () => stats.adaptiveWeights({ current: [9500, 500], shares: [0, 1], hours: 1 }), [8500, 1500]]),
  duelStrengths: edges(
    ['no duel', () => stats.duelStrengths(2, []), tooFew(0, 4)],
    // Half a pseudo-win each way beside 100 wins.
    ['100 wins of 100', () => stats.duelStrengths(2, wins(100)), { separated: true, strengths: [{ value: 0 }, { value: near(Math.log(100.5 / 0.5), 1e-6) }] }],
  ),
  leeBounds: edges(
    ['no rating', () => stats.leeBounds(asked(0, 0, 9), asked(1, 1, 9)), tooFew(0, 1)],
    ['one rating a side', () => stats.leeBounds(asked(1, 0, 1), asked(0, 1, 1)), { low: 4, high: 4, trimmed: 'neither' }],
    ['1e9 ratings', () => stats.leeBounds(asked(0, BILLION, BILLION), asked(BILLION, 0, BILLION)), { low: -4, high: -4 }],
  ),
  boundsOfShare: edges(['nobody asked', () => stats.boundsOfShare(share(0, 0), 0), tooFew(0, 1)], ['nobody of 1e9 answered', () => stats.boundsOfShare(share(0, 0), BILLION), { low: 0, high: 1 }]),
  boundsOfMean: edges(['nobody asked', () => stats.boundsOfMean(asked(0, 0, 0)), tooFew(0, 1)], ['nobody of 1e9 answered', () => stats.boundsOfMean(asked(0, 0, BILLION)), { low: 1, high: 5 }]),
  weightedByResponse: edges(
    ['nobody', () => stats.weightedByResponse([]), tooFew(0, 30)],
    ['one kind of visitor', () => stats.weightedByResponse([{ control: allRated(BILLION, 0), treatment: allRated(BILLION, BILLION / 2) }]), { value: 2, unweighted: 2, cells: 1 }],
    ['all rated alike', () => stats.weightedByResponse([{ control: allRated(30, 0), treatment: allRated(30, 30) }, { control: allRated(30, 0), treatment: allRated(30, 30) }]), flat(4, 120)],
    ['1e9 units', () => stats.weightedByResponse([{ control: allRated(BILLION, 0), treatment: allRated(BILLION, BILLION / 2) }, { control: allRated(BILLION, 0), treatment: allRated(BILLION, BILLION / 2) }]), { value: 2, standardError: near(2 / Math.sqrt(2 * BILLION)) }],
  ),
  boundsOfDifference: edges(['all known', () => stats.boundsOfDifference({ low: 1, high: 1 }, { low: 5, high: 5 }), { low: 4, high: 4 }]),
  holm: edges(['none made', () => stats.holm([null]), [null]], ['0 and 1', () => stats.holm([0, 1, 1e-300]), [0, 1, 2e-300]]),
  benjaminiHochberg: edges(['none made', () => stats.benjaminiHochberg([null]), [null]], ['0 and 1', () => stats.benjaminiHochberg([0, 1]), [0, 1]]),
  simultaneousConfidence: edges(['none made', () => stats.simultaneousConfidence([null]), null], ['one made', () => stats.simultaneousConfidence([1, null]), 0.95]),
  selectedIntervals: edges(['none made', () => stats.selectedIntervals([null]), { selected: [false], confidence: null }]),
  variance: edges(['one value', () => stats.variance(summed(1, 3, 0)), null], ['an offset of 1e9', () => stats.variance(four(BILLION)), near(30)]),
  momentsOf: edges(['no value', () => stats.momentsOf([]), stats.NO_MOMENTS], ['an offset of 1e9', () => stats.momentsOf([BILLION, BILLION + 1]), { mean: BILLION + 0.5, squaredDeviations: 0.5 }]),
  addToMoments: edges(['the first value', () => stats.addToMoments(stats.NO_MOMENTS, BILLION), { count: 1, mean: BILLION, squaredDeviations: 0 }]),
  mergeMoments: edges(['an offset of 1e9', () => stats.mergeMoments(four(BILLION), four(BILLION)), { count: 8, mean: BILLION + 10, squaredDeviations: near(180) }], ['nothing', () => stats.mergeMoments(stats.NO_MOMENTS, four(0)), four(0)]),
  pairMomentsOf: edges(['no unit', () => stats.pairMomentsOf([]), stats.NO_PAIR_MOMENTS], ['an offset of 1e9', () => fortyPairs(BILLION), { y: { squaredDeviations: near(900, 1e-7) }, coDeviations: 0 }]),
  addToPairMoments: edges(['the first unit', () => stats.addToPairMoments(stats.NO_PAIR_MOMENTS, { numerator: 0, denominator: 1 }), ratedOnce(1, 0, 0)]),
  mergePairMoments: edges(['nothing', () => stats.mergePairMoments(stats.NO_PAIR_MOMENTS, ratedOnce(9, 1, 1)), ratedOnce(9, 1, 1)]),
  pairMomentsOfSums: edges(['an offset of 1e9', () => stats.pairMomentsOfSums(sums), { y: { mean: BILLION + 0.5, squaredDeviations: 0.5 } }]),
  covariateMomentsOf: edges(['one unit', () => stats.covariateMomentsOf([{ outcome: BILLION, covariates: [null] }]), { count: 1, means: [BILLION, 0, 1] }]),
  mergeCovariateMoments: edges(['an offset of 1e9', () => stats.mergeCovariateMoments({ count: 1, means: [BILLION], coDeviations: [[0]] }, { count: 1, means: [BILLION + 1], coDeviations: [[0]] }), { means: [BILLION + 0.5], coDeviations: [[0.5]] }]),
  latencyBucket: edges(['no time and for ever', () => [0, Infinity, BILLION].map(stats.latencyBucket), [0, 1024, 1024]]),
  latencyOfBucket: edges(['the ends', () => [0, 1024].map(stats.latencyOfBucket), [0, Infinity]]),
  mergeBuckets: edges(['1e9 answers', () => stats.mergeBuckets({ 3: BILLION }, { 3: BILLION }), new Map([[3, 2 * BILLION]])]),
  quantileBucket: edges(['one answer', () => stats.quantileBucket(new Map([[7, 1]]), 0.95), 7], ['1e9 answers', () => stats.quantileBucket(new Map([[7, BILLION], [8, BILLION]]), 0.95), 8]),
  quantileFromBuckets: edges(['one answer', () => stats.quantileFromBuckets({ 7: 1 }, 0.5), tooFew(1, 2)], ['1e9 answers', () => stats.quantileFromBuckets({ 7: BILLION }, 0.5), { count: BILLION, ms: near(stats.latencyOfBucket(7)) }]),
};
