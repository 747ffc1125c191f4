import { describe, expect, it } from '@jest/globals';
import { Expectation } from '#contracts';
import { factsOfAnswer } from './facts-of-answer.ts';
import { findFaults } from './find-faults.ts';

const expects = (expect: Partial<Expectation>): Expectation => Expectation.parse(expect);
const answered = { text: 'Parcels take 3 to 5 days. Returns are free.', result: 'answered' as const, intent: null, toolCalls: [], guard: [] };
const codes = (expect: Partial<Expectation>, answer: Partial<Parameters<typeof findFaults>[1]> = {}): string[] =>
  findFaults(expects(expect), { ...answered, ...answer }).map(({ code }) => code);

describe('an answer held against what is expected of it', () => {
  it('passes when each fact is said in one of its wordings, whatever the case, accents and white space', () => {
    expect(codes({ facts: [['3 to 5 days', 'three to five days'], ['returns  are FREE']] })).toEqual([]);
    expect(codes({ facts: [['café']] }, { text: 'See you at the CAFE.' })).toEqual([]);
  });

  it.each(['Items cannot be returned after 30 days.', 'If it has not arrived within 5 days, write to us.', 'Without a receipt you have no more than 14 days.', 'Orders below €40 are not sent for less than €4.95.'])('passes with the facts that were taken from it: %s', (text) => {
    expect(codes({ facts: factsOfAnswer(text) }, { text })).toEqual([]);
  });

  it('does not take a number for said that is denied itself, nor one that must not be said for said by a refusal', () => {
    expect(codes({ facts: [['30 days']] }, { text: 'It is not 30 days.' })).toEqual(['fact_missing']);
    expect(codes({ mustNot: ['50 % off'] }, { text: 'I cannot give you 50 % off.' })).toEqual([]);
  });

  it('fails for a missing fact, and names it', () => {
    expect(findFaults(expects({ facts: [['within 30 days', '30 days']] }), answered)).toEqual([{ code: 'fact_missing', detail: 'within 30 days / 30 days' }]);
  });

  it('fails for what must not be said, also where no answer was wanted', () => {
    expect(codes({ mustNot: ['returns are free'] })).toEqual(['said_forbidden']);
    expect(codes({ mustNot: ['returns are free'], abstain: true }, { result: 'clarified' })).toEqual(['said_forbidden']);
  });

  it('tells a question back from an answer', () => {
    expect(codes({ facts: [['3 to 5 days']] }, { result: 'offered_person', text: 'Shall I get a person?' })).toEqual(['no_answer']);
    expect(codes({ abstain: true })).toEqual(['answered_anyway']);
    expect(codes({ abstain: true }, { result: 'offered_person' })).toEqual([]);
    expect(codes({ abstain: true }, { text: 'I do not know that, sorry.' })).toEqual([]);
  });

  it('takes all the facts for an answer although a person is offered beside them, and nothing less', () => {
    const offer = { text: 'Parcels take 3 to 5 days. Shall I get a person?', result: 'offered_person' as const };
    expect(codes({ facts: [['3 to 5 days']] }, offer)).toEqual([]);
    expect(codes({ facts: [['3 to 5 days'], ['returns are free']] }, offer)).toEqual(['no_answer']);
    expect(codes({ facts: [['3 to 5 days']] }, { ...offer, text: 'It is not 3 to 5 days. Shall I get a person?' })).toEqual(['no_answer']);
    expect(codes({ facts: [['3 to 5 days']] }, { ...offer, result: 'clarified' })).toEqual(['no_answer']);
    expect(codes({ abstain: true }, offer)).toEqual([]);
  });

  it('looks at the intent only where the engine names one', () => {
    expect(codes({ intent: 'returns' }, { intent: 'shipping' })).toEqual(['wrong_intent']);
    expect(codes({ intent: 'returns' })).toEqual([]);
  });

  it('wants the tool with its arguments among others', () => {
    const tool = { name: 'order_status', arguments: { number: 'A-17' } };
    expect(codes({ tool })).toEqual(['tool_missing']);
    expect(codes({ tool }, { toolCalls: [{ name: 'weather', arguments: {} }] })).toEqual(['wrong_tool']);
    expect(codes({ tool }, { toolCalls: [{ name: 'order_status', arguments: { number: 'B-1' } }] })).toEqual(['wrong_arguments']);
    expect(codes({ tool }, { toolCalls: [{ name: 'order_status', arguments: { number: 'A-17', lines: true } }] })).toEqual([]);
  });

  it('has failed when no answer came or the instructions were told', () => {
    expect(codes({}, { result: 'failed', text: '' })).toEqual(['failed']);
    expect(codes({}, { guard: ['prompt_leak'] })).toEqual(['guarded']);
  });

  it('has told what it told before it was cut', () => {
    expect(codes({}, { result: 'failed', text: '', guard: ['prompt_leak'] })).toEqual(['guarded', 'failed']);
    expect(codes({ mustNot: ['approved'], facts: [['3 days']] }, { result: 'failed', text: 'Your refund is approved and' })).toEqual(['said_forbidden', 'failed']);
    expect(codes({ mustNot: ['approved'] }, { result: 'stopped', text: 'Your refund is not approved' })).toEqual(['failed']);
  });
});
