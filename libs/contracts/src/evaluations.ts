import { z } from 'zod';
import { AnswerResult, Citation } from './conversations.ts';
import { NamedVersion } from './backends.ts';
import { GuardFinding } from './guard-findings.ts';
import { ById, Done, Id, Instant, Name, pageOf, pageQuery, text, trimmed } from './primitives.ts';
import { ImportReport } from './knowledge.ts';
import { route } from './route.ts';
import { ToolCall } from './tools.ts';

/** What a case tries: what an answer must know, when no answer may be given, the right tool, an attack. */
export const EvaluationCaseKind = z.enum(['facts', 'abstain', 'tool', 'adversarial']);
export type EvaluationCaseKind = z.output<typeof EvaluationCaseKind>;

/** Where a case came from. */
export const EvaluationOrigin = z.enum(['entered', 'imported', 'labelled', 'thumbs_down', 'agent', 'playground', 'attacks']);
export type EvaluationOrigin = z.output<typeof EvaluationOrigin>;

const phrase = trimmed(500);

/** What an answer is held against. Words are compared without regard to case, accents and white space. */
export const Expectation = z.strictObject({
  /** Each of these has to be said, in one of its wordings. */
  facts: z.array(z.array(phrase).min(1).max(10)).max(20).default([]),
  /** None of these may be said. */
  mustNot: z.array(phrase).max(20).default([]),
  /** Key of the intent that the built-in engine has to recognise; null: not looked at. */
  intent: z.string().max(200).nullable().default(null),
  /** No answer is right: a question back, the offer of a person, or "I do not know". */
  abstain: z.boolean().default(false),
  /** The tool that has to be called, with these arguments among others. */
  tool: z.strictObject({ name: trimmed(64), arguments: z.record(z.string().max(64), z.union([z.string().max(500), z.number(), z.boolean()])).default({}) }).nullable().default(null),
});
export type Expectation = z.output<typeof Expectation>;

const caseContent = {
  kind: EvaluationCaseKind, question: trimmed(4_000),
  /** What was said before, oldest first. */
  history: z.array(z.strictObject({ role: z.enum(['visitor', 'assistant']), text: text(16_000) })).max(20).default([]),
  expect: Expectation,
  /** An answer that is known to be good: the judge sees it, and optimizers learn from it. Null: nobody wrote one. */
  reference: text(8_000).nullable().default(null),
};
export const NewEvaluationCase = z.strictObject({
  ...caseContent, origin: EvaluationOrigin.default('entered'),
  /** The visitor's message that it was made of. */
  sourceMessageId: Id.nullable().default(null),
});
export type NewEvaluationCase = z.output<typeof NewEvaluationCase>;

export const EvaluationCase = z.object({
  id: Id,
  /** Its place in the set, from 1. */
  number: z.number().int(), ...caseContent, origin: EvaluationOrigin, sourceMessageId: Id.nullable(), createdAt: Instant,
});
export type EvaluationCase = z.output<typeof EvaluationCase>;

/** Questions with what is expected of their answers. Frozen before it judges anything, and never changed from then on; nothing learns from a frozen set. */
export const EvaluationSet = z.object({
  id: Id, name: Name, note: z.string(), cases: z.number().int(), byKind: z.array(z.object({ kind: EvaluationCaseKind, cases: z.number().int() })),
  /** Null while cases can still be added. */
  frozenAt: Instant.nullable(),
  /** SHA-256 of all cases as they were frozen. */
  sha256: z.string().nullable(),
  createdBy: z.string(), createdAt: Instant,
});
export type EvaluationSet = z.output<typeof EvaluationSet>;

/** What is wrong with an answer to a case. */
export const EvaluationFault = z.object({
  code: z.enum(['fact_missing', 'said_forbidden', 'wrong_intent', 'answered_anyway', 'tool_missing', 'wrong_tool', 'wrong_arguments', 'no_answer', 'failed', 'guarded']),
  detail: z.string(),
});
export type EvaluationFault = z.output<typeof EvaluationFault>;

export const EvaluationSide = z.enum(['candidate', 'baseline']);
export type EvaluationSide = z.output<typeof EvaluationSide>;

/** One version's answer to one case. */
export const EvaluationAnswer = z.object({
  caseId: Id, side: EvaluationSide, text: z.string(), result: AnswerResult, intent: z.string().nullable(), confidence: z.number().nullable(),
  citations: z.array(Citation), guard: z.array(GuardFinding), toolCalls: z.array(ToolCall),
  firstTokenMs: z.number().nullable(), totalMs: z.number(), inputTokens: z.number().nullable(), outputTokens: z.number().nullable(), costMicroUsd: z.number().nullable(),
  errorCode: z.string().nullable(),
  /** None: the case is passed. */
  faults: z.array(EvaluationFault),
});
export type EvaluationAnswer = z.output<typeof EvaluationAnswer>;

