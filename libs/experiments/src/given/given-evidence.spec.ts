import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Analysis, AnalyzeRequest, ComparedMeasure, Evidence, SummedMeasure, usualDecision } from '#contracts';
import type { CallOf, UnitSums, analyze } from '#contracts';
import { analyse } from '../analysis/analyse.ts';
import { evidenceOf, ratings, times } from '../analysis/evidence.fixture.ts';
import { sumsOf } from '../analysis/sums.ts';
import { givenEvidence } from './given-evidence.ts';

type Given = CallOf<typeof analyze>;
const analysed = (given: unknown): Analysis => analyse(givenEvidence(AnalyzeRequest.parse(given)));
const scores = (of: readonly number[], count: number): number[] => Array.from({ length: count }, (_, at) => of[at % of.length]!);
const twoVariants = (treatment: object = {}, control: object = {}): Given => ({
  plan: { units: 400 }, variants: [{ name: 'A', isControl: true, assigned: 500, ...control }, { name: 'B', assigned: 500, ...treatment }],
});

describe('numbers that somebody brought along', () => {
  it('give the same as an experiment with such evidence', () => {
    const [a, b] = [scores([3, 4, 5], 240), scores([4, 5, 5], 250)];
    const [quick, slow] = [scores([100, 900, 2_000], 240), scores([80, 700, 1_500], 250)];
    const given = analysed(twoVariants({ values: { csat: b }, totalMs: slow }, { values: { csat: a }, totalMs: quick }));
    const own = analyse(evidenceOf({
      assigned: { A: 500, B: 500 }, plan: givenEvidence(AnalyzeRequest.parse(twoVariants())).plan,
      cells: [ratings('A', [3, 4, 5], 240), ratings('B', [4, 5, 5], 250)], latency: [times('A', 'total', quick), times('B', 'total', slow)],
    }));
    expect(given.comparisons).toEqual(own.comparisons);
    expect(given.guardrails).toEqual(own.guardrails);
    expect(given.verdict).toMatchObject({ conclusion: 'continue', variantId: 'B', sentence: expect.stringMatching(/^B satisfies 0\.66 points of 5 more/) });
  });

  it('are held to the error that is given, else to the decision’s, else to the usual one', () => {
    const errorOf = (plan: object): number => givenEvidence(AnalyzeRequest.parse({ ...twoVariants(), plan: { units: 400, ...plan } })).plan.alpha;
    const decision = { ...usualDecision, alpha: 0.01 };
    expect([errorOf({}), errorOf({ decision }), errorOf({ decision, alpha: 0.3 })]).toEqual([0.05, 0.01, 0.3]);
  });

  it('mean the same as sums, as pairs and as single values', () => {
    const [a, b] = [scores([0, 1], 200), scores([1, 1, 0], 210)];
    const asSums = (units: readonly number[]): UnitSums => sumsOf(units.map((unit) => [unit, 1]));
    const single = analysed(twoVariants({ values: { resolved: b } }, { values: { resolved: a } }));
    expect(analysed(twoVariants({ sums: { resolved: asSums(b) } }, { sums: { resolved: asSums(a) } }))).toEqual(single);
    expect(analysed(twoVariants({ values: { resolved: b.map((hit) => [hit, 1]) } }, { values: { resolved: a.map((hit) => [hit, 1]) } }))).toEqual(single);
    expect(single.comparisons.find(({ measure }) => measure === 'resolved')?.difference).toMatchObject({ kind: 'difference', value: expect.closeTo(2 / 3 - 1 / 2, 12) });
  });

  it('count answers that never came as slower than any number, and several of a unit together', () => {
    const late = analysed(twoVariants({ totalMs: scores([100], 400).map((ms, at) => [ms, at % 3 === 0 ? null : ms]) }, { totalMs: scores([100, 120], 400) }));
    expect(late.comparisons.find(({ measure }) => measure === 'total_p95')?.difference).toEqual({ kind: 'unknown', why: 'censored' });
    expect(late.comparisons.find(({ measure }) => measure === 'total_p50')).toMatchObject({ treatment: expect.any(Number) });
  });

  it('stand as evidence in a form that a report could hold, whatever the variants are called', () => {
    const given = AnalyzeRequest.parse({ plan: { units: 100 }, variants: [{ name: '__proto__', isControl: true, assigned: 60 }, { name: 'constructor', assigned: 50 }] });
    expect(Evidence.parse(givenEvidence(given)).variants.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(analyse(givenEvidence(given)).sampleRatio.variants).toEqual([{ variantId: '__proto__', assigned: 60, expected: 55 }, { variantId: 'constructor', assigned: 50, expected: 55 }]);
  });

  it.each<[string, object, RegExp]>([
    ['a rating of 6', { values: { csat: [6] } }, /^B: no unit can have 6 of 1 in csat$/],
    ['a rating of 0', { values: { csat: [0] } }, /no unit can have 0 of 1/],
    ['more hits than chances', { values: { thumbs: [[3, 2]] } }, /no unit can have 3 of 2 in thumbs/],
    ['a unit without a chance', { values: { thumbs: [[0, 0]] } }, /no unit can have 0 of 0/],
    ['sums with a variance below 0', { sums: { cost: { units: '2', y: '10', x: '2', yy: '40', xx: '2', xy: '10' } } }, /^B: the sums of cost belong to no set of units$/],
    ['sums with a correlation above 1', { sums: { cost: { units: '2', y: '4', x: '4', yy: '10', xx: '10', xy: '11' } } }, /no set of units/],
    ['more hits than chances in sums', { sums: { resolved: { units: '2', y: '4', x: '2', yy: '8', xx: '2', xy: '4' } } }, /no set of units/],
    ['sums of no unit', { sums: { cost: { units: '0', y: '1', x: '1', yy: '1', xx: '1', xy: '1' } } }, /no set of units/],
    ['sums and values of one measure', { sums: { cost: sumsOf([[1, 1]]) }, values: { cost: [1] } }, /both as sums and as single values/],
    ['more units than were assigned', { assigned: 1, values: { cost: [1, 2] } }, /more units than the 1 that were assigned/],
    ['more ratings than were asked for', { ratings: { asked: 1, counts: [1, 1, 0, 0, 0] } }, /more ratings than were asked for/],
    ['buckets that there are not', { latency: [{ metric: 'total', buckets: { 1025: 1 }, upTo: [] }] }, /numbered from 0 to 1024/],
    ['a quantile of other answers', { latency: [{ metric: 'total', buckets: { 100: 3 }, upTo: [{ q: 0.5, sums: sumsOf([[1, 1]]) }] }] }, /do not fit the buckets/],
    ['covariates whose square is none', { covariates: { count: 9, means: [1, 1], coDeviations: [[1, 1]] } }, /^B: the covariates are impossible: their sums of products are no square/],
    ['covariates with a correlation above 1', { covariates: { count: 9, means: [1, 1, 0], coDeviations: [[4, 0, 3], [0, 0, 0], [3, 0, 1]] } }, /belong to no set of units/],
    ['a topic with more units than were assigned', { assigned: 2, topics: [{ topic: 'refunds', values: [1, 2, 3] }] }, /more units than the 2 that were assigned/],
    ['ratings of 6 in a topic', { topics: [{ topic: 'refunds', values: [6] }] }, /no unit can have 6 of 1 in csat/],
    ['more answers of its own than there were', { served: { units: '1', y: '1', x: '1', w: '10001', yy: '1', xx: '1', ww: '100020001', xy: '1', xw: '10001', yw: '10001' } }, /who answered belong to no set of units/],
    ['response times given twice', { totalMs: [1], latency: [{ metric: 'total', buckets: {}, upTo: [] }] }, /each kind once/],
  ])('are refused with a sentence when they hold %s', (_name, treatment, sentence) => {
    expect(() => analysed(twoVariants(treatment))).toThrow(sentence);
  });

  it('are refused with a look that nobody can have had', () => {
    const look = { at: '2026-11-08T00:00:00.000Z', units: 9, ratioP: 1, differences: [{ variantId: 'B', measure: 'csat', value: 1, standardError: 1, units: 9, smallerUnits: 5 }] };
    expect(() => analysed({ ...twoVariants(), looks: [look] })).toThrow(/^B: the look of 2026-11-08T00:00:00.000Z at csat is impossible$/);
  });

  it('are refused with ratings of those who were asked that nobody can have given', () => {
    const asked = [{ variantId: 'B', epoch: 1, topic: null, earlier: null, units: 2, raters: 1, a: 2, x: 1, y: 6, aa: 2, xx: 1, yy: 36, ax: 1, ay: 6, xy: 6 }];
    expect(() => analysed({ ...twoVariants(), asked })).toThrow(/^B: the ratings of those who were asked belong to no set of units$/);
  });

  it.each<[string, object]>([
    ['no control', { variants: [{ name: 'A', assigned: 1 }, { name: 'B', assigned: 1 }] }],
    ['two of one name', { variants: [{ name: 'A', isControl: true, assigned: 1 }, { name: 'A', assigned: 1 }] }],
    ['more numbers than allowed', twoVariants({ values: { cost: scores([1], 60_000) } }, { totalMs: scores([1], 40_001) })],
    ['half a rating', twoVariants({ values: { csat: [4.5] } })], ['a time below 0', twoVariants({ totalMs: [-1] })], ['a unit without a time', twoVariants({ totalMs: [[]] })],
    ['no weight at all', twoVariants({ weight: 0 }, { weight: 0 })], ['an epoch beside numbers of none', twoVariants({ epochs: [{ number: 1, assigned: 4 }] })], ['neither units nor epochs', twoVariants({ assigned: undefined })],
    ['an epoch twice', twoVariants({ assigned: undefined, epochs: [{ number: 1, assigned: 4 }, { number: 1, assigned: 4 }] })], ['a topic without numbers', twoVariants({ topics: [{ topic: 'refunds' }] })],
    ['looks of a variant that is not there', { ...twoVariants(), looks: [{ at: '2026-11-08T00:00:00.000Z', units: 1, ratioP: 1, differences: [{ variantId: 'C', measure: 'csat', value: 1, standardError: 1, units: 1, smallerUnits: 1 }] }] }],
    ['looks that run backwards', { ...twoVariants(), looks: ['2026-11-08T00:00:00.000Z', '2026-11-07T00:00:00.000Z'].map((at) => ({ at, units: 1, ratioP: 1, differences: [] })) }], ['infinite times', twoVariants({ totalMs: [Infinity] })],
  ])('are no request when they hold %s', (_name, given) => {
    expect(AnalyzeRequest.safeParse({ plan: { units: 400 }, ...given }).success).toBe(false);
  });

  it('never give anything but an analysis or a sentence', () => {
    const outcomes = { analysis: 0, refused: 0 };
    fc.assert(fc.property(anyRequest, (given) => {
      const parsed = AnalyzeRequest.safeParse(given);
      if (!parsed.success) return;
      let result: Analysis | null = null;
      try {
        result = analyse(givenEvidence(parsed.data));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
      outcomes[result ? 'analysis' : 'refused']++;
      if (result) expect(Analysis.safeParse(result).error?.issues ?? []).toEqual([]);
    }), { numRuns: 400 });
    expect(outcomes.analysis).toBeGreaterThan(50);
    expect(outcomes.refused).toBeGreaterThan(20);
  });
});

const edge = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2_000 }), fc.constantFrom(1e9, 1e12, Number.MAX_SAFE_INTEGER));
const repeated = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.tuple(fc.array(one, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 60 })).map(([some, times]) => Array.from({ length: times }, () => some).flat());
/** Hits of chances fit every measure but ratings, whose units are drawn in turn. */
const hits = repeated(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })).map(([a, b]): [number, number] => [Math.min(a, b + 1), b + 1]));
const unitsOf = (measure: SummedMeasure): fc.Arbitrary<unknown> =>
  measure === 'csat' ? repeated(fc.integer({ min: 1, max: 5 })) : measure.startsWith('cost') ? repeated(fc.tuple(edge, fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 1, max: 3 }) }, edge))) : fc.oneof({ weight: 30, arbitrary: hits }, repeated(fc.tuple(edge, edge)));
