import { z } from 'zod';
import { AnswerResult } from './conversations.ts';
import { DuelResult } from './duels.ts';
import { EvaluationCase, EvaluationCaseKind, EvaluationState } from './evaluations.ts';
import { ById, Id } from './primitives.ts';
import { route } from './route.ts';

/** An answer as it is judged: nothing tells which version gave it, how fast or for how much. */
const BlindAnswer = z.object({ text: z.string(), result: AnswerResult });

/** Two answers to one case. Which of them stands left is drawn for each person and case, and stays so when the page is loaded again. */
export const BlindPair = z.object({
  caseId: Id, kind: EvaluationCaseKind, question: z.string(), history: EvaluationCase.shape.history, left: BlindAnswer, right: BlindAnswer,
});
export type BlindPair = z.output<typeof BlindPair>;

export const BlindChoices = z.object({
  number: z.number().int(), state: EvaluationState,
  /** Whether a choice counts still: while the gate waits for people, and beside a model's judgement, where it only tells how far both agree. */
  open: z.boolean(),
  /** Null: nothing is left for you to choose. */
  pair: BlindPair.nullable(),
  /** Choices of everybody. */
  made: z.number().int(),
  /** Choices that the gate waits for; null: it waits for none. */
  wanted: z.number().int().nullable(),
  /** Your own choices, and the pairs that you have not seen yet. Pairs that are word for word the same, or of which one failed, are left out. */
  mine: z.number().int(), left: z.number().int(),
});
export type BlindChoices = z.output<typeof BlindChoices>;

export const nextBlindChoice = route({
  method: 'GET', path: '/v1/evaluations/{id}/choices/next', summary: 'The next pair of answers for your blind choice', reply: BlindChoices,
  input: z.strictObject({ ...ById.shape, /** Pairs that you would rather see later; when all are, the first one comes again. */ skip: z.coerce.number().int().min(0).max(10_000).default(0) }),
});
export const makeBlindChoice = route({
  method: 'POST', path: '/v1/evaluations/{id}/choices', summary: 'Choose the better one of two answers without knowing whose they are; a case is chosen once by each person', status: 200,
  input: z.strictObject({ id: Id, caseId: Id, result: DuelResult }), reply: BlindChoices,
});
export const undoBlindChoice = route({
  method: 'DELETE', path: '/v1/evaluations/{id}/choices', summary: 'Take your last choice back while choices count still', input: ById, reply: BlindChoices,
});
