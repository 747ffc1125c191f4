import { z } from 'zod';
import { ById, Done, Id, Instant, Name, Nothing, Traffic, text, trimmed } from './primitives.ts';
import { Citation, ClarifyOption, AnswerResult } from './conversations.ts';
import { route } from './route.ts';

export const BackendKind = z.enum(['prompt', 'fine_tuned', 'hybrid']);
export type BackendKind = z.output<typeof BackendKind>;

/** The versioned artefact that steers a prompt-engineered answer, whichever engine runs it. */
export const PromptPack = z.object({
  instructions: text(20_000, 0), tone: text(2_000, 0),
  must: z.array(trimmed(1_000)).max(50), never: z.array(trimmed(1_000)).max(50),
  /** How many labelled examples of each intent the pack shows, chosen by seed; null means all. */
  examplesPerIntent: z.number().int().min(1).max(1_000).nullable(),
  exampleSeed: z.number().int().min(0).default(1),
  /** Answer by the help centre when no approved answer fits. */
  useKnowledge: z.boolean(),
  /**
   * Below `answer` a question is asked back; below `clarify` a person is offered. Confidence, 0 to 1. Null: a trained model
   * brings the thresholds that reach the target accuracy, anything else uses 0.35 and 0.15.
   */
  thresholds: z.object({ answer: z.number().min(0).max(1), clarify: z.number().min(0).max(1) }).nullable(),
});
export type PromptPack = z.output<typeof PromptPack>;

export const VersionState = z.enum(['ready', 'untrained']);

export const BackendVersion = z.object({
  id: Id, backendId: Id, number: z.number().int(), kind: BackendKind,
  /** Catalogue key of the model: `embedded/encoder`, `embedded/intent@<n>`, `openai/<name>`, `anthropic/<name>`, `ollama/<name>`. */
  model: z.string(),
  engine: z.enum(['embedded', 'language_model']),
  promptPack: PromptPack.nullable(), trainingRunId: Id.nullable(),
  /** Answer and clarify thresholds in use. */
  thresholds: z.object({
    answer: z.number(), clarify: z.number(),
    /** Set by hand in the prompt pack, read off held-out questions for a target, or neither. */
    from: z.enum(['pack', 'target', 'standard']),
    /** Wished accuracy of what is answered; null unless `from` is `target`. */
    target: z.number().nullable(),
    /** False: no threshold reached the target, and those of the highest accuracy are used. */
    reached: z.boolean(),
  }),
  note: z.string(), state: VersionState, authorName: z.string().nullable(), createdAt: Instant,
});
export type BackendVersion = z.output<typeof BackendVersion>;

export const Backend = z.object({
  id: Id, name: z.string(), kind: BackendKind, latest: BackendVersion.nullable(), versions: z.number().int(), createdAt: Instant,
});
export type Backend = z.output<typeof Backend>;

export const listBackends = route({
  method: 'GET', path: '/v1/backends', summary: 'Backends with their newest version', input: Nothing, reply: z.object({ items: z.array(Backend) }),
});
export const createBackend = route({
  method: 'POST', path: '/v1/backends', summary: 'Create a backend', input: z.strictObject({ name: Name, kind: BackendKind }), reply: Backend,
});
export const listVersions = route({
  method: 'GET', path: '/v1/backends/{id}/versions', summary: 'Versions of a backend, newest first', input: ById, reply: z.object({ items: z.array(BackendVersion) }),
});
const versionContent = {
  model: text(200), promptPack: PromptPack.nullable().default(null), trainingRunId: Id.nullable().default(null),
  /** Wished accuracy of what a trained model answers; its thresholds follow from it unless the prompt pack names some. Null: 0.95. */
  targetAccuracy: z.number().min(0.7).max(0.99).nullable().default(null),
};
export const createVersion = route({
  method: 'POST', path: '/v1/backends/{id}/versions', summary: 'Save a new, immutable version',
  input: z.strictObject({
    id: Id, ...versionContent, note: text(500, 0).default(''),
    /** Number that it shall get: refused as `version_conflict` when somebody saved one meanwhile. Null: whichever comes next. */
    expectedNumber: z.number().int().min(1).nullable().default(null),
  }),
  reply: BackendVersion,
});
export const restoreVersion = route({
  method: 'POST', path: '/v1/backend-versions/{id}/restore', summary: 'Save an older version anew, as the newest', input: ById, reply: BackendVersion,
});
export const readVersion = route({ method: 'GET', path: '/v1/backend-versions/{id}', summary: 'One backend version', input: ById, reply: BackendVersion });
export const deleteBackend = route({ method: 'DELETE', path: '/v1/backends/{id}', summary: 'Delete a backend that nothing uses', input: ById, reply: Done });

