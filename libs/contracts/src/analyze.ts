import { z } from 'zod';
import { AdaptiveAllocation } from './allocation.ts';
import { Analysis } from './analysis.ts';
import { analyzeExample } from './analyze-example.ts';
import { Arrivals, AskedCell, AskedRatings, CovariateCell, Evidence, LatencyCell, Look, ServedCell, UnitSums } from './evidence.ts';
import { Decision, usualDecision } from './measures.ts';
import { Instant, Name, Weight, text } from './primitives.ts';
import { route } from './route.ts';

/** Numbers in the arrays of one request, all variants together. */
export const MOST_NUMBERS = 100_000;

/** Measures that are a ratio of sums over units; response times are not. */
export const SummedMeasure = z.enum(['csat', 'csat_top', 'thumbs', 'resolved', 'hand_over', 'failure', 'cost', 'cost_resolved']);
export type SummedMeasure = z.output<typeof SummedMeasure>;

const Count = z.number().int().min(0);
const Whole = z.number().int().min(0);

/**
 * One unit (a visitor, as a rule): a number that counts once, or numerator and denominator: sum of scores and ratings of
 * `csat`, hits and chances of a share, millionths of a dollar and conversations of `cost`.
 */
export const UnitValue = z.union([Whole, z.tuple([Whole, Whole])]);
export type UnitValue = z.output<typeof UnitValue>;

/** The response times of one unit in ms; null for an answer that failed or came too late. */
const Ms = z.number().min(0).nullable();
export const UnitTimes = z.union([Ms, z.array(Ms).min(1)]);
export type UnitTimes = z.output<typeof UnitTimes>;

const Times = z.array(UnitTimes).default([]);

/** Units of one topic of the first message, in the primary measure; in one of the two ways. */
export const AnalyzedTopic = z.strictObject({
  topic: text(120), /** What people call it; the topic itself unless said. */ name: Name.optional(),
  sums: UnitSums.optional(), values: z.array(UnitValue).optional(),
}).refine(({ sums, values }) => (sums === undefined) !== (values === undefined), 'give sums or values');
export type AnalyzedTopic = z.output<typeof AnalyzedTopic>;

/** What one variant shows in one epoch: a time during which the weights stayed the same. */
const ofEpoch = {
  /** Units that were assigned. */
  assigned: Count,
  /** Its share of the assignment in relation to the others'; the same for all unless said. */
  weight: Weight.default(1),
  /** Exact sums by measure, of any number of units. */
  sums: z.partialRecord(SummedMeasure, UnitSums).default({}),
  /** Units one by one, by measure; a measure is given in one of the two ways. */
  values: z.partialRecord(SummedMeasure, z.array(UnitValue)).default({}),
  firstTokenMs: Times, totalMs: Times,
  /** Response times as they stand in a report file, in place of single ones. */
  latency: z.array(LatencyCell.omit({ variantId: true, epoch: true })).max(2).default([]),
  /** For the interaction test, the topics' own tests and the rule by topic. */
  topics: z.array(AnalyzedTopic).max(200).default([]),
  /** Joint moments of the primary measure's numerator and denominator and what was known of units before: takes out what that explains. */
  covariates: CovariateCell.omit({ variantId: true, epoch: true }).optional(),
  /** The primary measure with the share that the variant answered itself, where others answered in its stead. */
  served: ServedCell.shape.sums.optional(),
};
export const AnalyzedEpoch = z.strictObject({ number: z.number().int().min(1).max(1_000_000), ...ofEpoch });
export type AnalyzedEpoch = z.output<typeof AnalyzedEpoch>;

export const AnalyzedVariant = z.strictObject({
  name: Name, isControl: z.boolean().default(false),
  /** The A/A check: got what the control got, so that a difference between the two is a fault of the measurement. */
  isTwin: z.boolean().default(false),
  ...ofEpoch, assigned: Count.optional(),
  /** In place of all that, where the weights were not always the same: each epoch on its own, so that variants are compared within it. */
  epochs: z.array(AnalyzedEpoch).max(200).default([]),
  /** For the check whether those who rated can stand for the silent; in conversations. */
  ratings: AskedRatings.omit({ variantId: true }).optional(),
})
  .refine(({ assigned, epochs }) => (assigned === undefined) === (epochs.length > 0), 'give assigned, or epochs that say it each')
  .refine(({ epochs, ...own }) => epochs.length === 0 || isBare(own), 'what was measured stands in the epochs where there are some')
  .refine(({ epochs }) => new Set(epochs.map(({ number }) => number)).size === epochs.length, 'each epoch is given once');
export type AnalyzedVariant = z.output<typeof AnalyzedVariant>;

