import { describe, expect, it } from '@jest/globals';
import type { Preview } from '#contracts';
import type { Outcome } from '../../versions/comparison.ts';
import type { ChosenQuestion } from '../../versions/questions.ts';
import { playgroundCsv } from './playground-csv.ts';
import { totalsOf } from './totals.ts';

const answered = (more: Partial<Preview> = {}): Outcome => ({
  state: 'answered',
  preview: {
    traffic: 'preview', backendVersionId: null, text: 'Yes.', result: 'answered', intent: 'track_parcel', confidence: 0.9, language: 'en', citations: [], options: [], firstTokenMs: 10, totalMs: 20,
    inputTokens: 7, outputTokens: 3, costMicroUsd: 5, servedEngine: 'embedded', servedBackendVersionId: null, errorCode: null, guard: [], ...more,
  },
});
const question = (text: string, intent: string | null = null): ChosenQuestion => ({ text, intent, from: 'typed' });

describe('the totals of a column', () => {
  it('sum tokens and cost, and take the middle of the times of what was answered', () => {
    const rows = [answered({ firstTokenMs: 10, totalMs: 20 }), answered({ firstTokenMs: 30, totalMs: 90 }), answered({ result: 'failed', firstTokenMs: null, totalMs: 9_000, inputTokens: null, outputTokens: null, costMicroUsd: null }), { state: 'failed', message: 'gone' } as const, undefined];
    expect(totalsOf(rows.map((outcome) => ({ question: question('a'), outcome, first: undefined })))).toEqual({
      done: 4, failed: 2, tokens: 20, costMicroUsd: 10, firstTokenMs: 20, totalMs: 55, changed: 0, compared: 0, right: 0, judged: 0,
    });
  });

  it('count what differs from the first column, and the right intents of labelled questions', () => {
    const first = answered();
    const totals = totalsOf([
      { question: question('a', 'track_parcel'), outcome: answered({ text: 'No.' }), first }, { question: question('b', 'get_refund'), outcome: answered(), first }, { question: question('c'), outcome: { state: 'asked' }, first },
    ]);
    expect(totals).toMatchObject({ done: 2, changed: 1, compared: 2, right: 1, judged: 2 });
  });

  it('say that nothing was counted rather than 0', () => {
    expect(totalsOf([{ question: question('a'), outcome: answered({ inputTokens: null, outputTokens: null, costMicroUsd: null }), first: undefined }])).toMatchObject({ tokens: null, costMicroUsd: null });
  });
});

describe('a playground as CSV', () => {
  it('has a line for each answer, quoted, and runs no formula', () => {
    const csv = playgroundCsv([question('=1+1', 'x'), question('b, "c"')], [{ name: 'One', outcomeOf: ({ text }) => (text === '=1+1' ? answered({ text: 'Two\nlines' }) : { state: 'failed', message: 'gone' }) }, { name: 'Two', outcomeOf: () => undefined }]);
    expect(csv.split('\r\n').slice(1)).toEqual([`'=1+1,x,One,answered,"Two\nlines",track_parcel,0.9,7,3,5,10,20,,,`, '"b, ""c""",,One,failed,,,,,,,,,,,gone', '']);
    expect(csv.split('\r\n')[0]!.split(',')).toHaveLength(15);
  });
});
