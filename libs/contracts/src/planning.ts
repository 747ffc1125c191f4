import { z } from 'zod';
import { Share } from './experiments.ts';
import { Alpha, usualAlpha } from './measures.ts';
import { Id, Instant } from './primitives.ts';
import { route } from './route.ts';

/** What an experiment can be planned on: ratings from 1 to 5, shares of 1, costs in millionths of a dollar a conversation or a resolved one, and response times in milliseconds. */
export const PlannedMeasure = z.enum(['csat', 'csat_top', 'thumbs', 'resolved', 'hand_over', 'failure', 'cost', 'cost_resolved', 'first_token_p50', 'first_token_p95', 'total_p50', 'total_p95']);
export type PlannedMeasure = z.output<typeof PlannedMeasure>;

const TooFew = z.object({ kind: z.literal('too-few'), have: z.number().int(), need: z.number().int() });

/** How often a visitor is observed who is observed at all. */
const Clusters = z.object({
  /** Observations of such a visitor, at least 1. */
  mean: z.number().min(1).max(1e6),
  /** The same as a single observation sees it: sum of squared counts over sum of counts; at least the mean. */
  sizeBiased: z.number().min(1).max(1e6),
});

/** One measure as it was in the weeks looked at; an observation is a rating, a thumb, a conversation, or of failures and response times an answer. */
export const MeasuredBefore = z.object({
  observations: z.number().int(),
  /** Visitors with at least one observation. */
  visitors: z.number().int(),
  level: z.discriminatedUnion('kind', [
    /** Of ratios and quantiles the value itself, and the variance of what one observation adds to it. */
    z.object({ kind: z.literal('measured'), mean: z.number(), /** Of one observation, squared unit. */ variance: z.number() }),
    TooFew,
    /** Of response times: the quantile, or its surroundings, lie among the answers that never came. */
    z.object({ kind: z.literal('censored') }),
  ]),
  clusters: Clusters.nullable(),
  /** Correlation of two observations of one visitor (ICC), over visitors with two or more. */
  resemblance: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('correlation'), value: z.number(), clusters: z.number().int() }),
    TooFew,
    z.object({ kind: z.literal('no-spread'), value: z.number(), units: z.number().int() }),
  ]),
});
export type MeasuredBefore = z.output<typeof MeasuredBefore>;

/** What a site's own last weeks say about an experiment to come; visitors in and outside experiments. */
export const Baselines = z.object({
  siteId: Id, traffic: z.enum(['live', 'replay', 'test']), weeks: z.number().int(), from: Instant, to: Instant,
  /** Days with traffic looked at: from the first conversation on where the site is younger than the weeks asked for; at least 1, 0 without any. */
  days: z.number(),
  visitors: z.number().int(),
  /** Visitors counted anew each day, over days; null without any. */
  visitorsADay: z.number().nullable(),
  /** Share of a day's visitors that had been there on an earlier of these days; null without any. */
  returnRate: z.number().nullable(),
  conversations: z.number().int(), conversationsPerVisitor: z.number().nullable(), answersPerConversation: z.number().nullable(), thumbsPerConversation: z.number().nullable(),
  /** Conversations in which a rating was asked for, and those of them that were rated. */
  askedShare: Share, responseRate: Share,
  measures: z.record(PlannedMeasure, MeasuredBefore),
});
export type Baselines = z.output<typeof Baselines>;

export const readBaselines = route({
  method: 'GET', path: '/v1/experiments/baselines', summary: "What a site's own last weeks say about an experiment to come",
  input: z.strictObject({ siteId: Id, traffic: z.enum(['live', 'replay', 'test']).default('live'), weeks: z.coerce.number().int().min(1).max(12).default(4) }),
  reply: Baselines,
});