/** How long a change took to answer somebody. All instants are the database's. */
export const EditToAnswer = z.object({
  backendVersionId: Id, backendId: Id, backendName: z.string(), kind: BackendKind, number: z.number().int(), savedAt: Instant,
  /** When the training run was asked for that brought this version out; null when nothing was trained for it. */
  trainingAskedAt: Instant.nullable(),
  /** At most one for each kind of traffic, earliest first; empty: not served yet. */
  firstAnswers: z.array(z.object({ traffic: Traffic, at: Instant, afterSavingMs: z.number(), afterTrainingAskedMs: z.number().nullable() })),
});
export type EditToAnswer = z.output<typeof EditToAnswer>;
export const readEditToAnswer = route({
  method: 'GET', path: '/v1/backend-versions/{id}/edit-to-answer', summary: 'From the change to the first answer, beside the newest served versions of other backends',
  input: ById, reply: z.object({ own: EditToAnswer, others: z.array(EditToAnswer) }),
});

/** How many examples of each intent a prompt pack shows, and which; of many the first ones are named. */
export const listChosenExamples = route({
  method: 'GET', path: '/v1/chosen-examples', summary: 'The labelled examples that a prompt pack shows',
  input: z.strictObject({
    /** Absent: all of them. */
    examplesPerIntent: z.coerce.number().int().min(1).max(1_000).optional(), exampleSeed: z.coerce.number().int().min(0).default(1),
  }),
  reply: z.object({ intents: z.array(z.object({ intent: z.string(), known: z.number().int(), chosen: z.number().int(), examples: z.array(z.string()) })) }),
});

/** An answer tried without a visitor; recorded nowhere but in the reply. */
export const Preview = z.object({
  traffic: z.literal('preview'),
  /** Null: a draft that is not saved. */
  backendVersionId: Id.nullable(), text: z.string(), result: AnswerResult, intent: z.string().nullable(), confidence: z.number().nullable(),
  /** Code of the language that was asked in, such as `de`; null where words do not tell. */
  language: z.string().nullable(),
  citations: z.array(Citation), options: z.array(ClarifyOption), firstTokenMs: z.number().nullable(), totalMs: z.number(),
  inputTokens: z.number().nullable(), outputTokens: z.number().nullable(), costMicroUsd: z.number().nullable(),
  servedEngine: z.string(), errorCode: z.string().nullable(),
});
export type Preview = z.output<typeof Preview>;
export const previewAnswer = route({
  method: 'POST', path: '/v1/previews', summary: 'Ask a backend version, or one that is not saved yet, a question; marked `preview`', status: 200,
  input: z.strictObject({
    /** Either a saved version or a draft. */
    backendVersionId: Id.optional(), draft: z.strictObject({ backendId: Id, ...versionContent }).optional(), text: text(4_000),
    history: z.array(z.strictObject({ role: z.enum(['visitor', 'assistant']), text: text(16_000) })).max(50).default([]),
  }).refine(({ backendVersionId, draft }) => (backendVersionId === undefined) !== (draft === undefined), 'must name either a backend version or a draft'),
  reply: Preview,
});
