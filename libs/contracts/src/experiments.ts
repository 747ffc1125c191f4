import { z } from 'zod';
import { BackendKind } from './backends.ts';
import { ById, Done, Id, Instant, Name, Traffic, Weight, text } from './primitives.ts';
import { route } from './route.ts';

export const ExperimentState = z.enum(['draft', 'running', 'paused', 'stopped']);
export type ExperimentState = z.output<typeof ExperimentState>;

export const Variant = z.object({
  id: Id, name: z.string(), backendVersionId: Id, backendName: z.string(), backendKind: BackendKind, versionNumber: z.number().int(),
  /** Weight out of 10,000; the weights of an experiment sum to 10,000. */
  weight: Weight, isControl: z.boolean(),
});
export type Variant = z.output<typeof Variant>;

/**
 * Which visitors of the site an experiment may take, by their place among 10,000: from `from` up to but not including
 * `to`. Running experiments of one site and kind of traffic have slices that do not overlap.
 */
export const Slice = z.strictObject({ from: z.number().int().min(0).max(9_999), to: z.number().int().min(1).max(10_000) })
  .refine(({ from, to }) => from < to, 'a slice must end after it begins');
export type Slice = z.output<typeof Slice>;

export const Experiment = z.object({
  id: Id, siteId: Id, siteName: z.string(), name: z.string(), hypothesis: z.string(), state: ExperimentState,
  /** Changed variants, targeting or unit open a phase (new salts); changed weights open an epoch. Both count from 1. */
  phase: z.number().int(), epoch: z.number().int(), unit: z.enum(['visitor', 'conversation']),
  /** Which traffic counts. */
  traffic: Traffic,
  slice: Slice,
  /** Share of the slice's visitors who take part, of 10,000; the others get the site's default. */
  coverage: Weight,
  /** May another engine answer when a variant's own fails? Off: an apology and a person. */
  crossEngineFallback: z.boolean(),
  /** Ratings that the verdict is planned on. */
  plannedRatings: z.number().int(),
  variants: z.array(Variant), createdAt: Instant, startedAt: Instant.nullable(), stoppedAt: Instant.nullable(),
  /** Put away: left out of the list unless asked for. */
  archivedAt: Instant.nullable(),
});
export type Experiment = z.output<typeof Experiment>;

const NewVariant = z.strictObject({ name: Name, backendVersionId: Id, weight: Weight, isControl: z.boolean().default(false) });
const variants = z.array(NewVariant).min(2).max(10)
  .refine((all) => all.reduce((sum, one) => sum + one.weight, 0) === 10_000, 'weights must sum to 10,000')
  .refine((all) => all.filter((one) => one.isControl).length === 1, 'exactly one variant is the control');

export const NewExperiment = z.strictObject({
  siteId: Id, name: Name, hypothesis: text(2_000, 0).default(''), unit: z.enum(['visitor', 'conversation']).default('visitor'),
  traffic: z.enum(['live', 'replay', 'test']).default('live'), slice: Slice.default({ from: 0, to: 10_000 }), coverage: Weight.default(10_000), crossEngineFallback: z.boolean().default(false),
  plannedRatings: z.number().int().min(10).max(10_000_000).default(400), variants,
});
export type NewExperiment = z.output<typeof NewExperiment>;

