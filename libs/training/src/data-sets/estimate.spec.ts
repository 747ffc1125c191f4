import { describe, expect, it } from '@jest/globals';
import { estimate } from './estimate.ts';
import { sizeOf } from './example.ts';

describe('an estimate', () => {
  const parts = [{ part: 'train' as const, messages: 250, characters: 36_000 }, { part: 'validation' as const, messages: 25, characters: 3_600 }, { part: 'test' as const, messages: 25, characters: 99_999 }];

  it('counts characters by 3.6 and four tokens a message, epochs of training and one validation, and never the test part', () => {
    expect(estimate(parts, 3, 25)).toEqual({
      train: { low: 9_350, expected: 11_000, high: 12_650 }, validation: { low: 935, expected: 1_100, high: 1_265 }, billed: { low: 28_985, expected: 34_100, high: 39_215 },
      cost: { low: 0.724625, expected: 0.8525, high: 0.980375 },
    });
  });

  it('costs nothing where nothing is asked for, and nothing of nothing', () => {
    expect(estimate(parts, 1, 0).cost.high).toBe(0);
    expect(estimate([], 3, 25).billed.high).toBe(0);
  });

  it('reads the prompt of a pair twice', () => {
    const example = { messages: [{ role: 'user' as const, text: 'abcde' }], answer: 'xyz', rejected: null, liked: null };
    expect([sizeOf(example, ''), sizeOf({ ...example, rejected: 'uv' }, 'Be kind.')]).toEqual([{ messages: 2, characters: 8 }, { messages: 6, characters: 31 }]);
  });
});
