import { z } from 'zod';
import { ById, Done, Id, Instant, Name, pageOf, pageQuery, text } from './primitives.ts';
import { route } from './route.ts';

/** What a model is to learn from: good answers, the better one of two, or single answers that were liked or not. */
export const DataSetMethod = z.enum(['answers', 'pairs', 'thumbs']);
export type DataSetMethod = z.output<typeof DataSetMethod>;

/** Why a turn teaches something. */
export const DataSetWhy = z.enum([
  /** An agent wrote the answer, or sent a draft. */
  'agent',
  'thumbs_up',
  /** Its conversation was rated 4 or 5 and resolved. */
  'csat',
  'thumbs_down',
  /** An agent chose one of two drafts without knowing whose they are. */
  'duel',
  /** An agent answered again what the visitor had disliked. */
  'rewrite',
]);
export type DataSetWhy = z.output<typeof DataSetWhy>;

/** Why a turn is left out, in the order of looking. */
export const DataSetReason = z.enum([
  /** The visitor had the conversation deleted. */
  'erased',
  /** In an experiment that is under way. */
  'experiment',
  /** Of a visitor who is kept out of all experiments. */
  'holdout',
  /** A guard saw something in the answer or in its question. */
  'guarded',
  /** Made with a tool: what it looked up is true of one customer at one time. */
  'used_tool',
  /** Failed, stopped or broken off. */
  'unfinished',
  /** A question back. */
  'asked_back',
  /** A person was offered, or asked for right after. */
  'escalated',
  'disliked',
  /** Written by a fine-tuned backend, and no agent approved it. */
  'own_model',
  /** Nobody said that it was good. */
  'unrated',
  /** Two drafts that were found equal, both bad, or one of them missing. */
  'undecided',
  /** Disliked, and no agent answered again. */
  'no_rewrite',
  /** Asks nearly what a frozen evaluation set asks: what judges a model must not teach it. */
  'evaluation_set',
  'too_short', 'too_long',
  /** More than the cap of one visitor, agent, topic or of one answer's wording. */
  'cap_visitor', 'cap_agent', 'cap_intent', 'cap_template',
  'duplicate', 'near_duplicate',
]);
export type DataSetReason = z.output<typeof DataSetReason>;

/** What is in a data set on purpose, though it would be left out otherwise. */
export const DataSetMark = z.enum(['experiment', 'holdout', 'replay', 'test']);
export type DataSetMark = z.output<typeof DataSetMark>;

export const DataSetPart = z.enum(['train', 'validation', 'test']);
export type DataSetPart = z.output<typeof DataSetPart>;

/** `openai`: chat or preference lines of OpenAI and those who follow it; `trl`: conversational lines of TRL; `sharegpt`: answers only. */
export const DataSetFormat = z.enum(['openai', 'trl', 'sharegpt', 'csv']);
export type DataSetFormat = z.output<typeof DataSetFormat>;

/** Which forms there are of what. */
export const dataSetFormats: Readonly<Record<DataSetMethod, readonly DataSetFormat[]>> = {
  answers: ['openai', 'trl', 'sharegpt', 'csv'], pairs: ['openai', 'trl', 'csv'], thumbs: ['trl', 'csv'],
};

const kept = z.enum(['leave_out', 'mark']);
const cap = z.number().int().min(1).max(10_000);

