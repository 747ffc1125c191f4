import { describe, expect, it } from '@jest/globals';
import type { Preview } from '#contracts';
import { after, historyOf, type Answer, type Round } from './rounds.ts';

const preview = (text: string, errorCode: string | null = null): Preview => ({
  traffic: 'preview', backendVersionId: 'a', text, result: errorCode ? 'failed' : 'answered', intent: null, confidence: null, language: null, citations: [], options: [], firstTokenMs: 10,
  totalMs: 20, inputTokens: null, outputTokens: null, costMicroUsd: null, servedEngine: 'embedded', servedBackendVersionId: null, errorCode, guard: [],
});
const answered = (text: string): Answer => ({ state: 'answered', preview: preview(text) });
const round = (id: string, isFollowUp: boolean, ...answers: [string, Answer][]): Round =>
  ({ id, question: `question ${id}`, isFollowUp, answers: answers.map(([versionId, answer]) => ({ versionId, answer })) });
const textsOf = (rounds: readonly Round[], versionId: string): string[] => historyOf(rounds, versionId).map(({ text }) => text);

describe('the questions tried', () => {
  it('stand newest first and take each version\'s answer by itself', () => {
    const asked = [round('1', false, ['a', { state: 'asked' }], ['b', { state: 'asked' }])].reduce<readonly Round[]>((rounds, one) => after(rounds, { type: 'asked', round: one }), [round('0', false)]);
    const told = after(asked, { type: 'told', roundId: '1', versionId: 'b', answer: answered('Yes.') });
    expect(told.map(({ id }) => id)).toEqual(['1', '0']);
    expect(told[0]?.answers.map(({ answer }) => answer.state)).toEqual(['asked', 'answered']);
    expect(after(told, { type: 'cleared' })).toEqual([]);
  });

  it('forget an answer that comes after they were cleared', () => {
    expect(after([], { type: 'told', roundId: '1', versionId: 'a', answer: answered('Late.') })).toEqual([]);
  });
});

describe('what a follow-up sends along', () => {
  const rounds = [
    round('3', true, ['a', answered('Third.')], ['b', { state: 'failed', message: 'Busy.', requestId: null }]),
    round('2', false, ['a', answered('Second.')], ['b', answered('Other.')]),
    round('1', false, ['a', answered('First.')]),
  ];

  it('is the version\'s own thread, oldest first, from the question that began it', () => {
    expect(textsOf(rounds, 'a')).toEqual(['question 2', 'Second.', 'question 3', 'Third.']);
  });

  it('leaves out what was not answered', () => {
    expect(textsOf(rounds, 'b')).toEqual(['question 2', 'Other.']);
    expect(textsOf([round('1', false, ['a', { state: 'answered', preview: preview('Half', 'stalled') }])], 'a')).toEqual([]);
    expect(textsOf(rounds, 'never asked')).toEqual([]);
  });

  it('keeps to the fifty turns that the server takes', () => {
    const many = Array.from({ length: 40 }, (_, at) => round(String(40 - at), true, ['a', answered(`answer ${40 - at}`)]));
    expect(historyOf(many, 'a')).toHaveLength(50);
    expect(textsOf(many, 'a').at(-1)).toBe('answer 40');
  });
});