const digits = edge.chain((base) => fc.constantFrom(String(base), `${base}${'0'.repeat(40)}`));
const anySums = fc.oneof(fc.record({ units: digits, y: digits, x: digits, yy: digits, xx: digits, xy: digits }), repeated(fc.tuple(edge, edge)).map(sumsOf));
const anyTimes = repeated(fc.oneof(fc.constant(null), fc.constant(0), fc.double({ min: 0, max: 1e308, noNaN: true }), fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 3 })));
const few = fc.integer({ min: 0, max: 100 });
const anyRatings = fc.record({ asked: fc.constantFrom(500, 1e9, 1e12), counts: fc.tuple(few, few, few, few, few) });
const anyVariant = (name: string, isControl: boolean): fc.Arbitrary<unknown> => fc.oneof({ weight: 3, arbitrary: inOneEpoch(name, isControl) }, fc.record({ name: fc.constant(name), isControl: fc.constant(isControl), epochs: anyEpochs }));
const inOneEpoch = (name: string, isControl: boolean): fc.Arbitrary<unknown> => fc.record({
  name: fc.constant(name), isControl: fc.constant(isControl), assigned: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 240, max: 5_000 }) }, edge), weight: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 10_000 })),
  values: fc.record(Object.fromEntries(SummedMeasure.options.map((measure) => [measure, unitsOf(measure)])), { requiredKeys: [] }),
  sums: fc.oneof({ weight: 8, arbitrary: fc.constant({}) }, fc.record({ cost_resolved: anySums, resolved: anySums }, { requiredKeys: [] })),
  totalMs: anyTimes, firstTokenMs: anyTimes, topics: anyTopics, covariates: anyCovariates,
  ratings: fc.oneof({ weight: 8, arbitrary: anyRatings }, fc.record({ asked: edge, counts: fc.tuple(edge, edge, edge, edge, edge) })),
}, { requiredKeys: ['name', 'isControl', 'assigned'] });
const anyTopics = fc.array(fc.record({ topic: fc.constantFrom('refunds', 'parcels', 'other'), values: unitsOf('resolved') }), { maxLength: 3 });
const wild = fc.oneof(fc.double({ min: -1e15, max: 1e15, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }), fc.constantFrom(0, 1, 1e-300));
/** Of units that there could be, and of none. */
const anyCovariates = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 1 })), { minLength: 30, maxLength: 90 }).map(momentsOfUnits) },
  fc.record({ count: few, means: fc.array(wild, { maxLength: 4 }), coDeviations: fc.array(fc.array(wild, { maxLength: 4 }), { maxLength: 4 }) }),
);
const anyEpochs = fc.uniqueArray(fc.record({
  number: fc.integer({ min: 1, max: 3 }), assigned: fc.integer({ min: 240, max: 5_000 }), weight: fc.integer({ min: 1, max: 10_000 }),
  values: fc.record({ resolved: unitsOf('resolved'), csat: unitsOf('csat') }, { requiredKeys: [] }), totalMs: anyTimes, topics: anyTopics, covariates: anyCovariates,
}, { requiredKeys: ['number', 'assigned'] }), { selector: ({ number }) => number, minLength: 1, maxLength: 3 });
const anyLooks = fc.array(fc.record({
  at: fc.constant('2026-11-08T00:00:00.000Z'), units: edge, ratioP: fc.constantFrom(0, 1e-300, 0.5, 1),
  differences: fc.array(fc.record({ variantId: fc.constant('B'), measure: fc.constantFrom(...ComparedMeasure.options), value: wild, standardError: fc.oneof(fc.constantFrom(0, 1e-300, 1e15), fc.double({ min: 0, max: 1, noNaN: true })), units: edge, smallerUnits: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 100 }), edge) }), { maxLength: 4 }),
}), { maxLength: 3 });