const ExperimentPlanInput = z.strictObject({
  measure: PlannedMeasure.default('csat_top'),
  /** The measure today, in its unit. */
  baseline: z.number().gt(0).max(1e12),
  /** Of one observation, in the squared unit; of shares it follows from the baseline, of ratings, costs and response times it has to be given. */
  variance: z.number().min(0).max(1e24).optional(),
  /** The smallest difference worth knowing, in the measure's unit: a rise, or a fall of hand-overs, failures, costs and response times. */
  difference: z.number().gt(0).max(1e12),
  variants: z.number().int().min(2).max(10),
  /** The chance of seeing the difference if it is there. */
  power: z.number().min(0.5).max(0.99).default(0.8),
  /** The chance of seeing one where there is none, all variants together. */
  alpha: Alpha.default(usualAlpha),
  /** Visitors of the site a day, counted anew each day; without them no days are told. */
  visitorsADay: z.number().min(0).max(1e9).optional(),
  /** Share of a day's visitors that had been there on an earlier day. */
  returnRate: z.number().min(0).max(0.99).default(0),
  /** Share of the site's visitors that takes part: its slice times its coverage. */
  participation: z.number().gt(0).max(1).default(1),
  conversationsPerVisitor: z.number().min(1).max(1e4).default(1),
  answersPerConversation: z.number().gt(0).max(1e4).default(1),
  /** Thumbs on single answers, up or down. */
  thumbsPerConversation: z.number().gt(0).max(1e4).default(1),
  /** Share of conversations in which a rating is asked for, and of those asked that rate. */
  askedShare: z.number().gt(0).max(1).default(1), responseRate: z.number().gt(0).max(1).default(1),
  /** Correlation of two observations of one visitor. */
  resemblance: z.number().min(0).max(1).default(0),
  /** As measured; follows from the rates above where it is absent. */
  clusters: Clusters.optional(),
});

/** A plan's size; every number but `units`, `visitors` and `days` is for one variant. */
export const PlannedDesign = z.object({
  /** Observations if no two were of the same visitor. */
  independent: z.number().int(),
  /** Observations, with the resemblance of those of one visitor. */
  observations: z.number().int(),
  /** Conversations in which a rating is asked for; null for measures that nobody is asked for. */
  asked: z.number().int().nullable(),
  conversations: z.number().int(), visitorsPerVariant: z.number().int(),
  /** Visitors with at least one observation, all variants together: an experiment's planned sample. */
  units: z.number().int(),
  /** Visitors who take part, all variants together. */
  visitors: z.number().int(),
  /** At the traffic given, not rounded; null without any. */
  days: z.number().nullable(),
  /** One line to be read out: "You need about 1,840 visitors, 23 days." */
  sentence: z.string(),
  /** What they show, and how surely. */
  shows: z.string(),
});
export type PlannedDesign = z.output<typeof PlannedDesign>;

export const ExperimentPlan = z.object({
  /** Of the fixed design: observations for each variant and together, and what they show. */
  ratingsPerVariant: z.number().int(), ratings: z.number().int(), sentence: z.string(),
  /** By how much observations of one visitor that resemble each other make the plan larger, at least 1. */
  clusterFactor: z.number(),
  /** One look, at the end. */
  fixed: PlannedDesign,
  /** Looks at any time, by a confidence sequence. */
  sequential: PlannedDesign,
  /**
   * Looks at any time with a fifth of the error, and one test with the rest at the planned end: what that test needs, so
   * that the looks on the way can only end it sooner.
   */
  hybrid: PlannedDesign,
  /** Visitors of the sequential design over those of the fixed one. */
  sequentialPerFixed: z.number(), hybridPerFixed: z.number(),
  /** The smallest difference that so many days show, with the wanted power; null where there are too few visitors, or no difference so large. */
  curve: z.array(z.object({ days: z.number(), visitors: z.number(), fixed: z.number().nullable(), sequential: z.number().nullable(), hybrid: z.number().nullable() })),
});
export type ExperimentPlan = z.output<typeof ExperimentPlan>;

export const planExperiment = route({
  method: 'POST', path: '/v1/experiments/plan', summary: 'How many ratings, visitors and days a difference needs', status: 200,
  input: ExperimentPlanInput, reply: ExperimentPlan,
});
