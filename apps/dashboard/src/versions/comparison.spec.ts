import { describe, expect, it } from '@jest/globals';
import type { Preview } from '#contracts';
import { countsOf, hasChanged, isRight, type Compared, type Outcome } from './comparison.ts';
import { readQuestions, withQuestions, withoutQuestion, type ChosenQuestion } from './questions.ts';

const answered = (more: Partial<Preview>): Outcome => ({
  state: 'answered',
  preview: {
    traffic: 'preview', backendVersionId: null, text: 'Yes.', result: 'answered', intent: 'track_parcel', confidence: 0.9, language: 'en', citations: [], options: [], firstTokenMs: 1, totalMs: 2,
    inputTokens: 0, outputTokens: 0, costMicroUsd: 0, servedEngine: 'embedded', servedBackendVersionId: null, errorCode: null, guard: [], ...more,
  },
});
const question = (text: string, intent: string | null = 'track_parcel'): ChosenQuestion => ({ text, intent, from: intent === null ? 'typed' : 'test' });
const row = (base: Outcome | null, draft: Outcome, asked = question('where is it')): Compared => ({ question: asked, base, draft });

describe('a draft beside the version that it was begun from', () => {
  it('has changed an answer when a visitor would be told something else, not when it only took longer', () => {
    expect(hasChanged(row(answered({}), answered({ totalMs: 900, confidence: 0.4 })))).toBe(false);
    expect(hasChanged(row(answered({}), answered({ text: 'No.' })))).toBe(true);
    expect(hasChanged(row(answered({}), answered({ result: 'clarified' })))).toBe(true);
    expect(hasChanged(row(answered({}), { state: 'asked' }))).toBeNull();
    expect(hasChanged(row(null, answered({})))).toBeNull();
  });

  it('is right when it understands the label, and out of scope when it does not answer', () => {
    expect(isRight(question('a'), answered({}))).toBe(true);
    expect(isRight(question('a', 'get_refund'), answered({}))).toBe(false);
    expect([isRight(question('a', 'oos'), answered({})), isRight(question('a', 'oos'), answered({ result: 'offered_person' }))]).toEqual([false, true]);
    expect([isRight(question('a', null), answered({})), isRight(question('a'), answered({ servedEngine: 'language_model', intent: null }))]).toEqual([null, null]);
  });

  it('is counted by what both were judged on', () => {
    const rows = [
      row(answered({}), answered({})), row(answered({ intent: 'oos' }), answered({ text: 'New.' })), row(answered({}), { state: 'failed', message: 'gone' }),
      row(answered({}), answered({ text: 'New.' }), question('typed', null)),
    ];
    expect(countsOf(rows)).toEqual({ compared: 3, changed: 2, judged: 2, rightBefore: 1, rightNow: 2, judgedNow: 2 });
    expect(countsOf([row(null, answered({})), row(null, answered({ intent: 'other' }))])).toMatchObject({ compared: 0, judged: 0, rightNow: 1, judgedNow: 2 });
  });
});

describe('the questions that drafts are tried on', () => {
  it('are chosen once each, and can be taken out', () => {
    const chosen = withQuestions([question('a')], [question('a', null), question('b')]);
    expect(chosen.map(({ text, intent }) => [text, intent])).toEqual([['a', 'track_parcel'], ['b', 'track_parcel']]);
    expect(withoutQuestion(chosen, 'a').map(({ text }) => text)).toEqual(['b']);
    expect(withQuestions([], Array.from({ length: 99 }, (_, at) => question(String(at))))).toHaveLength(40);
  });

  it('come back from a browser without what is no question', () => {
    expect(readQuestions(JSON.stringify([question('a'), { text: 7 }, null, { text: 'x', intent: null, from: 'elsewhere' }]))).toEqual([question('a')]);
    expect([readQuestions(null), readQuestions('{'), readQuestions('{}')]).toEqual([[], [], []]);
  });
});