/** Which turns are looked at, and what is asked of them. */
export const DataSetFilters = z.strictObject({
  method: DataSetMethod.default('answers'),
  /** Of this site; null: of all. */
  siteId: Id.nullable().default(null),
  /** Conversations that began in these last days of the workspace's time zone, today included. */
  days: z.number().int().min(1).max(730).default(90),
  /** Replayed and test conversations are nobody's: such a data set shows how it works and teaches nothing new. */
  traffic: z.enum(['live', 'replay', 'test']).default('live'),
  /** What counts as good; `pairs` and `thumbs` do not ask. */
  signals: z.strictObject({ agent: z.boolean(), thumbsUp: z.boolean(), csat: z.boolean() }).default({ agent: true, thumbsUp: true, csat: true }),
  experiments: kept.default('leave_out'), holdout: kept.default('leave_out'),
  /** Earlier messages given with each question, 0 to 20. */
  context: z.number().int().min(0).max(20).default(4),
  /** Characters of a whole example. */
  longest: z.number().int().min(200).max(100_000).default(16_000),
  /** Turns of one visitor, one agent, one topic and one wording of answers: nobody teaches a model alone. */
  caps: z.strictObject({ visitor: cap, agent: cap, intent: cap, template: cap }).default({ visitor: 10, agent: 500, intent: 500, template: 20 }),
  /** Said in each example, and to the fine-tuned versions made of it when they serve; nothing: what Duet says to any fine-tuned model. */
  systemPrompt: text(8_000, 0).default(''),
  /** Whoever splits the same turns with the same seed gets the same parts. */
  seed: z.number().int().min(0).max(0x7fffffff).default(1),
});
export type DataSetFilters = z.output<typeof DataSetFilters>;

const Counted = z.object({ reason: DataSetReason, turns: z.number().int() });

export const DataSetCount = z.object({
  qualify: z.number().int(),
  byWhy: z.array(z.object({ why: DataSetWhy, turns: z.number().int() })),
  /** Most frequent first. */
  leftOut: z.array(Counted),
  marked: z.array(z.object({ mark: DataSetMark, turns: z.number().int() })),
  conversations: z.number().int(),
  /** Conversations of the filter beyond the newest that are looked at. */
  beyond: z.number().int(),
  /** False: there are so many that repetitions and caps are counted when the data set is built. */
  complete: z.boolean(),
});
export type DataSetCount = z.output<typeof DataSetCount>;

const PartSize = z.object({ part: DataSetPart, turns: z.number().int(), visitors: z.number().int(), messages: z.number().int(), characters: z.number().int(), firstAt: Instant.nullable(), lastAt: Instant.nullable() });

/** What never changes once a data set is built. */
export const DataSetManifest = DataSetCount.omit({ complete: true }).extend({
  parts: z.array(PartSize),
  /** Pairs of nearly the same question in different parts, counted by comparing them all. */
  leaks: z.number().int(),
  /** Questions nearly the same as another one's, which therefore share its part. */
  alike: z.number().int(),
  /** What was replaced by placeholders. */
  redacted: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  redactorVersion: z.string(), builderVersion: z.string(),
  files: z.array(z.object({ format: DataSetFormat, part: DataSetPart, lines: z.number().int(), bytes: z.number().int(), sha256: z.string() })),
  /** SHA-256 of the ids of all source messages, in order. */
  sourcesSha256: z.string(),
});
export type DataSetManifest = z.output<typeof DataSetManifest>;

export const DataSetState = z.enum(['waiting', 'running', 'done', 'failed']);
export type DataSetState = z.output<typeof DataSetState>;

export const DataSet = z.object({
  id: Id, name: z.string(), filters: DataSetFilters,
  state: DataSetState,
  stage: z.enum(['reading', 'redacting', 'splitting', 'writing']),
  /** Turns of `total` in this stage. */
  done: z.number().int(), total: z.number().int(),
  errorCode: z.string().nullable(),
  manifest: DataSetManifest.nullable(),
  /** Turns whose words a visitor had deleted since; `at` is the first time. Files leave them out from then on. */
  taint: z.object({ turns: z.number().int(), conversations: z.number().int(), at: Instant.nullable() }).nullable(),
  createdBy: z.string(), createdAt: Instant, finishedAt: Instant.nullable(),
});
export type DataSet = z.output<typeof DataSet>;

export const DataSetMessage = z.object({ role: z.enum(['user', 'assistant']), text: z.string() });

/** One example, redacted. */
export const DataSetTurn = z.object({
  /** Its place in the data set, from 1. */
  number: z.number().int(), part: DataSetPart, conversationId: Id, messageIds: z.array(Id),
  why: DataSetWhy, weight: z.number(), marks: z.array(DataSetMark), intent: z.string().nullable(), askedAt: Instant,
  /** Null: the visitor had it deleted. */
  example: z.object({
    messages: z.array(DataSetMessage), answer: z.string(),
    /** Of a pair. */
    rejected: z.string().nullable(),
    /** Of a thumb. */
    liked: z.boolean().nullable(),
  }).nullable(),
});
export type DataSetTurn = z.output<typeof DataSetTurn>;