const anyAsked = fc.array(fc.record({
  variantId: fc.constantFrom('A', 'B'), epoch: fc.integer({ min: 1, max: 2 }), topic: fc.constantFrom('refunds', '', null), earlier: fc.constantFrom('none' as const, 'happy' as const, null),
  scores: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 60 }), off: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, edge),
}).map(({ scores, off, ...cell }) => {
  const [raters, y] = [scores.filter((score) => score > 0).length, scores.reduce((sum, score) => sum + score, 0)];
  return { ...cell, units: scores.length, raters, a: scores.length, x: raters, y, aa: scores.length, xx: raters, yy: scores.reduce((sum, score) => sum + score ** 2, 0) + off, ax: raters, ay: y, xy: y };
}), { maxLength: 8 });

/** Moments as the database adds them up. */
function momentsOfUnits(units: readonly (readonly number[])[]): { count: number; means: number[]; coDeviations: number[][] } {
  const places = [0, 1, 2];
  const means = places.map((place) => units.reduce((sum, unit) => sum + unit[place]!, 0) / units.length);
  return { count: units.length, means, coDeviations: places.map((i) => places.map((j) => units.reduce((sum, unit) => sum + (unit[i]! - means[i]!) * (unit[j]! - means[j]!), 0))) };
}

const anyGuardrail = fc.record({ measure: fc.constantFrom(...ComparedMeasure.options), margin: fc.constantFrom(1e-9, 0.05, 1, 1e12), marginIs: fc.constantFrom('absolute', 'relative') });
const anyRequest = fc.record({
  plan: fc.record({
    units: fc.constantFrom(10, 400, 1_000_000_000), alpha: fc.constantFrom(0.0001, 0.05, 0.4),
    decision: fc.record({ primary: fc.constantFrom(...ComparedMeasure.options), secondary: fc.constant([]), guardrails: fc.uniqueArray(anyGuardrail, { maxLength: 3, selector: ({ measure }) => measure }), margin: fc.constantFrom(null, 0.1) }),
  }),
  variants: fc.tuple(anyVariant('A', true), anyVariant('B', false)), looks: fc.oneof(fc.constant([]), anyLooks), asked: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, anyAsked),
});
