import { z } from 'zod';
import { BackendVersion } from './backends.ts';
import { DataSetFormat, DataSetPart, FileIssue, Tokens, type DataSetMethod } from './data-sets.ts';
import { ById, Id, Instant, pageOf, pageQuery, text, trimmed } from './primitives.ts';
import { route } from './route.ts';

/** Who trains: Duet itself, a service of the OpenAI job protocol, or anybody else with the files in hand. */
export const FineTuneProvider = z.enum(['embedded', 'openai', 'manual']);
export type FineTuneProvider = z.output<typeof FineTuneProvider>;

/** `sft`: from good answers; `dpo`: from pairs; `kto`: from single answers that were liked or not; `intents`: from labelled questions. */
export const FineTuneMethod = z.enum(['sft', 'dpo', 'kto', 'intents']);
export type FineTuneMethod = z.output<typeof FineTuneMethod>;

/** How a data set of each kind is learnt from. */
export const fineTuneMethodOf: Readonly<Record<DataSetMethod, FineTuneMethod>> = { answers: 'sft', pairs: 'dpo', thumbs: 'kto' };

/**
 * One course for every provider. After `succeeded` the gate goes on: `evaluated`, or `rejected` when it refused a version on the
 * model last, and `promoted` when one was sent on to visitors.
 */
export const FineTuneState = z.enum([
  'draft', 'validating', 'uploading', 'queued', 'running', 'succeeded', 'failed', 'cancelled', 'evaluated', 'promoted', 'rejected',
]);
export type FineTuneState = z.output<typeof FineTuneState>;

/** Is anything still to happen before there is a model? */
export const isFineTuning = ({ state }: { state: FineTuneState }): boolean => fineTuneSteps.includes(state);
/** The states before there is a model, in their order. */
export const fineTuneSteps: readonly FineTuneState[] = ['draft', 'validating', 'uploading', 'queued', 'running'];

/** What a provider can do. */
export interface FineTuneCapabilities {
  methods: readonly FineTuneMethod[];
  /** Fewer examples are refused. */
  minExamples: number;
  events: boolean;
  checkpoints: boolean;
}
export const fineTuneCapabilities: Readonly<Record<FineTuneProvider, FineTuneCapabilities>> = {
  embedded: { methods: ['intents'], minExamples: 0, events: true, checkpoints: false },
  openai: { methods: ['sft', 'dpo'], minExamples: 10, events: true, checkpoints: true },
  manual: { methods: ['sft', 'dpo', 'kto'], minExamples: 1, events: false, checkpoints: false },
};

const price = z.number().min(0).max(1_000_000);

/** Null leaves a choice to the provider. */
export const FineTuneParameters = z.strictObject({
  epochs: z.number().int().min(1).max(50).nullable().default(null),
  batchSize: z.number().int().min(1).max(256).nullable().default(null),
  /** Times the provider's own learning rate. */
  learningRateMultiplier: z.number().gt(0).max(10).nullable().default(null),
  /** Of `dpo`: how close the model stays to what it was, 0 to 2. */
  beta: z.number().gt(0).max(2).nullable().default(null),
  seed: z.number().int().min(0).max(0x7fffffff).default(1),
});
export type FineTuneParameters = z.output<typeof FineTuneParameters>;

/** Dollars: training and answers per million tokens, hosting of the tuned model per hour. */
export const FineTunePrices = z.strictObject({ training: price.default(0), input: price.default(0), output: price.default(0), hourly: price.default(0) });
export type FineTunePrices = z.output<typeof FineTunePrices>;

/** One step of the training, as far as the provider told it. */
export const FineTunePoint = z.object({
  step: z.number().int(), trainLoss: z.number().nullable(), validationLoss: z.number().nullable(),
  /** Share of tokens that were foreseen, 0 to 1. */
  trainAccuracy: z.number().nullable(), validationAccuracy: z.number().nullable(),
});
export type FineTunePoint = z.output<typeof FineTunePoint>;

export const FineTuneCheckpoint = z.object({ step: z.number().int(), model: z.string(), trainLoss: z.number().nullable(), validationLoss: z.number().nullable(), at: Instant });
export type FineTuneCheckpoint = z.output<typeof FineTuneCheckpoint>;

