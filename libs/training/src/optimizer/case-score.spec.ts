import { describe, expect, it } from '@jest/globals';
import { Expectation } from '#contracts';
import { scoreCase, type Answered } from './case-score.ts';

const said = (text: string, more: Partial<Answered> = {}): Answered => ({ text, result: 'answered', intent: null, toolCalls: [], guard: [], ...more });
const wish = (more: Partial<Expectation>): Expectation => Expectation.parse(more);
const twoFacts = wish({ facts: [['5 days', 'five days'], ['original card']], mustNot: ['cash'] });

describe('the score of an answer', () => {
  it('is the share of the facts that it says', () => {
    expect(scoreCase(twoFacts, said('Five days, to the original card.')).score).toBe(1);
    expect(scoreCase(twoFacts, said('It takes 5 days.')).score).toBe(0.5);
    expect(scoreCase(twoFacts, said('It takes a while.')).score).toBe(0);
  });

  it('is nothing when a forbidden word is said, whatever else is right', () => {
    expect(scoreCase(twoFacts, said('5 days, to the original card or in cash.')).score).toBe(0);
  });

  it('is nothing when a question is asked back although the intent or a fact was expected', () => {
    expect(scoreCase(wish({ intent: 'refund' }), said('Do you mean ...?', { result: 'clarified', intent: null })).score).toBe(0);
    expect(scoreCase(twoFacts, said('Shall I call somebody?', { result: 'offered_person' })).score).toBe(0);
    expect(scoreCase(wish({ intent: 'refund' }), said('Shall I call somebody?', { result: 'offered_person', intent: 'refund' })).score).toBe(0);
  });

  it('is whole where a person is offered beside all the facts', () => {
    const offer = said('Five days, to the original card. Shall I call somebody?', { result: 'offered_person' });
    expect(scoreCase(twoFacts, offer).score).toBe(1);
    expect(scoreCase({ ...twoFacts, intent: 'refund' }, offer).score).toBe(1);
    expect(scoreCase(twoFacts, { ...offer, text: 'Five days. Shall I call somebody?' }).score).toBe(0);
  });

  it('counts the intent of an engine that names one as a thing of its own', () => {
    const both = wish({ intent: 'refund', facts: [['5 days']] });
    expect(scoreCase(both, said('5 days', { intent: 'delivery' })).score).toBe(0.5);
    expect(scoreCase(both, said('5 days', { intent: 'refund' })).score).toBe(1);
    expect(scoreCase(both, said('5 days')).score).toBe(1);
  });

  it('is whole for abstaining where no answer is right, and nothing for answering', () => {
    expect(scoreCase(wish({ abstain: true }), said('Do you want a person?', { result: 'offered_person' })).score).toBe(1);
    expect(scoreCase(wish({ abstain: true }), said('Certainly, it is 7.')).score).toBe(0);
  });
});
