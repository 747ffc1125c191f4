import { describe, expect, it } from '@jest/globals';
import { HeldOut, type LabelledQuestion } from '#knowledge';
import { dataSetOf } from './data-set.ts';

const questions = (part: 'train' | 'test', count: number): LabelledQuestion[] =>
  Array.from({ length: count }, (_, at) => ({ text: `${part} question ${at}`, intent: at % 2 === 0 ? 'refund' : 'parcel', part }));
const none = new HeldOut([]);
const partsOf = (set: ReturnType<typeof dataSetOf>) => ({
  train: set.filter(({ part }) => part === undefined).length,
  validation: set.filter(({ part }) => part === 'validation').length,
  test: set.filter(({ part }) => part === 'test').length,
});

describe('the data set of a training run', () => {
  it('places thresholds by half of the test questions when there are few to learn from', () => {
    const { train, validation, test } = partsOf(dataSetOf([...questions('train', 600), ...questions('test', 400)], none));
    expect(train).toBe(600);
    expect(validation + test).toBe(400);
    expect(Math.min(validation, test)).toBeGreaterThan(150);
  });

  it('keeps each question in its half when others come', () => {
    const before = dataSetOf([...questions('train', 600), ...questions('test', 300)], none);
    const after = dataSetOf([...questions('train', 600), ...questions('test', 400)], none);
    expect(after.filter(({ text }) => before.some((one) => one.text === text))).toEqual(before);
  });

  it('tests with all of them when they are few, or when there is much to learn from', () => {
    expect(partsOf(dataSetOf([...questions('train', 600), ...questions('test', 60)], none))).toMatchObject({ validation: 0, test: 60 });
    expect(partsOf(dataSetOf([...questions('train', 5_000), ...questions('test', 400)], none))).toMatchObject({ validation: 0, test: 400 });
  });

  it('learns nothing, and places no threshold, by what an evaluation set asks', () => {
    const some = [...questions('train', 600), ...questions('test', 400)];
    const judging = new HeldOut(some.filter((_, at) => at % 10 === 0).map(({ text }) => text.toUpperCase()));
    const set = dataSetOf(some, judging);
    expect(set.filter(({ text, part }) => part !== 'test' && judging.has(text))).toEqual([]);
    expect(partsOf(set)).toMatchObject({ train: 540 });
    expect(set.filter(({ text, part }) => part === 'test' && judging.has(text))).toHaveLength(40);
  });

  it('leaves out test questions that nothing teaches', () => {
    expect(dataSetOf([...questions('train', 4), { text: 'lonely', intent: 'unknown', part: 'test' }], none)).toHaveLength(4);
  });
});