/** A file that the model learns from. */
export const FineTuneFile = z.object({ format: DataSetFormat, part: DataSetPart, lines: z.number().int(), bytes: z.number().int(), sha256: z.string() });
export type FineTuneFile = z.output<typeof FineTuneFile>;

export const FineTune = z.object({
  id: Id,
  /** Counts from 1 within the workspace; of a run that was started on the page of training it is the run's number. */
  number: z.number().int(),
  provider: FineTuneProvider, method: FineTuneMethod, state: FineTuneState, note: z.string(),
  /** Null: the data set is deleted, or the labelled questions teach. */
  dataSet: z.object({ id: Id, name: z.string() }).nullable(),
  /** Examples that visitors had deleted from the data set since it was built; who trained with them should train anew. */
  taint: z.object({ turns: z.number().int(), at: Instant.nullable() }).nullable(),
  baseModel: z.string(), parameters: FineTuneParameters, prices: FineTunePrices,
  /** Where it is trained; null for the built-in trainer and for training elsewhere. */
  baseUrl: z.string().nullable(), keyEnding: z.string().nullable(),
  /** Of the built-in trainer. */
  trainingRunId: Id.nullable(),
  /** What the provider calls the job; null before it knows of it. */
  remoteId: z.string().nullable(),
  /** 0 to 1; null where the provider does not tell. */
  fraction: z.number().nullable(), step: z.number().int().nullable(), steps: z.number().int().nullable(),
  /** From 1; each retry of a failed job counts. */
  attempt: z.number().int(),
  cancelRequested: z.boolean(),
  /** Why it failed, or why the provider could not be asked last time; the first is a stable word, the second the provider's. */
  errorCode: z.string().nullable(), errorDetail: z.string().nullable(),
  nextPollAt: Instant.nullable(),
  /** As the provider bills it. */
  trainedTokens: z.number().int().nullable(),
  /** Dollars: tokens billed times the price of training; null until the provider told them. */
  cost: z.number().nullable(),
  /** Key of the tuned model in the catalogue. */
  modelKey: z.string().nullable(), modelId: Id.nullable(),
  backendVersionIds: z.array(Id),
  createdBy: z.string(), createdAt: Instant, startedAt: Instant.nullable(), finishedAt: Instant.nullable(),
});
export type FineTune = z.output<typeof FineTune>;

/** Dollars and tokens before a training, with a band of 15 % to either side. */
export const FineTuneEstimate = z.object({
  train: Tokens, validation: Tokens, billed: Tokens,
  cost: z.object({ low: z.number(), expected: z.number(), high: z.number() }),
  /** Dollars a day of hosting, and answers a day from which the tuned model costs less than the other one; null where prices or counts are not known. */
  hosting: z.object({
    perDay: z.number(), comparedWith: z.string().nullable(),
    /** Tokens of a usual answer of the other model, on average of the answers counted. */
    inputTokens: z.number().nullable(), outputTokens: z.number().nullable(), answers: z.number().int(),
    /** Null: it never does at these prices, or nothing is known of the other model. */
    breakEvenAnswersPerDay: z.number().nullable(),
  }).nullable(),
});
export type FineTuneEstimate = z.output<typeof FineTuneEstimate>;

export const FineTuneDetail = FineTune.extend({
  files: z.array(FineTuneFile),
  /** What the check of the files found, the first 50. */
  issues: z.array(FileIssue),
  curve: z.array(FineTunePoint), checkpoints: z.array(FineTuneCheckpoint),
  estimate: FineTuneEstimate.nullable(),
});
export type FineTuneDetail = z.output<typeof FineTuneDetail>;

export const FineTuneEvent = z.object({
  /** Its place among the events of the job, from 1, without gaps. */
  number: z.number().int(), level: z.enum(['info', 'warn', 'error']), message: z.string(), at: Instant,
});
export type FineTuneEvent = z.output<typeof FineTuneEvent>;

