import { describe, expect, it } from '@jest/globals';
import { estimateFineTuning, type Compared } from './estimate-fine-tune.ts';

const part = (name: 'train' | 'validation', characters: number, messages: number) => ({ part: name, turns: 1, visitors: 1, messages, characters, firstAt: null, lastAt: null });
const parts = [part('train', 3_600_000, 0), part('validation', 360_000, 0)];
const compared: Compared = { key: 'openai/large', inputPrice: 10, outputPrice: 30, inputTokens: 1_000, outputTokens: 100, answers: 40 };
const prices = { training: 8, input: 0, output: 0, hourly: 0 };

describe('the estimate of a fine-tune', () => {
  it('bills epochs times training and validation once', () => {
    const { billed, cost, hosting } = estimateFineTuning(parts, 2, prices, null);
    expect([billed.expected, cost.expected, hosting]).toEqual([2_100_000, 16.8, null]);
  });

  it('counts with three epochs where the provider chooses', () => {
    expect(estimateFineTuning(parts, null, prices, null).billed.expected).toBe(3_100_000);
  });

  it('says from how many answers a day hosting by the hour costs less', () => {
    // 24 x 2.60 $ a day, 0.013 $ an answer.
    expect(estimateFineTuning(parts, 1, { ...prices, hourly: 2.6 }, compared).hosting).toMatchObject({ perDay: 62.400000000000006, comparedWith: 'openai/large', breakEvenAnswersPerDay: 4_801 });
  });

  it.each([
    ['the other model costs less for each answer', { ...prices, hourly: 1, input: 20, output: 60 }, compared],
    ['the other model has not answered yet', { ...prices, hourly: 1 }, { ...compared, inputTokens: null, outputTokens: null, answers: 0 }],
    ['there is no other model', { ...prices, hourly: 1 }, null],
  ])('promises nothing when %s', (_why, given, other) => {
    expect(estimateFineTuning(parts, 1, given, other).hosting?.breakEvenAnswersPerDay).toBeNull();
  });
});
