import { z } from 'zod';
import { ById, Done, Id, Instant, Name, Nothing, Traffic, text, trimmed } from './primitives.ts';
import { AnswerResult, Citation, ClarifyOption } from './conversations.ts';
import { GuardFinding } from './guard-findings.ts';
import { IntentKey } from './knowledge.ts';
import { PackVariables } from './prompts.ts';
import { route } from './route.ts';
import { ToolCall, ToolName } from './tools.ts';
import { Attributes } from './targeting.ts';

export const BackendKind = z.enum(['prompt', 'fine_tuned', 'hybrid']);
export type BackendKind = z.output<typeof BackendKind>;

/** The versioned artefact that steers a prompt-engineered answer, whichever engine runs it. */
export const PromptPack = z.object({
  instructions: text(20_000, 0), tone: text(2_000, 0),
  must: z.array(trimmed(1_000)).max(50), never: z.array(trimmed(1_000)).max(50),
  /** How many labelled examples of each intent the pack shows, chosen by seed; null means all. */
  examplesPerIntent: z.number().int().min(1).max(1_000).nullable(),
  exampleSeed: z.number().int().min(0).default(1),
  /** Labelled examples, word for word, that take the first places of their intent before any are drawn; absent in packs that pin none. */
  pinnedExamples: z.array(trimmed(4_000)).max(500).optional(),
  /** Answer by the help centre when no approved answer fits. */
  useKnowledge: z.boolean(),
  /** Names of the tools that a language model may use; absent: none. The built-in engine uses none. */
  tools: z.array(ToolName).max(10).refine((all) => new Set(all).size === all.length, 'name a tool once').optional(),
  /**
   * Below `answer` a question is asked back; below `clarify` a person is offered. Confidence, 0 to 1. Null: a trained model
   * brings the thresholds that reach the target accuracy, anything else uses 0.35 and 0.15.
   */
  thresholds: z.object({ answer: z.number().min(0).max(1), clarify: z.number().min(0).max(1) }).nullable(),
  /** Values that the texts above may name as `{{name}}`, besides `company` and `date`. Absent: none. */
  variables: PackVariables.optional(),
});
export type PromptPack = z.output<typeof PromptPack>;

const MOST_ROUTES = 200;

/** Which version answers a conversation, by the topic of its first message: one decision for the whole conversation. */
export const Policy = z.strictObject({
  /** Keys of intents, or `oos` for what fits none. */
  topics: z.array(z.strictObject({ topic: IntentKey, backendVersionId: Id })).min(1).max(MOST_ROUTES)
    .refine((all) => new Set(all.map(({ topic }) => topic)).size === all.length, 'name a topic once'),
  /** Of every other conversation. */
  otherwise: Id,
});
export type Policy = z.output<typeof Policy>;

/** A version as a policy names it. */
export const NamedVersion = z.object({ id: Id, backendId: Id, backendName: z.string(), kind: BackendKind, number: z.number().int() });
export type NamedVersion = z.output<typeof NamedVersion>;

export const VersionState = z.enum(['ready', 'untrained']);

export const BackendVersion = z.object({
  id: Id, backendId: Id, number: z.number().int(), kind: BackendKind,
  /** Catalogue key of the model: `embedded/encoder`, `embedded/intent@<n>`, `openai/<name>`, `anthropic/<name>`, `ollama/<name>`. */
  model: z.string(),
  engine: z.enum(['embedded', 'language_model']),
  promptPack: PromptPack.nullable(), trainingRunId: Id.nullable(),
  /** Of a version that answers nothing itself but hands each conversation to another one; only in hybrid backends. */
  policy: Policy.nullable(),
  /** The versions that the policy names; none without a policy. */
  answeredBy: z.array(NamedVersion),
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
  /** `production`, `candidate` and free ones, in alphabetical order. */
  labels: z.array(z.string()),
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
  /** Routes conversations by topic instead: the version has no model, prompt pack or training run then, and each one that it names is ready and has no policy itself. */
  policy: Policy.nullable().default(null),
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
  servedEngine: z.string(),
  /** The version that a policy chose; null where the version asked has answered itself. */
  servedBackendVersionId: Id.nullable(), errorCode: z.string().nullable(), guard: z.array(GuardFinding),
  /** What the model looked up, in order; absent: nothing. */
  toolCalls: z.array(ToolCall).optional(),
});
export type Preview = z.output<typeof Preview>;
const askedOf = {
  /** Either a saved version or a draft. */
  backendVersionId: Id.optional(), draft: z.strictObject({ backendId: Id, ...versionContent }).optional(), text: text(4_000),
  history: z.array(z.strictObject({ role: z.enum(['visitor', 'assistant']), text: text(16_000) })).max(50).default([]),
  /** What would be known of the visitor, attributes as if signed: the prompt's variables take their values from it. */
  visitor: z.strictObject({ page: text(500).nullable().default(null), locale: text(35).nullable().default(null), attributes: Attributes.default({}) }).optional(),
};
const eitherOr = [({ backendVersionId, draft }: { backendVersionId?: string | undefined; draft?: object | undefined }) => (backendVersionId === undefined) !== (draft === undefined), 'must name either a backend version or a draft'] as const;

/** What a preview tells as `text/event-stream`: the answer piece by piece, at last the whole of it. */
export const PreviewEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('delta'), text: z.string() }), z.object({ type: z.literal('answered'), preview: Preview }),
]);
export type PreviewEvent = z.output<typeof PreviewEvent>;

export const previewAnswer = route({
  method: 'POST', path: '/v1/previews', status: 200,
  summary: 'Ask a backend version, or one that is not saved yet, a question; marked `preview`. With `Accept: text/event-stream` the answer streams as PreviewEvents',
  input: z.strictObject(askedOf).refine(...eitherOr), reply: Preview,
});

/** What a language model would be sent, message by message; no model is asked. */
export const RenderedPrompt = z.object({
  /** None: nobody is sent a prompt, as the built-in engine reads the question itself. */
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  /** About how many, by the length of the text. */
  tokens: z.number().int(),
});
export type RenderedPrompt = z.output<typeof RenderedPrompt>;
export const renderPrompt = route({
  method: 'POST', path: '/v1/previews/prompt', summary: 'The messages that a version, or a draft, would send to its language model', status: 200,
  input: z.strictObject(askedOf).refine(...eitherOr), reply: RenderedPrompt,
});
