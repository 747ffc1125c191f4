import type { EvaluationAnswer, EvaluationFault, Expectation } from '#contracts';
import { findFaults } from '../evaluations/find-faults.ts';

export type Answered = Pick<EvaluationAnswer, 'text' | 'result' | 'intent' | 'toolCalls' | 'guard'>;

export interface CaseScore {
  /** 0 to 1. */
  score: number;
  faults: EvaluationFault[];
}

/** Whoever does one of these has not answered, whatever else was right. */
const nothingCounts: ReadonlySet<EvaluationFault['code']> = new Set(['failed', 'no_answer', 'said_forbidden', 'guarded']);
const withoutAnswer: ReadonlySet<EvaluationAnswer['result']> = new Set(['clarified', 'offered_person', 'handed_over', 'budget']);

/**
 * How good an answer is: the share of what was asked for that is there. Each fact, the intent, the abstaining and the tool are
 * one thing each; a forbidden word, a leak or no answer at all makes it 0.
 */
export function scoreCase(expect: Expectation, answer: Answered): CaseScore {
  const faults = findFaults(expect, answer);
  // A recognised intent is worth nothing when a question is asked back all the same; where facts are expected, those have told.
  if (expect.intent !== null && !expect.abstain && withoutAnswer.has(answer.result) && expect.facts.length === 0) {
    faults.push({ code: 'no_answer', detail: 'An answer was expected.' });
  }
  if (faults.some(({ code }) => nothingCounts.has(code))) return { score: 0, faults };
  const asked = expect.facts.length + Number(expect.intent !== null && answer.intent !== null) + Number(expect.abstain) + Number(expect.tool !== null);
  return { score: Math.max(0, 1 - faults.length / Math.max(1, asked)), faults };
}
