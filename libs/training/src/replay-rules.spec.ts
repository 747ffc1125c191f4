import { describe, expect, it } from '@jest/globals';
import { react, type ReplayedAnswer } from './replay-rules.ts';

const answer = (given: Partial<ReplayedAnswer>): ReplayedAnswer => ({ result: 'answered', intent: null, options: [], offersPerson: false, ...given });
const options = [{ intent: 'refund', label: 'Get a refund' }, { intent: 'late_delivery', label: 'A late parcel' }];

describe('a replayed visitor', () => {
  it.each([
    ['rates the right intent 5', 'refund', answer({ intent: 'refund' }), { kind: 'rate', score: 5 }],
    ['rates a wrong intent 1', 'refund', answer({ intent: 'late_delivery' }), { kind: 'rate', score: 1 }],
    ['rates an answer without an intent 1', 'refund', answer({}), { kind: 'rate', score: 1 }],
    ['rates an intent that was understood but has no answer yet', 'refund', answer({ result: 'answered', intent: 'refund', offersPerson: true }), { kind: 'rate', score: 5 }],
    ['picks what was meant from a question back', 'refund', answer({ result: 'clarified', options }), { kind: 'pick', label: 'Get a refund' }],
    ['rates a question back 2 that does not offer it', 'careers', answer({ result: 'clarified', options }), { kind: 'rate', score: 2 }],
    ['asks for the person that is offered', 'refund', answer({ result: 'offered_person', offersPerson: true }), { kind: 'hand_over' }],
    ['leaves without a word when the budget of the day was used up', 'refund', answer({ result: 'budget', offersPerson: true }), { kind: 'leave' }],
    ['leaves without a word when the answer failed', 'refund', answer({ result: 'failed', offersPerson: true }), { kind: 'leave' }],
  ] as const)('%s', (_, expected, given, reaction) => {
    expect(react(expected, given, false)).toEqual(reaction);
  });

  it('follows one question back, not two', () => {
    expect(react('refund', answer({ result: 'clarified', options }), true)).toEqual({ kind: 'rate', score: 2 });
  });

  it.each([
    ['1 for any answer', answer({ intent: 'refund' }), { kind: 'rate', score: 1 }],
    ['5 for a question back', answer({ result: 'clarified', options }), { kind: 'rate', score: 5 }],
    ['nothing when a person is offered', answer({ result: 'offered_person', offersPerson: true, intent: 'oos' }), { kind: 'hand_over' }],
  ] as const)('who asks something out of scope gives %s', (_, given, reaction) => {
    expect(react('oos', given, false)).toEqual(reaction);
    expect(react('NO_NODES_DETECTED', given, false)).toEqual(reaction);
  });
});
