import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wordDiff, type Piece } from './word-diff.ts';

const marks = { same: '', gone: '-', new: '+' } as const;
const drawn = (pieces: readonly Piece[]): string => pieces.map(({ kind, text }) => (kind === 'same' ? text : `[${marks[kind]}${text}]`)).join('');
const without = (pieces: readonly Piece[], kind: Piece['kind']): string => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text).join('');

describe('the difference of two texts', () => {
  it.each([
    ['Answer in two sentences.', 'Answer in two sentences.', 'Answer in two sentences.'],
    ['Answer in two sentences.', 'Answer in three short sentences.', 'Answer in [-two][+three short] sentences.'],
    ['', 'Be kind.', '[+Be kind.]'],
    ['Be kind.', '', '[-Be kind.]'],
    ['one two three', 'one three', 'one [-two ]three'],
    ['Warm, plain and brief.', 'Warm and exact.', 'Warm[-, plain] and [-brief][+exact].'],
    ['Never promise a refund', 'Never promise dates', 'Never promise [-a refund][+dates]'],
  ])('of “%s” and “%s” is told by words', (before, after, told) => {
    expect(drawn(wordDiff(before, after))).toBe(told);
  });

  it('holds both texts whole, and nothing for equal ones', () => {
    const word = fc.constantFrom('a', 'b', 'c', ' ', '\n', 'über', '你好', '.', '😀');
    const sentence = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
    fc.assert(fc.property(sentence, sentence, (before, after) => {
      const pieces = wordDiff(before, after);
      expect(without(pieces, 'new')).toBe(before);
      expect(without(pieces, 'gone')).toBe(after);
      if (before === after) expect(pieces.every(({ kind }) => kind === 'same')).toBe(true);
    }), { seed: 7, numRuns: 500 });
  });

  it('gives up on words when next to nothing is left, and still holds both texts', () => {
    const text = (word: string): string => Array.from({ length: 4_000 }, (_, at) => `${word}${at}`).join(' ');
    const pieces = wordDiff(text('a'), text('b'));
    expect([without(pieces, 'new'), without(pieces, 'gone')]).toEqual([text('a'), text('b')]);
  });
});