export const listFineTunes = route({
  method: 'GET', path: '/v1/fine-tunes', summary: 'Fine-tunes of every provider, newest first, runs of the built-in trainer included',
  input: z.strictObject({ ...pageQuery, dataSetId: Id.optional(), modelKey: text(600).optional() }), reply: pageOf(FineTune),
});
export const readFineTune = route({ method: 'GET', path: '/v1/fine-tunes/{id}', summary: 'One fine-tune with its curve, checkpoints and files', input: ById, reply: FineTuneDetail });
export const createFineTune = route({
  method: 'POST', path: '/v1/fine-tunes', summary: 'Fine-tune a model',
  input: z.strictObject({
    provider: FineTuneProvider,
    /** Not for `embedded`, which learns from the labelled questions. */
    dataSetId: Id.nullable().default(null),
    /** Not for `embedded`. */
    baseModel: trimmed(200).nullable().default(null),
    /** Of `openai`: address and key of this model of the catalogue, or those that follow. */
    connectionModelId: Id.nullable().default(null),
    baseUrl: z.url().max(500).nullable().default(null), apiKey: text(500).nullable().default(null),
    /** In the name of the tuned model, where the provider puts one there. */
    suffix: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be 1 to 40 letters, digits, - or _').nullable().default(null),
    parameters: FineTuneParameters.default(() => FineTuneParameters.parse({})), prices: FineTunePrices.default(() => FineTunePrices.parse({})),
    note: text(500, 0).default(''),
    /** Fine-tuned and hybrid backends that get a new version when there is a model. */
    backendIds: z.array(Id).max(10).default([]),
  }),
  reply: FineTuneDetail,
});
export const cancelFineTune = route({
  method: 'POST', path: '/v1/fine-tunes/{id}/cancel', summary: 'Stop a fine-tune; a second time: do not wait for the provider to confirm it', status: 200, input: ById, reply: FineTuneDetail,
});
export const retryFineTune = route({ method: 'POST', path: '/v1/fine-tunes/{id}/retry', summary: 'Go on with a fine-tune that failed or was cancelled', status: 200,
  input: z.strictObject({
    id: Id,
    /** In place of the one that the provider refused. */
    apiKey: text(500).optional(),
  }),
  reply: FineTuneDetail });
export const listFineTuneEvents = route({
  method: 'GET', path: '/v1/fine-tunes/{id}/events', summary: 'What a fine-tune told, in its order',
  input: z.strictObject({ id: Id, after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(200) }),
  reply: z.object({ items: z.array(FineTuneEvent), total: z.number().int(), next: z.number().int().nullable() }),
});
export const registerFineTuned = route({
  method: 'POST', path: '/v1/fine-tunes/{id}/model', summary: 'Say what a model that was trained elsewhere is called and where it answers', status: 200,
  input: z.strictObject({ id: Id, name: trimmed(200), baseUrl: z.url().max(500), apiKey: text(500).nullable().default(null) }), reply: FineTuneDetail,
});
export const createFineTunedVersions = route({
  method: 'POST', path: '/v1/fine-tunes/{id}/versions', summary: 'Save a new version on the tuned model for each backend named', tag: 'fine-tunes',
  input: z.strictObject({
    id: Id, backendIds: z.array(Id).min(1).max(10),
    /** Name of one of its checkpoints instead of the model of the end; that one comes into the catalogue with it. */
    checkpoint: text(500).nullable().default(null),
  }),
  reply: z.object({ items: z.array(BackendVersion) }),
});
export const readTrainingBundle = route({
  method: 'GET', path: '/v1/fine-tunes/{id}/bundle', summary: 'Files, training card and digests to train with elsewhere, as one ZIP file', produces: 'application/zip',
  input: ById, reply: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export const readTrainingCard = route({
  method: 'GET', path: '/v1/fine-tunes/{id}/card', summary: 'What is needed to train it anywhere, as Markdown', produces: 'text/markdown', input: ById, reply: z.string(),
});
export const estimateFineTune = route({
  method: 'POST', path: '/v1/fine-tunes/estimate', summary: 'Tokens and cost of a fine-tune, and when hosting pays', status: 200,
  input: z.strictObject({
    dataSetId: Id, epochs: z.number().int().min(1).max(50).nullable().default(null), prices: FineTunePrices.default(() => FineTunePrices.parse({})),
    /** A model of the catalogue to compare hosting with. */
    comparedModelId: Id.nullable().default(null),
  }),
  reply: FineTuneEstimate,
});
