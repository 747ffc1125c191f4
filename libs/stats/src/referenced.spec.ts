import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

import { near } from './edges.fixture.ts';
import * as stats from './index.ts';

const three = [{ numerator: 2, denominator: 1 }, { numerator: 3, denominator: 2 }, { numerator: 7, denominator: 3 }];
/** Deviations (-2, -1, 3) from 4 and (-1, 0, 1) from 2. */
const momentsOfThree = { y: { count: 3, mean: 4, squaredDeviations: 14 }, x: { count: 3, mean: 2, squaredDeviations: 2 }, coDeviations: 5 };
const plan = { plannedUnits: 1000, alpha: 0.05 };
const looked = [{ value: 0.2, standardError: 0.1, units: 400 }, { value: 0.3, standardError: 0.08, units: 700 }]
  .map((difference) => ({ difference, unitsOfSmaller: difference.units / 2 }));
const afterBoth = () => looked.reduce(stats.lookAgain, stats.openSequence(plan));
/** python3, decimal, 40 digits: the formula of `sequenceHalfWidth` at both looks; the higher low end, the lower high end and the smaller p. */
const bothLooks = { low: near(0.05618084195165708), high: near(0.512377909167473), alwaysValidP: near(0.006614385345721719) };
const strengths = {
  kind: 'strengths', strengths: [{ value: 0, standardError: 0 }, { value: 0.8, standardError: 0.2 }, { value: 0.3, standardError: 0.3 }],
  covariance: [[0, 0, 0], [0, 0.04, 0.02], [0, 0.02, 0.09]], position: { value: 0, standardError: 0 }, length: { value: 0, standardError: 0 }, duels: 1, bothBad: 0, disconnected: false, separated: false,
} as const;

/** What can be counted with a pencil, or with a few lines of another language: function, how it was computed, question, answer. */
const references: [name: keyof typeof stats, source: string, ask: () => unknown, answer: unknown][] = [
  ['addToPairMoments', 'by hand: deviations of (2, 1), (3, 2), (7, 3)', () => three.reduce(stats.addToPairMoments, stats.NO_PAIR_MOMENTS), momentsOfThree],
  ['mergePairMoments', 'by hand, the same', () => stats.mergePairMoments(stats.pairMomentsOf(three.slice(0, 1)), stats.pairMomentsOf(three.slice(1))), momentsOfThree],
  ['pairMomentsOfSums', 'by hand: sums 12, 6, squares 62, 14, products 29', () => stats.pairMomentsOfSums({ units: 3n, y: 12n, x: 6n, yy: 62n, xx: 14n, xy: 29n }), momentsOfThree],
  ['boundsOfShare', 'by hand: 30 of 100 if the 60 silent are not satisfied, 90 if they are', () => stats.boundsOfShare({ successes: 30, trials: 40 }, 100), { low: 0.3, high: 0.9 }],
  ['boundsOfMean', 'by hand: (30 + 10 x 1) / 20 and (30 + 10 x 5) / 20', () => stats.boundsOfMean({ counts: [2, 2, 2, 2, 2], asked: 20 }), { low: 2, high: 4 }],
  ['boundsOfDifference', 'by hand', () => stats.boundsOfDifference({ low: 1, high: 3 }, { low: 2, high: 5 }), { low: -1, high: 4 }],
  ['leeBounds', 'by hand: of the treatment\'s 80 ratings the lowest 40 have mean 2.5, the highest 5; the control has 4.25',
    () => stats.leeBounds({ counts: [0, 0, 10, 10, 20], asked: 100 }, { counts: [10, 10, 10, 10, 40], asked: 100 }), { kind: 'bounds', low: -1.75, high: 0.75, trimmed: 'treatment', trimmedShare: 0.5 }],
  ['bestStop', 'python3, decimal: 0.2^2 / (2 (1.2 / 300 + 1 / 250)) and ln((1 + ln 550) / 0.05)',
    () => stats.bestStop([{ value: 4.3, unitVariance: 1.2, units: 300 }, { value: 4.1, unitVariance: 1, units: 250 }]), { kind: 'continue', best: 0, evidence: near(2.5), threshold: near(4.984964367804011) }],
  ['chosenShare', 'logistic(ln 1.5 -+ 2.262157163 x 0.2), Student\'s table at 9 degrees', () => stats.chosenShare({ value: Math.log(1.5), standardError: 0.2 }, 10),
    { share: near(0.6), low: near(0.48826057674717005, 1e-9), high: near(0.7022209941444685, 1e-9) }],
  ['strengthOver', 'by hand: 0.8 - 0.3 and sqrt(0.04 + 0.09 - 2 x 0.02)', () => stats.strengthOver(strengths as unknown as stats.DuelStrengths, 1, 2), { value: near(0.5), standardError: near(0.3) }],
  ['adaptiveWeights', 'by hand: 500 + 4,000 x 3/4 and 500 + 4,000 / 4, half of the way in half an hour',
    () => stats.adaptiveWeights({ current: [5000, 2500, 2500], shares: [0, 3, 1], control: { variant: 0, weight: 5000 }, hours: 0.5 }), [5000, 3000, 2000]],
  ['openSequence', 'by definition', () => stats.openSequence(plan), { ...plan, looks: 0, low: null, high: null, alwaysValidP: 1 }],
  ['lookAgain', 'python3, decimal', afterBoth, { ...plan, looks: 2, ...bothLooks }],
  ['mergeSequences', 'python3, decimal', () => stats.mergeSequences(stats.lookAgain(stats.openSequence(plan), looked[0]!), stats.lookAgain(stats.openSequence(plan), looked[1]!)), { ...plan, looks: 2, ...bothLooks }],
  ['readSequence', 'python3, decimal', () => stats.readSequence(afterBoth()), { kind: 'running', looks: 2, ...bothLooks }],
  ['decideHybrid', 'by definition: 0.03 is above 0.01 and below 0.04', () => stats.decideHybrid({ ...stats.openHybrid(1000), finalP: 0.03 }), { kind: 'difference', by: 'planned-end' }],
  ['quantileBucket', 'by hand: of 3, 3, 7, 7, 7 the last at or below the median is the third', () => stats.quantileBucket(new Map([[3, 2], [7, 3]]), 0.5), 7],
  ['shuffledLabels', 'by definition: alone in its epoch a unit keeps its label', () => Array.from(stats.shuffledLabels([1, 0, 2].map((variant, epoch) => ({ variant, epoch })), { seed: 1, permutations: 2 }), (labels) => [...labels]), [[1, 0, 2], [1, 0, 2]]],
];

describe('reference values', () => {
  it.each(references)('%s: %s', (_name, _source, ask, answer) => {
    expect(ask()).toEqual(answer);
  });

  it('stand in a file that names its source for every function of the library', () => {
    const source = /scipy|mpmath|statsmodels|numpy|sympy|python3|by hand|[Tt]able \d/;
    const sourced = readdirSync(import.meta.dirname).filter((file) => /\.spec\.ts$|^edges-of-.*\.fixture\.ts$/.test(file) && file !== 'referenced.spec.ts')
      .map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8')).filter((text) => source.test(text)).join('\n');
    const words = new Set(sourced.match(/\w+/g));
    for (const [name] of references) words.add(name);
    expect(Object.entries(stats).flatMap(([name, value]) => (typeof value === 'function' && !words.has(name) ? [name] : []))).toEqual([]);
  });
});