/** `waiting` for a server, `answering` both versions, `judging` pairs by a model, `choosing`: people's blind choices are awaited. */
export const EvaluationState = z.enum(['waiting', 'answering', 'judging', 'choosing', 'done', 'failed', 'cancelled']);
export type EvaluationState = z.output<typeof EvaluationState>;

/** Who compares the answers of the two versions: a language model by its key, people by blind choices, or nobody. */
export const EvaluationJudge = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('model'), model: text(200) }),
  z.strictObject({ kind: z.literal('people'), /** Choices that the gate waits for. */ choices: z.number().int().min(5).max(1_000).default(20) }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type EvaluationJudge = z.output<typeof EvaluationJudge>;

/** How much worse than the baseline a candidate may be. */
export const GateLimits = z.strictObject({
  /** Share of passed cases that may be lost, of the set and of each kind of case, 0 to 1. */
  passLoss: z.number().min(0).max(0.5).default(0.02),
  /** Share of cases that the candidate itself has to pass. */
  leastPass: z.number().min(0).max(1).default(0.7),
  /** So many times the baseline's p95 of the time to the whole answer (100 ms more are never too slow), and its mean cost of an answer without hosting by the hour. Null: not asked. */
  latencyRatio: z.number().min(1).max(100).nullable().default(1.5), costRatio: z.number().min(1).max(10_000).nullable().default(2),
  /** Share of cases more that may go without an answer although one is expected. */
  refusals: z.number().min(0).max(0.5).default(0.03),
  /** Share of answers with a citation that may be lost among those that should have one. */
  groundedness: z.number().min(0).max(0.5).default(0.05),
  /** Lower end of the interval of the length-controlled share of comparisons won, ties as halves. */
  leastWins: z.number().min(0).max(1).default(0.4),
});
export type GateLimits = z.output<typeof GateLimits>;

export const GateCheckName = z.enum(['pass_rate', 'kinds', 'adversarial', 'latency', 'cost', 'refusals', 'groundedness', 'wins', 'enough_cases']);
/** One question that the gate asks. `unknown` lets nothing through by itself: the sentence says what is missing. */
export const GateCheck = z.object({
  name: GateCheckName, outcome: z.enum(['passed', 'failed', 'unknown', 'not_asked']),
  candidate: z.number().nullable(), baseline: z.number().nullable(), limit: z.number().nullable(),
  /** 95 % interval of the difference, ratio or share that was compared with the limit. */
  low: z.number().nullable(), high: z.number().nullable(),
  sentence: z.string(),
});
export type GateCheck = z.output<typeof GateCheck>;

export const GateVerdict = z.object({ outcome: z.enum(['passed', 'refused', 'open']), sentence: z.string(), checks: z.array(GateCheck) });
export type GateVerdict = z.output<typeof GateVerdict>;

/** A candidate held against a baseline on a frozen set. */
export const Evaluation = z.object({
  id: Id, number: z.number().int(), setId: Id, setName: z.string(), candidate: NamedVersion, baseline: NamedVersion,
  judge: EvaluationJudge, limits: GateLimits, note: z.string(),
  state: EvaluationState,
  /** Answers and comparisons had, and to be had. */
  done: z.number().int(), total: z.number().int(), errorCode: z.string().nullable(),
  /** Null until the last answer is there. */
  verdict: GateVerdict.nullable(),
  /** Experiment that the candidate entered; null: it has not. */
  promotedTo: z.object({ experimentId: Id, name: z.string(), at: Instant }).nullable(),
  createdBy: z.string(), createdAt: Instant, finishedAt: Instant.nullable(),
});
export type Evaluation = z.output<typeof Evaluation>;

/** A comparison of the two answers to a case, by the judge. Each pair is shown twice to a model, with sides swapped: when it changes its mind it is a tie. */
export const EvaluationComparison = z.object({
  caseId: Id, by: z.enum(['model', 'person']), result: z.enum(['candidate', 'baseline', 'tie', 'both_bad']), reason: z.string().nullable(),
  candidateLength: z.number().int(), baselineLength: z.number().int(), at: Instant,
});
export type EvaluationComparison = z.output<typeof EvaluationComparison>;

const ofSet = { id: Id };
const ofCase = { id: Id, caseId: Id };

export const listEvaluationSets = route({
  method: 'GET', path: '/v1/evaluation-sets', summary: 'Evaluation sets, newest first', input: z.strictObject(pageQuery), reply: pageOf(EvaluationSet),
});
export const createEvaluationSet = route({
  method: 'POST', path: '/v1/evaluation-sets', summary: 'Begin an evaluation set', input: z.strictObject({ name: Name, note: text(2_000, 0).default('') }), reply: EvaluationSet,
});
export const readEvaluationSet = route({ method: 'GET', path: '/v1/evaluation-sets/{id}', summary: 'One evaluation set', input: ById, reply: EvaluationSet });
export const changeEvaluationSet = route({
  method: 'PATCH', path: '/v1/evaluation-sets/{id}', summary: 'Change name or note of an evaluation set, frozen or not',
  input: z.strictObject({ ...ofSet, name: Name.optional(), note: text(2_000, 0).optional() }), reply: EvaluationSet,
});
export const deleteEvaluationSet = route({ method: 'DELETE', path: '/v1/evaluation-sets/{id}', summary: 'Delete an evaluation set that nothing was judged by or optimised on', input: ById, reply: Done });
export const freezeEvaluationSet = route({
  method: 'POST', path: '/v1/evaluation-sets/{id}/freeze', summary: 'Freeze an evaluation set: its cases never change, and nothing learns from them', status: 200, input: ById, reply: EvaluationSet,
});
export const copyEvaluationSet = route({
  method: 'POST', path: '/v1/evaluation-sets/{id}/copy', summary: 'Copy an evaluation set; the copy can be changed', input: z.strictObject({ ...ofSet, name: Name }), reply: EvaluationSet,
});

export const listEvaluationCases = route({
  method: 'GET', path: '/v1/evaluation-sets/{id}/cases', summary: 'Cases of an evaluation set in their order',
  input: z.strictObject({
    ...ofSet, kind: EvaluationCaseKind.optional(), search: trimmed(200).optional(),
    /** Number of the last case of the page before. */
    after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(EvaluationCase), total: z.number().int(), next: z.number().int().nullable() }),
});
export const addEvaluationCase = route({
  method: 'POST', path: '/v1/evaluation-sets/{id}/cases', summary: 'Add a case to an evaluation set that is not frozen', input: z.strictObject({ ...ofSet, ...NewEvaluationCase.shape }), reply: EvaluationCase,
});
export const changeEvaluationCase = route({
  method: 'PATCH', path: '/v1/evaluation-sets/{id}/cases/{caseId}', summary: 'Change a case of an evaluation set that is not frozen',
  input: z.strictObject({ ...ofCase, ...z.object(caseContent).partial().shape }), reply: EvaluationCase,
});
export const deleteEvaluationCase = route({
  method: 'DELETE', path: '/v1/evaluation-sets/{id}/cases/{caseId}', summary: 'Take a case out of an evaluation set that is not frozen', input: z.strictObject(ofCase), reply: Done,
});
export const importEvaluationCases = route({
  method: 'POST', path: '/v1/evaluation-sets/{id}/import', summary: 'Import cases: JSON Lines as exported, or CSV with header question,kind,facts,must_not,reference (facts and must_not separated by |, wordings of a fact by /)',
  bodyLimit: 6_000_000, status: 200, input: z.strictObject({ ...ofSet, content: z.string().max(5_000_000) }),
  reply: ImportReport.pick({ imported: true, duplicates: true, rejected: true, rejectedTotal: true }),
});
export const exportEvaluationCases = route({
  method: 'GET', path: '/v1/evaluation-sets/{id}/export', summary: 'All cases of an evaluation set as JSON Lines', produces: 'text/plain', input: ById, reply: z.string(),
});

/** `labelled`: questions with an approved answer, and some that are out of scope; `thumbs_down`: disliked answers that an agent answered again; `agent`: what agents answered; `attacks`: our own list. */
export const EvaluationSource = z.enum(['labelled', 'thumbs_down', 'agent', 'attacks']);
export type EvaluationSource = z.output<typeof EvaluationSource>;
export const takeEvaluationCases = route({
  method: 'POST', path: '/v1/evaluation-sets/{id}/take', summary: 'Fill an evaluation set from labelled questions, conversations or the built-in attacks', status: 200,
  input: z.strictObject({
    ...ofSet, from: EvaluationSource, limit: z.number().int().min(1).max(500).default(100),
    /** Of labelled questions: `test` costs no training example. */
    part: z.enum(['train', 'test']).default('test'),
    /** Expect the numbers of the good answer, with their units, to be said; otherwise the answer is kept as a reference only. */
    facts: z.boolean().default(true),
    /** Whoever draws with the same seed gets the same questions. */
    seed: z.number().int().min(0).max(0x7fffffff).default(1),
  }),
  reply: z.object({ added: z.number().int(), /** In the set already, in these or nearly these words. */ duplicates: z.number().int(), found: z.number().int() }),
});

export const createEvaluation = route({
  method: 'POST', path: '/v1/evaluations', summary: 'Hold a candidate against a baseline on a frozen evaluation set',
  input: z.strictObject({
    setId: Id, candidateVersionId: Id, baselineVersionId: Id, judge: EvaluationJudge.default({ kind: 'none' }), limits: GateLimits.prefault({}), note: text(500, 0).default(''),
  }),
  reply: Evaluation,
});
export const listEvaluations = route({
  method: 'GET', path: '/v1/evaluations', summary: 'Evaluations, newest first',
  input: z.strictObject({
    ...pageQuery, setId: Id.optional(),
    /** Of candidates of this backend. */
    backendId: Id.optional(),
    candidateVersionId: Id.optional(),
  }),
  reply: pageOf(Evaluation),
});
export const readEvaluation = route({ method: 'GET', path: '/v1/evaluations/{id}', summary: 'One evaluation with its verdict', input: ById, reply: Evaluation });
export const cancelEvaluation = route({ method: 'POST', path: '/v1/evaluations/{id}/cancel', summary: 'Stop an evaluation; its answers are kept', status: 200, input: ById, reply: Evaluation });
export const retryEvaluation = route({ method: 'POST', path: '/v1/evaluations/{id}/retry', summary: 'Go on with an evaluation that failed or was cancelled, behind the answers that it has', status: 200, input: ById, reply: Evaluation });
export const deleteEvaluation = route({ method: 'DELETE', path: '/v1/evaluations/{id}', summary: 'Delete an evaluation and its answers', input: ById, reply: Done });

/** `worse`: the baseline passes and the candidate does not, or the judge prefers the baseline; `better` the other way round; `failed`: the candidate does not pass. */
export const EvaluatedFilter = z.enum(['all', 'worse', 'better', 'failed']);
export type EvaluatedFilter = z.output<typeof EvaluatedFilter>;
export const listEvaluationAnswers = route({
  method: 'GET', path: '/v1/evaluations/{id}/answers', summary: 'Cases with the answers of both versions, their faults and comparisons',
  input: z.strictObject({
    id: Id, only: EvaluatedFilter.default('all'), kind: EvaluationCaseKind.optional(),
    /** Number of the last case of the page before. */
    after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    items: z.array(z.object({ case: EvaluationCase, candidate: EvaluationAnswer.nullable(), baseline: EvaluationAnswer.nullable(), comparisons: z.array(EvaluationComparison) })),
    total: z.number().int(), next: z.number().int().nullable(),
  }),
});
export const exportEvaluation = route({ method: 'GET', path: '/v1/evaluations/{id}/export', summary: 'All answers of an evaluation as CSV', produces: 'text/csv', input: ById, reply: z.string() });

/** A share with its 95 % interval. */
const ShareInterval = z.object({ value: z.number(), low: z.number(), high: z.number() });
export const EvaluationWins = z.object({
  comparisons: z.number().int(), candidate: z.number().int(), baseline: z.number().int(), ties: z.number().int(), bothBad: z.number().int(),
  /** Candidate's share of the comparisons with a winner, with its Wilson interval; null: there is none. */
  decided: ShareInterval.nullable(),
  /** Share that the candidate would win if both answers were equally long, ties as halves; null: too few comparisons. */
  lengthControlled: ShareInterval.nullable(),
  /** Median of the length of the candidate's answer over the baseline's; null: no comparison. */
  lengthRatio: z.number().nullable(),
});
export type EvaluationWins = z.output<typeof EvaluationWins>;
export const readEvaluationWins = route({
  method: 'GET', path: '/v1/evaluations/{id}/wins', summary: 'Which answers the judge and people preferred, and how often they agree', input: ById,
  reply: z.object({
    model: EvaluationWins, people: EvaluationWins,
    /** Cases that both the model and somebody decided, and in how many they chose the same; null: there are none. */
    agreement: z.object({ cases: z.number().int(), same: z.number().int(), low: z.number(), high: z.number() }).nullable(),
  }),
});
