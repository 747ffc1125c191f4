import { z } from 'zod';
import { NamedVersion, PromptPack } from './backends.ts';
import { ById, Id, Instant, pageOf, pageQuery, text } from './primitives.ts';
import { route } from './route.ts';

/** What an optimizer changes: which examples a prompt shows and from when it answers, or its instructions as well. */
export const OptimizerSteps = z.enum(['examples', 'examples_and_instructions']);
export type OptimizerSteps = z.output<typeof OptimizerSteps>;

export const OptimizerState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type OptimizerState = z.output<typeof OptimizerState>;

/** What ended a run that is done: its tokens, its tries, or every case that it learns from is answered as expected. */
export const OptimizerEnd = z.enum(['tokens', 'rollouts', 'nothing_left']);
export type OptimizerEnd = z.output<typeof OptimizerEnd>;

/** How a candidate came about; `merge` takes the instructions of one and the examples of another. */
export const OptimizerStep = z.enum(['start', 'examples', 'instructions', 'merge']);
export type OptimizerStep = z.output<typeof OptimizerStep>;

/** Proposals that were not followed, by reason. */
export const OptimizerRefusals = z.object({
  /** No better on the few cases that it was made from. */
  notBetter: z.number().int(),
  /** The same as one before. */
  unchanged: z.number().int(),
  /** The model's reply held no instructions in the form that was asked for. */
  unreadable: z.number().int(),
  tooLong: z.number().int(),
  /** A `{{name}}` of the start is gone, or one is new. */
  variables: z.number().int(),
  /** It lists answers of cases instead of saying how to find them. */
  leak: z.number().int(),
});
export type OptimizerRefusals = z.output<typeof OptimizerRefusals>;

/** How an evaluation set is divided for a run. */
export const OptimizerCases = z.object({
  /** Proposals are made from these, a few at a time. */
  feedback: z.number().int(),
  /** Candidates are compared on these. */
  validation: z.number().int(),
  /** Nearly the same as a case of a frozen set, which judges later. */
  leftOut: z.number().int(),
});
export type OptimizerCases = z.output<typeof OptimizerCases>;

export const OptimizerRun = z.object({
  id: Id, number: z.number().int(), start: NamedVersion, setId: Id, setName: z.string(),
  steps: OptimizerSteps,
  /** Catalogue key of the model that rewrites; null where nothing is rewritten. */
  reflectionModel: z.string().nullable(),
  /** Tokens that the run may use at most, those of answers included. */
  tokenBudget: z.number().int(),
  /** Answers that it may try at most. */
  rolloutLimit: z.number().int(),
  seed: z.number().int(), note: z.string(), cases: OptimizerCases,
  state: OptimizerState, endedBy: OptimizerEnd.nullable(), errorCode: z.string().nullable(),
  tokens: z.number().int(), costMicroUsd: z.number(), rollouts: z.number().int(), candidates: z.number().int(), frontSize: z.number().int(),
  refused: OptimizerRefusals,
  /** Mean score on the validation cases, 0 to 1; null until the start is scored. */
  startScore: z.number().nullable(),
  best: z.object({ number: z.number().int(), score: z.number() }).nullable(),
  /** The best score whenever a candidate joined. */
  curve: z.array(z.object({ tokens: z.number().int(), rollouts: z.number().int(), score: z.number() })),
  /** Restarts of the server in the middle of it. */
  interruptions: z.number().int(),
  /** Versions that were saved from it. */
  saved: z.array(z.object({ candidate: z.number().int(), version: NamedVersion })),
  createdBy: z.string(), createdAt: Instant, startedAt: Instant.nullable(), finishedAt: Instant.nullable(),
});
export type OptimizerRun = z.output<typeof OptimizerRun>;

export const OptimizerCandidate = z.object({
  /** From 0, the start. */
  number: z.number().int(), parents: z.array(z.number().int()), step: OptimizerStep, promptPack: PromptPack,
  /** Mean over the validation cases, 0 to 1. */
  score: z.number(),
  /** Validation cases on which no candidate does better; with two alike both win. */
  wins: z.number().int(),
  /** On the Pareto front: on some case nobody is better, and nobody is as good on all and better on one. */
  onFront: z.boolean(),
  /** Validation cases on which it does better, and worse, than the start. */
  better: z.number().int(), worse: z.number().int(),
  createdAt: Instant,
});
export type OptimizerCandidate = z.output<typeof OptimizerCandidate>;

const tokenBudget = z.number().int().min(0).max(100_000_000);
const rolloutLimit = z.number().int().min(10).max(20_000);

export const planOptimizer = route({
  method: 'GET', path: '/v1/optimizer-runs/plan', summary: 'What an optimizer would learn from, and what it would need',
  input: z.strictObject({
    versionId: Id, setId: Id, steps: OptimizerSteps.default('examples'), reflectionModel: text(200).optional(),
    /** Absent: as suggested. */
    tokenBudget: z.coerce.number().pipe(tokenBudget).optional(), rolloutLimit: z.coerce.number().pipe(rolloutLimit).optional(),
  }),
  reply: z.object({
    cases: OptimizerCases, engine: z.enum(['embedded', 'language_model']),
    suggested: z.object({ tokenBudget: z.number().int(), rolloutLimit: z.number().int() }),
    /** Tokens without which not even the start could be compared; 0 where nothing costs tokens. */
    leastTokens: z.number().int(),
    /** Of a run that uses all that it may. `microUsd` by the models' prices; null without any. */
    atMost: z.object({ tokens: z.number().int(), rollouts: z.number().int(), microUsd: z.number().nullable(), seconds: z.number() }),
  }),
});
export const listOptimizerRuns = route({
  method: 'GET', path: '/v1/optimizer-runs', summary: 'Runs of the prompt optimizer, newest first', input: z.strictObject(pageQuery), reply: pageOf(OptimizerRun),
});
export const startOptimizer = route({
  method: 'POST', path: '/v1/optimizer-runs', summary: 'Look for a better prompt on cases of an open evaluation set',
  input: z.strictObject({
    versionId: Id, setId: Id, steps: OptimizerSteps.default('examples'), reflectionModel: text(200).nullable().default(null),
    tokenBudget: tokenBudget.default(0), rolloutLimit: rolloutLimit.default(400), seed: z.number().int().min(0).max(2 ** 31 - 1).default(1), note: text(500, 0).default(''),
  }),
  reply: OptimizerRun,
});
export const readOptimizerRun = route({ method: 'GET', path: '/v1/optimizer-runs/{id}', summary: 'One run of the prompt optimizer', input: ById, reply: OptimizerRun });
export const listOptimizerCandidates = route({
  method: 'GET', path: '/v1/optimizer-runs/{id}/candidates', summary: 'Prompts that a run compared, best first', input: ById, reply: z.object({ items: z.array(OptimizerCandidate) }),
});
export const cancelOptimizer = route({
  method: 'POST', path: '/v1/optimizer-runs/{id}/cancel', summary: 'Stop a run; what it has found stays', status: 200, input: ById, reply: OptimizerRun,
});
export const saveOptimized = route({
  method: 'POST', path: '/v1/optimizer-runs/{id}/save', summary: 'Save a candidate as a new version of its backend; it enters nothing by itself',
  input: z.strictObject({
    id: Id,
    /** Absent: the best one. */
    candidate: z.number().int().min(1).optional(),
  }),
  reply: z.object({ run: OptimizerRun, version: NamedVersion }),
});