export const listExperiments = route({
  method: 'GET', path: '/v1/experiments', summary: 'Experiments, newest first',
  input: z.strictObject({
    siteId: Id.optional(), state: ExperimentState.optional(),
    /** `yes`: those that were put away instead of the others. */
    archived: z.enum(['no', 'yes']).default('no'),
  }),
  reply: z.object({ items: z.array(Experiment) }),
});
export const createExperiment = route({
  method: 'POST', path: '/v1/experiments', summary: 'Create an experiment as a draft', input: NewExperiment, reply: Experiment,
});
export const readExperiment = route({ method: 'GET', path: '/v1/experiments/{id}', summary: 'One experiment', input: ById, reply: Experiment });
export const changeExperiment = route({
  method: 'PATCH', path: '/v1/experiments/{id}', summary: 'Change a draft; of a running or paused experiment the weights (opens an epoch)',
  input: z.strictObject({
    id: Id, name: Name.optional(), hypothesis: text(2_000, 0).optional(), slice: Slice.optional(), coverage: Weight.optional(), plannedRatings: z.number().int().min(10).optional(),
    variants: variants.optional(),
    /** New weights by variant id; must sum to 10,000. */
    weights: z.record(Id, Weight).optional(),
    reason: text(500, 0).default(''),
  }),
  reply: Experiment,
});
const step = (verb: string, summary: string) =>
  route({ method: 'POST', path: `/v1/experiments/{id}/${verb}`, summary, input: z.strictObject({ id: Id, reason: text(500, 0).default('') }), reply: Experiment, status: 200 });
export const startExperiment = step('start', 'Start or go on: new visitors are assigned from now on');
export const pauseExperiment = step('pause', 'Pause: new visitors get the default, assigned ones keep their variant');
export const stopExperiment = step('stop', 'Stop for good: open conversations keep their variant, new ones get the default');
export const archiveExperiment = step('archive', 'Put a draft or a stopped experiment away: it is not listed any more, nothing is lost');
export const restoreExperiment = step('restore', 'List an experiment again that was put away');
export const duplicateExperiment = route({
  method: 'POST', path: '/v1/experiments/{id}/duplicate', summary: 'A new draft with the same variants, shares and plan', input: ById, reply: Experiment,
});
/** Who has which visitors of a site: what running experiments take of its 10,000 places, and what is left. */
export const readLayer = route({
  method: 'GET', path: '/v1/layers', summary: 'Which visitors of a site running experiments take, and which are free', tag: 'experiments',
  input: z.strictObject({ siteId: Id, traffic: z.enum(['live', 'replay', 'test']).default('live') }),
  reply: z.object({ taken: z.array(z.object({ experimentId: Id, name: z.string(), from: z.number().int(), to: z.number().int() })), free: z.array(z.object({ from: z.number().int(), to: z.number().int() })) }),
});
export const deleteExperiment = route({ method: 'DELETE', path: '/v1/experiments/{id}', summary: 'Delete a draft', input: ById, reply: Done });

export const ExperimentChangeKind = z.enum(['created', 'edited', 'started', 'resumed', 'paused', 'stopped', 'archived', 'restored', 'epoch.opened', 'phase.opened']);
export type ExperimentChangeKind = z.output<typeof ExperimentChangeKind>;

/** Who changed what of an experiment, when and why. */
export const ExperimentChange = z.object({
  id: Id, at: Instant, actorName: z.string(), reason: z.string(), kind: ExperimentChangeKind,
  /** What it was changed to; absent fields stayed as they were. */
  to: z.object({
    name: z.string().optional(), hypothesis: z.string().optional(), slice: Slice.optional(), coverage: Weight.optional(), plannedRatings: z.number().int().optional(),
    /** Variants by name; the name is null where the variant was removed since. */
    shares: z.array(z.object({ name: z.string().nullable(), weight: Weight })).optional(),
  }),
});
export type ExperimentChange = z.output<typeof ExperimentChange>;
export const listExperimentChanges = route({
  method: 'GET', path: '/v1/experiments/{id}/changes', summary: 'What was changed of an experiment, newest first', input: ById,
  reply: z.object({ items: z.array(ExperimentChange) }),
});

/** A share with its Wilson interval, or why there is none yet. */
export const Share = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('share'), count: z.number().int(), of: z.number().int(), share: z.number(), low: z.number(), high: z.number() }),
  z.object({ kind: z.literal('too-few'), have: z.number().int(), need: z.number().int() }),
]);
export type Share = z.output<typeof Share>;
/** A mean with a 95 % interval. */
export const Mean = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mean'), mean: z.number(), low: z.number(), high: z.number(), n: z.number().int() }),
  z.object({ kind: z.literal('too-few'), have: z.number().int(), need: z.number().int() }),
]);
export type Mean = z.output<typeof Mean>;
/** A latency quantile in milliseconds; `censored` when it lies beyond the deadline. */
export const Quantile = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), ms: z.number(), n: z.number().int() }),
  z.object({ kind: z.literal('censored'), n: z.number().int() }),
  z.object({ kind: z.literal('too-few'), have: z.number().int(), need: z.number().int() }),
]);
export type Quantile = z.output<typeof Quantile>;

