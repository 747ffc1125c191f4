import type { AnswerResult, ClarifyOption } from '#contracts';
import { isOutOfScope } from '#knowledge';

/** What a replayed visitor got back. */
export interface ReplayedAnswer {
  result: AnswerResult | null;
  /** Recognised intent, its key. */
  intent: string | null;
  options: readonly ClarifyOption[];
  offersPerson: boolean;
}

export type Reaction =
  | { kind: 'rate'; score: 1 | 2 | 5 }
  /** The question back offers what was meant: the next message is this label. */
  | { kind: 'pick'; label: string }
  /** No rating: a person is asked for. */
  | { kind: 'hand_over' }
  /** No rating: the answer failed. */
  | { kind: 'leave' };

/**
 * How a visitor who wanted `expected` takes an answer. The right intent 5, a wrong one 1, a question back that does not
 * offer what was meant 2; hand-overs are not rated. A question that is out of scope is taken well unless it is answered.
 *
 * @param asked true once this visitor has followed a question back: there is no second one
 */
export function react(expected: string, answer: ReplayedAnswer, asked: boolean): Reaction {
  const { result, intent, options, offersPerson } = answer;
  const beyond = isOutOfScope(expected);
  if (result === 'clarified') {
    if (beyond) return { kind: 'rate', score: 5 };
    const meant = options.find((option) => option.intent === expected);
    return meant && !asked ? { kind: 'pick', label: meant.label } : { kind: 'rate', score: 2 };
  }
  if (result === 'answered') return { kind: 'rate', score: !beyond && intent === expected ? 5 : 1 };
  if (result === 'budget') return { kind: 'leave' };
  if (result === 'offered_person' || result === 'handed_over' || offersPerson) return result === 'failed' ? { kind: 'leave' } : { kind: 'hand_over' };
  return { kind: 'leave' };
}
