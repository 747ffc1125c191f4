import { describe, expect, it } from '@jest/globals';
import { editDistance } from './edit-distance.ts';
import { createSpelling } from './spelling.ts';

const counts = new Map(Object.entries({ a: 9, charger: 9, merged: 9, step: 9, shower: 9, password: 9, where: 9, is: 9, my: 9, delivery: 30, delivered: 4, refund: 12, refunds: 3, return: 20, parcel: 25, how: 9, long: 5, does: 5, take: 5, jacket: 4, helmet: 8, express: 3, the: 30, want: 5 }));
const spelling = createSpelling(counts, (word) => ['tomato', 'please', 'racket'].includes(word));
const corrected = (text: string): string => spelling.correct(text).text;

describe('spelling', () => {
  it.each([
    ['where is my delivry', 'where is my delivery'], ['refnud please', 'refund please'], ['how long does the retrun take', 'how long does the return take'],
    ['where is my pracel?', 'where is my parcel?'], ['is the delievery express', 'is the delivery express'], ['HELMT', 'helmet'], ['a refumd', 'a refund'],
  ])('mends "%s"', (written, meant) => {
    expect(corrected(written)).toBe(meant);
  });

  it.each(['where is the charter', 'the merge', 'the steep jacket', 'slower delivery', 'my passport', 'where is the racket', 'where is my tomato', 'is my parcel BW-4471902', 'my mail is olga.delivry@example.com', 'the jackets', "the parcel's"])('leaves "%s" as it is', (text) => {
    expect(corrected(text)).toBe(text);
  });

  it('does not turn another language into this one', () => {
    expect(corrected('wann kommt meine Bestellung')).toBe('wann kommt meine Bestellung');
  });

  it('tells what it mended', () => {
    expect(spelling.correct('my refnud').mended).toEqual([{ from: 'refnud', to: 'refund' }]);
    expect(spelling.correct('my refund').mended).toEqual([]);
  });
});

describe('the distance between two words', () => {
  it('counts letters added, left out, replaced, and neighbours swapped once', () => {
    expect([editDistance('delivry', 'delivery'), editDistance('refnud', 'refund'), editDistance('abc', 'abc'), editDistance('', 'ab')]).toEqual([1, 1, 0, 2]);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('kitten', 'sitting', 1)).toBeGreaterThan(1);
  });
});
