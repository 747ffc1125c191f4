import { z } from 'zod';
import { Allocation } from './allocation.ts';
import { Analysis } from './analysis.ts';
import { BackendKind } from './backends.ts';
import { GrowthBookSplit } from './growthbook.ts';
import { Decision, usualDecision } from './measures.ts';
import { ById, DespiteGate, Done, Id, Instant, Name, Traffic, Weight, text } from './primitives.ts';
import { Proof } from './proof.ts';
import { Ramp, RampStanding } from './ramp.ts';
import { route } from './route.ts';
import { Targeting } from './targeting.ts';

export const ExperimentState = z.enum(['draft', 'running', 'paused', 'stopped']);
export type ExperimentState = z.output<typeof ExperimentState>;

export const Variant = z.object({
  id: Id, name: z.string(), backendVersionId: Id, backendName: z.string(), backendKind: BackendKind, versionNumber: z.number().int(),
  /** Weight out of 10,000; the weights of an experiment sum to 10,000. */
  weight: Weight, isControl: z.boolean(),
  /** The A/A check: answers with the control's own version and is no candidate; a difference from the control is a fault of the measurement. */
  isTwin: z.boolean(),
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
  /** Who of them takes part; another targeting opens a phase. */
  targeting: Targeting,
  /** Share of the slice's visitors who take part, of 10,000; the others get the site's default. */
  coverage: Weight,
  /** How coverage still rises by itself while nothing alarms. */
  ramp: Ramp,
  /** May another engine answer when a variant's own fails? Off: an apology and a person. */
  crossEngineFallback: z.boolean(),
  /** Units with the primary measure (rated visitors, as a rule) that the verdict is planned on; fixed once it is started. */
  plannedRatings: z.number().int(),
  /** What the verdict is given on; fixed once it is started. */
  decision: Decision,
  /** Draws as this split of GrowthBook does; null: as Duet does. */
  growthbook: GrowthBookSplit.nullable(),
  /** Whether the shares stay as set or follow what is measured; fixed once it is started. */
  allocation: Allocation,
  variants: z.array(Variant), createdAt: Instant, startedAt: Instant.nullable(), stoppedAt: Instant.nullable(),
  /** Put away: left out of the list unless asked for. */
  archivedAt: Instant.nullable(),
});
export type Experiment = z.output<typeof Experiment>;

const NewVariant = z.strictObject({ name: Name, backendVersionId: Id, weight: Weight, isControl: z.boolean().default(false), /** At most one. */ isTwin: z.boolean().default(false) });
const variants = z.array(NewVariant).min(2).max(10)
  .refine((all) => all.reduce((sum, one) => sum + one.weight, 0) === 10_000, 'weights must sum to 10,000')
  .refine((all) => all.filter((one) => one.isControl).length === 1, 'exactly one variant is the control')
  .refine((all) => all.filter((one) => one.isTwin).length <= 1, 'at most one variant is the A/A check')
  .refine((all) => all.every((one) => !one.isTwin || (!one.isControl && one.backendVersionId === all.find(({ isControl }) => isControl)?.backendVersionId)), 'the A/A check answers with the control’s own backend version')
  .refine((all) => all.filter((one) => !one.isTwin).length >= 2, 'besides the A/A check two variants are compared');