export const FileIssue = z.object({
  /** From 1; 0 is the file as a whole. */
  line: z.number().int(), code: z.string(), severity: z.enum(['error', 'warning']), sentence: z.string(),
});
export type FileIssue = z.output<typeof FileIssue>;

/** Characters divided by 3.6 and four tokens for each message, give or take 15 %: each model counts in its own way. */
export const Tokens = z.object({ low: z.number().int(), expected: z.number().int(), high: z.number().int() });
export const DataSetEstimate = z.object({
  train: Tokens, validation: Tokens,
  /** Epochs x train + validation. */
  billed: Tokens,
  /** Dollars. */
  cost: z.object({ low: z.number(), expected: z.number(), high: z.number() }),
});
export type DataSetEstimate = z.output<typeof DataSetEstimate>;

export const countDataSet = route({
  method: 'POST', path: '/v1/datasets/count', summary: 'How many turns qualify for a data set, and why others do not', status: 200, input: DataSetFilters, reply: DataSetCount,
});
export const createDataSet = route({
  method: 'POST', path: '/v1/datasets', summary: 'Build a data set from conversations', input: z.strictObject({ name: Name, ...DataSetFilters.shape }), reply: DataSet,
});
export const listDataSets = route({ method: 'GET', path: '/v1/datasets', summary: 'Data sets, newest first', input: z.strictObject(pageQuery), reply: pageOf(DataSet) });
export const readDataSet = route({ method: 'GET', path: '/v1/datasets/{id}', summary: 'One data set with its manifest', input: ById, reply: DataSet });
export const deleteDataSet = route({ method: 'DELETE', path: '/v1/datasets/{id}', summary: 'Delete a data set that taught no model; its conversations stay', input: ById, reply: Done });
export const listDataSetTurns = route({
  method: 'GET', path: '/v1/datasets/{id}/turns', summary: 'Examples of a data set, redacted, in their order',
  input: z.strictObject({ id: Id, part: DataSetPart.optional(), after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  reply: z.object({ items: z.array(DataSetTurn), total: z.number().int(), next: z.number().int().nullable() }),
});
export const exportDataSet = route({
  method: 'GET', path: '/v1/datasets/{id}/files/{format}/{part}', summary: 'One part of a data set as a file', produces: 'text/plain',
  input: z.strictObject({ id: Id, format: DataSetFormat, part: DataSetPart }), reply: z.string(),
});
export const estimateDataSet = route({
  method: 'GET', path: '/v1/datasets/{id}/estimate', summary: 'Tokens and cost of a training on a data set',
  input: z.strictObject({
    id: Id, epochs: z.coerce.number().int().min(1).max(100).default(3),
    /** Dollars per million tokens of training. */
    pricePerMillion: z.coerce.number().min(0).max(1_000_000).default(0),
  }),
  reply: DataSetEstimate,
});
export const listDataSetsOfConversation = route({
  method: 'GET', path: '/v1/conversations/{id}/datasets', summary: 'Data sets that hold turns of a conversation, with the messages they use', tag: 'datasets', input: ById,
  reply: z.object({ items: z.array(z.object({ dataSetId: Id, name: z.string(), part: DataSetPart, number: z.number().int(), messageIds: z.array(Id) })) }),
});
export const validateDataSetFile = route({
  method: 'POST', path: '/v1/datasets/validate', summary: 'Check a training file line by line, without sending it anywhere', status: 200, bodyLimit: 24_000_000,
  input: z.strictObject({ format: DataSetFormat, method: DataSetMethod, content: z.string().max(20_000_000) }),
  reply: z.object({
    lines: z.number().int(), errors: z.number().int(), warnings: z.number().int(),
    /** The first 500. */
    issues: z.array(FileIssue),
  }),
});