const isBare = ({ sums, values, firstTokenMs, totalMs, latency, topics, covariates, served }: Omit<AnalyzedEpoch, 'number' | 'assigned' | 'weight'>): boolean =>
  [firstTokenMs, totalMs, latency, topics, Object.keys(sums), Object.keys(values)].every(({ length }) => length === 0) && (covariates ?? served) === undefined;

/** A variant's epochs; one that was not told apart is the first. */
export const analyzedEpochs = ({ epochs, assigned = 0, ...own }: AnalyzedVariant): AnalyzedEpoch[] => (epochs.length > 0 ? epochs : [{ number: 1, assigned, ...own }]);

export const AnalyzeRequest = z.strictObject({
  plan: z.strictObject({
    /** Units on which the comparison was planned, all variants together. */
    units: z.number().int().min(10).max(1_000_000_000),
    /** Of all comparisons of the primary measure together; the decision's, or 0.05, where nothing is said. */
    alpha: z.number().min(0.0001).max(0.4).optional(),
    decision: Decision.default(usualDecision),
    /** Where the shares followed what was measured. */
    allocation: AdaptiveAllocation.optional(),
  }),
  variants: z.array(AnalyzedVariant).min(2).max(10)
    .refine((all) => all.filter(({ isControl }) => isControl).length === 1, 'exactly one variant is the control')
    .refine((all) => all.filter(({ isTwin }) => isTwin).length <= 1 && all.every(({ isTwin, isControl }) => !(isTwin && isControl)), 'at most one variant, and not the control, is the A/A check')
    .refine((all) => all.filter(({ isTwin }) => !isTwin).length >= 2, 'besides the A/A check two variants are compared')
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'each variant has a name of its own')
    .refine((all) => everyEpochHasWeight(all), 'at least one weight of each epoch is above 0')
    .refine((all) => numbersIn(all) <= MOST_NUMBERS, `send at most ${MOST_NUMBERS} numbers; more units go as sums`),
  /** When and how it ran, for the gates and the pace; a test without a start unless said, which no weekday can bend. */
  experiment: z.strictObject({
    state: z.enum(['running', 'paused', 'stopped']).default('running'), traffic: z.enum(['live', 'replay', 'test']).default('test'), unit: z.enum(['visitor', 'conversation']).default('visitor'),
    startedAt: Instant.nullable().default(null), stoppedAt: Instant.nullable().default(null),
    /** Up to when the numbers go. */
    takenAt: Instant.optional(), pauses: Evidence.shape.pauses,
  }).optional(),
  /** Earlier looks in order of time, with the variants' names as their ids: what they leave is what holds at every look. */
  looks: z.array(Look).max(5_000).default([])
    .refine((all) => all.every(({ at }, place) => place === 0 || Date.parse(all[place - 1]!.at) <= Date.parse(at)), 'looks come in order of time'),
  /** Names of the covariates after the first two places. */
  covariateNames: z.array(Name).max(60).optional(),
  /** What units came with, how those who were asked for ratings rated, and the health of the answers; the variants' names stand for their ids. */
  arrivals: Arrivals.optional(), asked: z.array(AskedCell).max(20_000).optional(), health: Evidence.shape.health.optional(), clocks: Evidence.shape.clocks,
}).refine(({ variants, looks, arrivals, asked, health }) => {
  const names = new Set(variants.map(({ name }) => name));
  const named = [...looks.flatMap(({ differences }) => differences), ...(arrivals?.groups ?? []), ...(asked ?? [])].map(({ variantId }) => variantId);
  return [...named, ...Object.keys(health?.answers ?? {}), ...Object.keys(health?.servedElsewhere ?? {})].every((name) => names.has(name));
}, 'looks, arrivals, asked and health are of variants that are given');
export type AnalyzeRequest = z.output<typeof AnalyzeRequest>;

function everyEpochHasWeight(variants: readonly AnalyzedVariant[]): boolean {
  const all = variants.flatMap(analyzedEpochs);
  return all.every(({ number }) => all.some((one) => one.number === number && one.weight > 0));
}

const numbersIn = (variants: readonly AnalyzedVariant[]): number =>
  variants.flatMap(analyzedEpochs).reduce((sum, { values, firstTokenMs, totalMs, topics }) =>
    sum + [...Object.values(values), firstTokenMs, totalMs, ...topics.map((one) => one.values ?? [])].reduce((own, units) => own + units.flat().length, 0), 0);

export const analyze = route({
  method: 'POST', path: '/v1/stats/analyze', summary: 'The same analysis of your own numbers: sums or small arrays per variant', tag: 'experiments', status: 200, bodyLimit: 4_000_000,
  input: AnalyzeRequest, reply: Analysis, example: analyzeExample,
});