export const NewExperiment = z.strictObject({
  siteId: Id, name: Name, hypothesis: text(2_000, 0).default(''), unit: z.enum(['visitor', 'conversation']).default('visitor'),
  traffic: z.enum(['live', 'replay', 'test']).default('live'), slice: Slice.default({ from: 0, to: 10_000 }), targeting: Targeting.default([]), coverage: Weight.default(10_000), ramp: Ramp.default([]), crossEngineFallback: z.boolean().default(false),
  plannedRatings: z.number().int().min(10).max(10_000_000).default(400), decision: Decision.default(usualDecision), growthbook: GrowthBookSplit.nullable().default(null), allocation: Allocation.default({ kind: 'fixed' }), variants,
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
/** Why, for the record; needed from the start of an experiment to its end, in at least 3 characters (`reason_needed`). */
const Reason = text(500, 0).default('');

export const createExperiment = route({
  method: 'POST', path: '/v1/experiments', summary: 'Create an experiment as a draft', input: NewExperiment, reply: Experiment,
});
export const readExperiment = route({ method: 'GET', path: '/v1/experiments/{id}', summary: 'One experiment', input: ById, reply: Experiment });
export const changeExperiment = route({
  method: 'PATCH', path: '/v1/experiments/{id}', summary: 'Change a draft; of a running or paused experiment the weights and the coverage with its ramp (opens an epoch), of a paused one variants, targeting, unit and fallback (opens a phase)',
  input: z.strictObject({
    id: Id, name: Name.optional(), hypothesis: text(2_000, 0).optional(), unit: z.enum(['visitor', 'conversation']).optional(), crossEngineFallback: z.boolean().optional(), slice: Slice.optional(), targeting: Targeting.optional(),
    /** Of a running or paused experiment without a ramp beside it: coverage was taken over by hand, and what was left of the ramp is given up. */
    coverage: Weight.optional(), ramp: Ramp.optional(), plannedRatings: z.number().int().min(10).optional(), decision: Decision.optional(), growthbook: GrowthBookSplit.nullable().optional(), allocation: Allocation.optional(),
    variants: variants.optional(),
    /** New weights by variant id; must sum to 10,000. */
    weights: z.record(Id, Weight).optional(),
    reason: Reason,
  }),
  reply: Experiment,
});
const step = (verb: string, summary: string) =>
  route({ method: 'POST', path: `/v1/experiments/{id}/${verb}`, summary, input: z.strictObject({ id: Id, reason: Reason }), reply: Experiment, status: 200 });
export const startExperiment = route({
  method: 'POST', path: '/v1/experiments/{id}/start', summary: 'Start or go on: new visitors are assigned from now on',
  input: z.strictObject({ id: Id, reason: Reason, despiteGate: DespiteGate.optional() }), reply: Experiment, status: 200,
});
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
  reply: z.object({
    taken: z.array(z.object({ experimentId: Id, name: z.string(), from: z.number().int(), to: z.number().int() })), free: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
    /** Who is drawn out before everything else: `share` of 10,000 as the site says now, and how many visitors were so far. */
    holdout: z.object({ share: z.number().int(), visitors: z.number().int() }),
  }),
});
export const deleteExperiment = route({ method: 'DELETE', path: '/v1/experiments/{id}', summary: 'Delete a draft', input: ById, reply: Done });

export const ExperimentChangeKind = z.enum(['created', 'edited', 'started', 'resumed', 'paused', 'stopped', 'archived', 'restored', 'epoch.opened', 'phase.opened', 'share.created', 'share.withdrawn']);
export type ExperimentChangeKind = z.output<typeof ExperimentChangeKind>;

/** Who changed what of an experiment, when and why. */
export const ExperimentChange = z.object({
  id: Id, at: Instant, actorName: z.string(), reason: z.string(), kind: ExperimentChangeKind,
  /** What it was changed to; absent fields stayed as they were. */
  to: z.object({
    name: z.string().optional(), hypothesis: z.string().optional(), unit: z.enum(['visitor', 'conversation']).optional(), crossEngineFallback: z.boolean().optional(), slice: Slice.optional(), targeting: Targeting.optional(), coverage: Weight.optional(), ramp: Ramp.optional(), plannedRatings: z.number().int().optional(), decision: Decision.optional(), growthbook: GrowthBookSplit.nullable().optional(), allocation: Allocation.optional(),
    /** Variants by name; the name is null where the variant was removed since. */
    shares: z.array(z.object({ name: z.string().nullable(), weight: Weight })).optional(),
    /** Of a link to the results. */
    link: z.object({ note: z.string(), expiresAt: Instant }).optional(),
    /** Why a version that the gate refused meets visitors all the same. */
    despiteGate: z.string().optional(),
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

/** Which units a time with the same weights and coverage assigned, and which of them got an answer. */
export const EpochCounts = z.object({
  number: z.number().int(), startedAt: Instant, reason: z.string(),
  /** Of 10,000 in the slice; null for times of before it was kept. */
  coverage: Weight.nullable(),
  variants: z.array(z.object({ variantId: Id, weight: Weight, assigned: z.number().int(), answered: z.number().int() })),
});
export type EpochCounts = z.output<typeof EpochCounts>;

export const Results = z.object({
  experiment: Experiment,
  variants: z.array(z.object({ variant: Variant, figures: Figures })),
  analysis: Analysis,
  epochs: z.array(EpochCounts),
  /** Where the next step of the ramp stands; null where coverage stays as it is. */
  ramp: RampStanding.nullable(),
  /** The last time that the rules were tried on the experiment's own visitors; null: never. */
  proof: Proof.nullable(),
  computedAt: Instant,
});
export type Results = z.output<typeof Results>;
export const readResults = route({ method: 'GET', path: '/v1/experiments/{id}/results', summary: 'Results per variant with a plain sentence', input: ById, reply: Results });
