import { BILLION, edges, flat, known, near, share, summed, tooFew, Z95 } from './edges.fixture.ts';
import type { Edge } from './edges.fixture.ts';
import * as stats from './index.ts';

const plan = { plannedUnits: 2000, alpha: 0.05 };
const sequenced = (value: number, units: number, smallerUnits = units / 2) => ({ value, standardError: 1, units, smallerUnits });
const guardrail = { better: 'higher', margin: 0.1, marginIs: 'absolute' } as const;
const epochs = (a: number, b: number) => [{ weights: [1, 1], units: [a, b] }];
const once = (count: number, value: number) => Array.from({ length: count }, () => ({ numerator: value, denominator: 1 }));
const shuffling = { permutations: 99, seed: 1 };
const segments = (...values: number[]) => values.map((value) => ({ value, standardError: 1 }));
const look = (units: number, value = 1, standardError = 1) => ({ difference: { ...known(value, standardError, units), pValue: 0.5 }, unitsOfSmaller: units / 2 });
const opened = stats.openSequence(plan);
const looked = stats.lookAgain(opened, look(BILLION, 60));
const measured = (value: number, units: number, unitVariance = 1) => ({ value, unitVariance, units });

/** Tests and decision rules, at the edges of what can be counted. */
export const tests: Record<string, Edge[]> = {
  fisherExact: edges(
    ['one trial a side', () => stats.fisherExact(share(0, 1), share(1, 1)), near(1)],
    // 2 / binomial(100, 50), exactly.
    ['0 % against 100 %', () => stats.fisherExact(share(0, 50), share(50, 50)), near(2 / 1.008913445455642e29)],
    ['one success among 1e9', () => stats.fisherExact(share(0, BILLION), share(1, BILLION)), near(1)],
    ['1e9 alike', () => stats.fisherExact(share(BILLION / 2, BILLION), share(BILLION / 2, BILLION)), near(1)],
  ),
  mcNemarExact: edges(
    ['nothing went differently', () => stats.mcNemarExact({ both: BILLION, onlyControl: 0, onlyTreatment: 0, neither: BILLION }), 1],
    ['one matter', () => stats.mcNemarExact({ both: 0, onlyControl: 0, onlyTreatment: 1, neither: 0 }), 1],
    // Twice a half to the power of 50, exactly.
    ['0 % against 100 %', () => stats.mcNemarExact({ both: 0, onlyControl: 0, onlyTreatment: 50, neither: 0 }), near(2 ** -49)],
  ),
  responseRates: edges(
    ['nobody asked', () => stats.responseRates(share(0, 0), share(1, 1), plan), tooFew(0, 1)],
    ['49 asked', () => stats.responseRates(share(0, 49), share(49, 49), plan), tooFew(49, 50)],
    ['0 % against 100 %', () => stats.responseRates(share(0, 50), share(50, 50), plan), { difference: 1, pValue: near(1.523970604832105e-23), notComparable: true }],
    ['everybody', () => stats.responseRates(share(BILLION, BILLION), share(9, 9), plan), flat(0, BILLION + 9)],
    ['1e9 alike', () => stats.responseRates(share(BILLION / 2, BILLION), share(BILLION / 2, BILLION), plan), { difference: 0, pValue: 1, alwaysValidP: 1, notComparable: false }],
  ),
  sampleRatio: edges(
    ['one unit', () => stats.sampleRatio([{ units: 1, weight: 1 }, { units: 0, weight: 1 }]), tooFew(1, 10)],
    ['all in one of two, 400', () => stats.sampleRatio([{ units: 400, weight: 1 }, { units: 0, weight: 1 }]), { statistic: 400, pValue: near(5.507248237212467e-89) }],
    ['1e9 units as planned', () => stats.sampleRatio([{ units: BILLION, weight: 1 }, { units: BILLION, weight: 1 }]), { statistic: 0, pValue: 1 }],
  ),
  groupBalance: edges(
    ['no stratum', () => stats.groupBalance([]), tooFew(0, 1)],
    ['one unit', () => stats.groupBalance([[[1, 0], [0, 0]]]), tooFew(0, 1)],
    ['each group in its own variant, 400', () => stats.groupBalance([[[200, 0], [0, 200]]]), { statistic: 400, degreesOfFreedom: 1, pValue: near(5.507248237212467e-89) }],
    ['1e9 units alike', () => stats.groupBalance([[[BILLION, BILLION], [BILLION, BILLION]]]), { statistic: 0, pValue: 1 }],
  ),
  sharesOverEpochs: edges(['an epoch without units', () => stats.sharesOverEpochs(epochs(0, 0)), [{ units: 0, weight: 0 }, { units: 0, weight: 0 }]]),
  sequentialSampleRatio: edges(
    ['no unit', () => stats.sequentialSampleRatio(epochs(0, 0)), tooFew(0, 1)],
    ['one unit', () => stats.sequentialSampleRatio(epochs(1, 0)), { logBayesFactor: expectZero(1e-9), pValue: near(1), mismatch: false }],
    ['all of 1e9 in one of two', () => stats.sequentialSampleRatio(epochs(BILLION, 0)), { pValue: 0, mismatch: true }],
    ['1e9 as planned', () => stats.sequentialSampleRatio(epochs(BILLION, BILLION)), { pValue: 1, mismatch: false }],
  ),
  nonInferiority: edges(
    ['nothing varies', () => stats.nonInferiority(flat(1, 9), flat(1, 9), guardrail), flat(0, 18)],
    ['z = 37', () => stats.nonInferiority(flat(0, 9), known(36.9, 1), guardrail), { kind: 'pass', pValue: near(5.725571222524575e-300) }],
    ['z = -60', () => stats.nonInferiority(flat(0, 9), known(-60.1, 1), guardrail), { kind: 'inferior', pValue: 1 }],
  ),
  equivalence: edges(
    ['nothing varies', () => stats.equivalence(flat(1, 9), flat(1, 9), guardrail), flat(0, 18)],
    ['z = 60 from either margin', () => stats.equivalence(flat(0, 9), known(0, 0.1 / 60), guardrail), { kind: 'equivalent', pValue: 0 }],
  ),
  sequentialPass: edges(
    ['49 units of the smaller variant', () => stats.sequentialPass(known(0, 1, 49), known(0, 1, BILLION), guardrail, plan), tooFew(49, 50)],
    ['z = 60', () => stats.sequentialPass(known(0, 1e-9, 1000), known(60.1, 1, 1000), guardrail, plan), { kind: 'pass' }],
    ['nothing varies', () => stats.sequentialPass(flat(1, 90), flat(0, 90), guardrail, plan), flat(-1, 180)],
  ),
  sequentialHarm: edges(
    ['49 units of the smaller variant', () => stats.sequentialHarm(known(0, 1, 49), known(0, 1, BILLION), guardrail, plan), tooFew(49, 50)],
    ['z = -60', () => stats.sequentialHarm(known(0, 1e-9, 1000), known(-60.1, 1, 1000), guardrail, plan), { kind: 'harm' }],
    ['nothing varies', () => stats.sequentialHarm(flat(1, 90), flat(0, 90), guardrail, plan), flat(-1, 180)],
  ),
  confidenceSequence: edges(
    ['one unit', () => stats.confidenceSequence(sequenced(0, 2, 1), plan), tooFew(1, 50)],
    ['1e9 units', () => stats.confidenceSequence(sequenced(0, BILLION), plan), { value: 0, alwaysValidP: 1 }],
    ['z = 60', () => stats.confidenceSequence(sequenced(60, 2000), plan), { alwaysValidP: 0 }],
  ),
  sequenceHalfWidth: edges(['1e9 units, planned', () => stats.sequenceHalfWidth(1, BILLION, { ...plan, plannedUnits: BILLION }), near(stats.sequenceHalfWidth(1, 1, { ...plan, plannedUnits: 1 }))]),
  openSequence: edges(['nothing seen', () => opened, { looks: 0, low: null, high: null, alwaysValidP: 1 }]),
  lookAgain: edges(
    ['one unit', () => stats.lookAgain(opened, look(2)), opened],
    ['no spread', () => stats.lookAgain(opened, look(200, 1, 0)), opened],
    ['1e9 units, z = 60', () => looked, { looks: 1, alwaysValidP: 0 }],
  ),
  mergeSequences: edges(['with nothing seen', () => stats.mergeSequences(opened, looked), looked]),
  readSequence: edges(['nothing seen', () => stats.readSequence(opened), tooFew(0, 1)]),
  openHybrid: edges(['nothing seen', () => stats.openHybrid(2000), { finalAlpha: near(0.04), finalP: null }]),
  lookAtHybrid: edges(['one unit', () => stats.lookAtHybrid(stats.openHybrid(2000), look(2)), { finalP: null }]),
  decideHybrid: edges(['nothing seen', () => stats.decideHybrid(stats.openHybrid(2000)), { kind: 'continue' }]),
  permutationTest: edges(
    ['no unit', () => stats.permutationTest([], once(9, 1), shuffling), tooFew(0, 1)],
    ['all alike', () => stats.permutationTest(once(9, 1), once(9, 1), shuffling), flat(0, 18)],
    ['0 % against 100 %', () => stats.permutationTest(once(30, 0), once(30, 1), shuffling), { difference: 1, pValue: 0.01 }],
    ['an offset of 1e9', () => stats.permutationTest(once(30, BILLION), once(30, BILLION + 1), shuffling), { difference: 1, pValue: 0.01 }],
  ),
  falseAlarms: edges(['no unit', () => stats.falseAlarms([], once(9, 1), shuffling, () => true), tooFew(0, 1)]),
  interactionTest: edges(
    ['one segment', () => stats.interactionTest(segments(1)), tooFew(1, 2)],
    ['all alike', () => stats.interactionTest(segments(1, 1)), { statistic: 0, pValue: 1 }],
    ['an offset of 1e9', () => stats.interactionTest(segments(BILLION, BILLION + 2)), { statistic: near(2), common: BILLION + 1 }],
    ['segments 20 root 2 errors apart', () => stats.interactionTest(segments(0, 20 * Math.SQRT2)), { pValue: near(5.507248237212467e-89) }],
  ),
  chosenSum: edges(
    ['nothing chosen', () => stats.chosenSum([], 1), { value: 0, low: 0, high: 0 }],
    ['one of one', () => stats.chosenSum([{ value: 1, standardError: 2, weight: 0.5 }], 1), { value: 0.5, high: near(0.5 + Z95) }],
    ['no error', () => stats.chosenSum([{ value: BILLION, standardError: 0, weight: 1 }], 9), { low: BILLION, high: BILLION }],
    ['one of 9,000', () => stats.chosenSum([{ value: 0, standardError: 1, weight: 1 }], 9_000), { high: near(Math.sqrt(9221.81), 1e-4) }],
  ),
  shrinkEffects: edges(
    ['three segments', () => stats.shrinkEffects(segments(1, 2, 3)), tooFew(3, 4)],
    ['all alike', () => stats.shrinkEffects(segments(1, 1, 1, 1)), { mean: 1, betweenVariance: 0 }],
    ['effects 1e9 apart', () => stats.shrinkEffects(segments(0, BILLION, 2 * BILLION, 3 * BILLION)), { mean: near(1.5 * BILLION) }],
  ),
  bestStop: edges(
    ['one unit', () => stats.bestStop([measured(0, 1), measured(0, 900)]), tooFew(1, 100)],
    ['1e9 units alike', () => stats.bestStop([measured(0, BILLION), measured(0, BILLION)]), { kind: 'continue', evidence: 0 }],
    ['an offset of 1e9', () => stats.bestStop([measured(BILLION, 1000), measured(BILLION + 1, 1000)]), { kind: 'stop', best: 1, evidence: near(250) }],
  ),
  cuped: edges(
    ['a covariate that is the same for all', () => stats.cuped([pair(50, 0), pair(50, 0)]), flat(1, 100)],
    ['1e9 units, nothing to explain', () => stats.cuped([pair(BILLION, 1), pair(BILLION, 1)]), { theta: 0, variants: [summed(BILLION, 3, 1), summed(BILLION, 3, 1)] }],
  ),
  tHalfWidth: edges(['1e9 degrees of freedom', () => stats.tHalfWidth(0.95, BILLION), near(Z95, 1e-8)]),
};

function pair(count: number, spread: number): stats.PairMoments {
  return { y: summed(count, 3, 1), x: summed(count, 1, spread), coDeviations: 0 };
}

/** 0, but for rounding. */
function expectZero(most: number): unknown {
  return { asymmetricMatch: (actual: unknown) => typeof actual === 'number' && Math.abs(actual) <= most, toString: () => 'near 0' };
}
