import { describe, expect, it } from '@jest/globals';
import type { EvaluationCase } from '#contracts';
import { contentOf, draftOf } from './case-draft.ts';

const one: EvaluationCase = {
  id: '', number: 1, kind: 'tool', question: 'Where is it?', history: [{ role: 'visitor', text: 'Hello\nthere' }, { role: 'visitor', text: 'Anybody?' }], origin: 'entered', sourceMessageId: null, createdAt: '',
  expect: { facts: [['30 days', 'thirty days'], ['free']], mustNot: ['not possible'], intent: null, abstain: false, tool: { name: 'order_status', arguments: { number: 'A-17' } } }, reference: 'In 3 days.',
};

describe('a case in its form', () => {
  it('is saved as it was when nothing is changed, with what the form does not show', () => {
    expect(contentOf(draftOf(one), one)).toEqual({ kind: one.kind, question: one.question, history: one.history, expect: one.expect, reference: one.reference });
  });

  it('keeps arguments that lines cannot tell while nobody touches them', () => {
    const odd = { ...one, expect: { ...one.expect, tool: { name: 'order_status', arguments: { 'a=b': 1e20 } } } };
    expect(contentOf({ ...draftOf(odd), question: 'Where?' }, odd).expect.tool).toEqual(odd.expect.tool);
    expect(contentOf({ ...draftOf(odd), toolArguments: 'number = 2' }, odd).expect.tool).toEqual({ name: 'order_status', arguments: { number: 2 } });
  });

  it('holds facts line by line, their wordings between strokes', () => {
    expect(contentOf({ ...draftOf(null), question: 'Open?', facts: '24/7 / day and night\n\n 9 am ' }, null)).toMatchObject({ kind: 'facts', expect: { facts: [['24/7', 'day and night'], ['9 am']], tool: null, intent: null }, reference: null, history: [] });
    expect(contentOf({ ...draftOf(one), kind: 'abstain', history: 'Hi\nHello' }, one)).toMatchObject({ expect: { abstain: true, tool: null }, history: [{ role: 'visitor', text: 'Hi' }, { role: 'assistant', text: 'Hello' }] });
  });
});