/** The numbers of one variant (or of the default backend). */
export const Figures = z.object({
  /** Units assigned. */
  assigned: z.number().int(), conversations: z.number().int(), answers: z.number().int(),
  csatMean: Mean, csatTopBox: Share, responseRate: Share, thumbsUp: Share, handOvers: Share, resolvedAlone: Share, failures: Share,
  firstTokenP50: Quantile, firstTokenP95: Quantile, totalP50: Quantile, totalP95: Quantile,
  costMicroUsd: z.number(), costPerConversationMicroUsd: z.number().nullable(),
  /** From labelled replays only. */
  intentAccuracy: Share, coverage: Share,
});
export type Figures = z.output<typeof Figures>;

/** What variants are compared in. `better`: whether more or less of it is wished for. */
export const ComparedMeasure = z.enum(['csat', 'csat_top', 'thumbs', 'resolved', 'hand_over', 'failure', 'cost']);
export type ComparedMeasure = z.output<typeof ComparedMeasure>;

/** A variant against the control: treatment minus control, over visitors, in the measure's unit (rating points, shares, millionths of a dollar a conversation). */
export const Comparison = z.object({
  variantId: Id, measure: ComparedMeasure, better: z.enum(['more', 'less']),
  difference: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('difference'), value: z.number(), units: z.number().int(),
      /** 95 % interval of one look, at the planned end. */
      low: z.number(), high: z.number(),
      /** Holds at every look, for all comparisons of the measure together with 95 %; null while there are too few units for it. */
      anytime: z.object({ low: z.number(), high: z.number(), p: z.number() }).nullable(),
    }),
    z.object({ kind: z.literal('too-few'), have: z.number().int(), need: z.number().int() }),
    /** Every visitor of both variants shows the same. */
    z.object({ kind: z.literal('no-spread'), value: z.number(), units: z.number().int() }),
  ]),
  /** Epochs in which one of the two had too few visitors to be compared with the other. */
  epochsLeftOut: z.number().int(),
});
export type Comparison = z.output<typeof Comparison>;

export const Results = z.object({
  experiment: Experiment,
  /** One plain sentence, for example "Too early: 41 of 400 rated." */
  verdict: z.string(),
  /** What the verdict rests on, in a sentence or two; empty before anything is shown. */
  evidence: z.string(),
  /** Sample-ratio check: p-value and whether it raises an alarm; null before anybody is assigned. */
  sampleRatio: z.object({ p: z.number(), alarm: z.boolean() }).nullable(),
  variants: z.array(z.object({ variant: Variant, figures: Figures })),
  /** Each variant but the control, in each measure. */
  comparisons: z.array(Comparison),
  computedAt: Instant,
});
export type Results = z.output<typeof Results>;
export const readResults = route({ method: 'GET', path: '/v1/experiments/{id}/results', summary: 'Results per variant with a plain sentence', input: ById, reply: Results });

export const SimplePlan = z.object({ ratingsPerVariant: z.number().int(), ratings: z.number().int(), sentence: z.string() });
export type SimplePlan = z.output<typeof SimplePlan>;
export const planExperiment = route({
  method: 'POST', path: '/v1/experiments/plan', summary: 'How many ratings a difference needs', status: 200,
  input: z.strictObject({ baseline: z.number().gt(0).lt(1), difference: z.number().gt(0).lt(1), variants: z.number().int().min(2).max(10), power: z.number().min(0.5).max(0.99).default(0.8) }),
  reply: SimplePlan,
});
