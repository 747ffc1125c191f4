import { describe, expect, it } from '@jest/globals';
import { argumentsOf, linesOfArguments, unreadableArgument } from './argument-lines.ts';

describe('arguments of a tool as lines', () => {
  it('keep numbers, switches and words apart', () => {
    expect(argumentsOf('number = A-17\n\n count=2 \nexpress = true\nzip = "01234"\nrule = a = b')).toEqual({ number: 'A-17', count: 2, express: true, zip: '01234', rule: 'a = b' });
  });

  it('come back as they were saved', () => {
    const typed = { number: 'A-17', count: 2, price: 2.5, express: false };
    const words = { count: '2', flag: 'true', quoted: '"so"', empty: '', spaced: ' a ', lines: 'a\nb', list: '[1]', nothing: 'null' };
    expect(argumentsOf(linesOfArguments(typed))).toEqual(typed);
    expect(argumentsOf(linesOfArguments(words))).toEqual(words);
  });

  it('keep every digit of a number that is longer than a number can be', () => {
    expect(argumentsOf('parcel = 12345678901234567890\nmuch = 1e999')).toEqual({ parcel: '12345678901234567890', much: '1e999' });
  });

  it('name the first line that cannot be read', () => {
    expect(unreadableArgument('number = A-17\n\nexpress')).toBe(2);
    expect(unreadableArgument('= A-17')).toBe(1);
    expect(unreadableArgument('number =')).toBe(1);
    expect(unreadableArgument(`${'n'.repeat(65)} = 1`)).toBe(1);
    expect(unreadableArgument('')).toBeNull();
  });
});
