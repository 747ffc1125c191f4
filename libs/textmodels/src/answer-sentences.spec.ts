import { describe, expect, it } from '@jest/globals';
import { selectSentences, splitSentences } from './answer-sentences.ts';

const returns = 'Returns are free. Send the item back within 30 days, e.g. by post! We refund you in 5 days.\n'
  + 'Gift cards cannot be returned.';

describe('splitting into sentences', () => {
  it('keeps every span verbatim', () => {
    const spans = splitSentences(returns);
    expect(spans.map(({ text }) => text)).toEqual([
      'Returns are free.', 'Send the item back within 30 days, e.g. by post!', 'We refund you in 5 days.',
      'Gift cards cannot be returned.',
    ]);
    for (const { start, end, text } of spans) expect(returns.slice(start, end)).toBe(text);
  });

  it('does not cut numbers and has nothing to say of white space', () => {
    expect(splitSentences('It costs 4.50 euro. Fine')).toHaveLength(2);
    expect(splitSentences(' \n ')).toEqual([]);
  });
});

describe('selecting an answer', () => {
  const passages = ['We ship to Norway. Shipping takes 4 days.', returns];

  it('quotes the sentence that shares the most with the question', () => {
    const [best] = selectSentences('how long until you refund me', passages, { limit: 1 });
    expect(best).toMatchObject({ passage: 1, text: 'We refund you in 5 days.' });
    expect(returns.slice(best!.start, best!.end)).toBe(best!.text);
  });

  it('keeps the original order and the limit', () => {
    const picked = selectSentences('refund within days, send item back', passages, { closeness: 0 });
    expect(picked.length).toBeLessThanOrEqual(3);
    expect(picked.map(({ start }) => start)).toEqual(picked.map(({ start }) => start).sort((a, b) => a - b));
    expect(new Set(picked.map(({ passage }) => passage)).size).toBe(1);
  });

  it('listens to the embedding where words are silent', () => {
    const embed = (text: string): Float32Array => Float32Array.of(/Norway|abroad/.test(text) ? 1 : 0, 1);
    expect(selectSentences('abroad?', passages, { embed, limit: 1 })[0]!.text).toBe('We ship to Norway.');
  });

  it('finds nothing in nothing', () => {
    expect(selectSentences('anything', [])).toEqual([]);
  });
});
