import { describe, expect, it } from '@jest/globals';
import type { DuelResult } from '#contracts';
import { conversation, minute } from './conversation.fixture.ts';
import { turnsOf } from './turns-of.ts';
import type { Turn } from './turn.ts';

const told = ({ context, question, answer, by, rejected }: Turn) => ({
  context: context.map(({ text }) => text), question: question.map(({ text }) => text), answer: answer.text, by, ...(rejected ? { rejected: rejected.text } : {}),
});

const talk = conversation([
  'visitor: Where is it?', 'assistant: On its way.', 'visitor: Still not here', 'visitor: order 12', ['assistant: Hm.', { thumb: 'down', offersPerson: true }],
  'agent: Anna here.', 'agent: It is in Leeds.', 'visitor: Thanks',
]);

describe('the turns of a conversation', () => {
  it('are what the assistant and what agents said to each question, with what was said before', () => {
    expect(turnsOf(talk, 'answers', 4).map(told)).toEqual([
      { context: [], question: ['Where is it?'], answer: 'On its way.', by: 'assistant' },
      { context: ['Where is it?', 'On its way.'], question: ['Still not here', 'order 12'], answer: 'Hm.', by: 'assistant' },
      { context: ['Where is it?', 'On its way.'], question: ['Still not here', 'order 12'], answer: 'Anna here.\n\nIt is in Leeds.', by: 'agent' },
    ]);
    expect(turnsOf(talk, 'answers', 4)[2]?.answer.ids).toEqual(['m5', 'm6']);
  });

  it('begin with a message of the visitor, however little of what was said before is wanted', () => {
    expect(turnsOf(talk, 'answers', 1).map(told)[1]?.context).toEqual([]);
    expect(turnsOf(talk, 'answers', 2).map(told)[1]?.context).toEqual(['Where is it?', 'On its way.']);
    expect(turnsOf(talk, 'answers', 0).map(told)[1]?.context).toEqual([]);
  });

  it('begin what was said before after the last answer that is not to be learnt', () => {
    for (const known of [{ guarded: true }, { usedTool: true }, { thumb: 'down' as const }, { ownModel: true }]) {
      const talk = conversation(['visitor: One', ['assistant: Bad.', known], 'visitor: Two', 'assistant: Good.', 'visitor: Three', 'assistant: Better.']);
      expect(turnsOf(talk, 'answers', 8).map(told)[2]?.context).toEqual(['Two', 'Good.']);
    }
  });

  it('leave out of what was said before what was not said in full', () => {
    const broken = conversation(['visitor: One', ['assistant: Sor', { state: 'interrupted', result: 'failed' }], 'visitor: Two', 'assistant: Yes.']);
    expect(turnsOf(broken, 'answers', 4)[1]).toMatchObject({ context: [{ text: 'One' }], answer: { text: 'Yes.' } });
  });

  it('are escalated when a person is offered, or asked for before the visitor writes again', () => {
    const escalated = (at: number | null) => turnsOf(conversation(['visitor: One', 'assistant: A', 'visitor: Two', 'assistant: B'], { escalations: at === null ? [] : [minute(at)] }), 'answers', 0).map((turn) => turn.escalated);
    expect([escalated(null), escalated(1.5), escalated(3.5)]).toEqual([[false, false], [true, false], [false, true]]);
    expect(turnsOf(talk, 'answers', 0).map((turn) => turn.escalated)).toEqual([false, true, false]);
  });

  it('are, for pairs, disliked answers with what an agent answered again to the same question', () => {
    expect(turnsOf(talk, 'pairs', 0).map(told)).toEqual([{ context: [], question: ['Still not here', 'order 12'], answer: 'Anna here.\n\nIt is in Leeds.', by: 'rewrite', rejected: 'Hm.' }]);
    const later = conversation(['visitor: One', ['assistant: A', { thumb: 'down' }], 'visitor: Two', 'agent: B']);
    expect(turnsOf(later, 'pairs', 0).map(told)).toEqual([{ context: [], question: ['One'], answer: '', by: 'rewrite', rejected: 'A' }]);
  });

  it.each<[DuelResult, string | undefined, string | undefined]>([['left', 'L', 'R'], ['right', 'R', 'L'], ['tie', undefined, undefined], ['both_bad', undefined, undefined]])(
    'are, for pairs, choices between drafts: %s', (result, better, worse) => {
      const chosen = conversation(['visitor: One', 'assistant: A'], { choices: [{ id: 'd', questionId: 'm0', leftText: 'L', rightText: 'R', result, rater: 'alice' }] });
      const [turn] = turnsOf(chosen, 'pairs', 0);
      expect(turn).toMatchObject({ by: 'duel', duelId: 'd', agentId: 'alice', question: [{ text: 'One' }] });
      expect([turn?.rejected && turn.answer.text, turn?.rejected?.text]).toEqual(better ? [better, worse] : [null, undefined]);
    });
});
