import { describe, expect, it } from '@jest/globals';
import type { LabelledQuestion } from '#knowledge';
import { dataSetOf } from './data-set.ts';

const questions = (part: 'train' | 'test', count: number): LabelledQuestion[] =>
  Array.from({ length: count }, (_, at) => ({ text: `${part} question ${at}`, intent: at % 2 === 0 ? 'refund' : 'parcel', part }));
const partsOf = (set: ReturnType<typeof dataSetOf>) => ({
  train: set.filter(({ part }) => part === undefined).length,
  validation: set.filter(({ part }) => part === 'validation').length,
  test: set.filter(({ part }) => part === 'test').length,
});

describe('the data set of a training run', () => {
  it('places thresholds by half of the test questions when there are few to learn from', () => {
    const { train, validation, test } = partsOf(dataSetOf([...questions('train', 600), ...questions('test', 400)]));
    expect(train).toBe(600);
    expect(validation + test).toBe(400);
    expect(Math.min(validation, test)).toBeGreaterThan(150);
  });

  it('keeps each question in its half when others come', () => {
    const before = dataSetOf([...questions('train', 600), ...questions('test', 300)]);
    const after = dataSetOf([...questions('train', 600), ...questions('test', 400)]);
    expect(after.filter(({ text }) => before.some((one) => one.text === text))).toEqual(before);
  });

  it('tests with all of them when they are few, or when there is much to learn from', () => {
    expect(partsOf(dataSetOf([...questions('train', 600), ...questions('test', 60)]))).toMatchObject({ validation: 0, test: 60 });
    expect(partsOf(dataSetOf([...questions('train', 5_000), ...questions('test', 400)]))).toMatchObject({ validation: 0, test: 400 });
  });

  it('leaves out test questions that nothing teaches', () => {
    expect(dataSetOf([...questions('train', 4), { text: 'lonely', intent: 'unknown', part: 'test' }])).toHaveLength(4);
  });
});
