import { describe, expect, it } from '@jest/globals';
import { createTokenizer, type Vocabulary } from './tokenizer.ts';

const reserved: Vocabulary = [['\ufffd', 0], ['<s>', 0], ['</s>', 0], ['a', 0], ['b', 0], ['c', 0]];
const vocabulary: Vocabulary = [
  ...reserved, ['\u2581', -3], ['\u2581card', -4], ['s', -2], ['\u2581c', -3], ['ard', -3.5],
  ['\u2581I', -5], ['d', -6],
];

describe('the tokenizer', () => {
  const tokenizer = createTokenizer(vocabulary);

  it('chooses the split with the highest sum of scores', () => {
    expect(tokenizer.encode('cards')).toEqual([7, 8]);
  });

  it('treats any white space as one space', () => {
    expect(tokenizer.encode('  I\n\tcard ')).toEqual(tokenizer.encode('I card'));
  });

  it('leaves out characters that the vocabulary does not know', () => {
    expect(tokenizer.encode('I \u{1f600} card')).toEqual([11, 6, 7]);
  });

  it('keeps capital letters apart and folds compatibility forms', () => {
    expect(tokenizer.encode('i')).toEqual([6]);
    expect(tokenizer.encode('\uff29')).toEqual([11]);
  });

  it('gives no token for an empty text', () => {
    expect(tokenizer.encode('')).toEqual([]);
  });
});
