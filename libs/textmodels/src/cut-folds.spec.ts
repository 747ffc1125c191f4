import { describe, expect, it } from '@jest/globals';
import { cutFolds } from './cut-folds.ts';

const truths = Array.from({ length: 103 }, (_, i) => i % 10);
const sizes = (folds: Int32Array): number[] => [0, 1, 2, 3].map((fold) => folds.filter((one) => one === fold).length);

describe('cutting folds', () => {
  it('makes parts of nearly equal size, with each label in all of them', () => {
    const folds = cutFolds(truths, 4, 1);
    expect(Math.max(...sizes(folds)) - Math.min(...sizes(folds))).toBeLessThanOrEqual(1);
    for (let label = 0; label < 10; label++) {
      expect(new Set(truths.flatMap((truth, i) => (truth === label ? [folds[i]] : []))).size).toBe(4);
    }
  });

  it('depends on the seed alone', () => {
    expect(cutFolds(truths, 4, 1)).toEqual(cutFolds(truths, 4, 1));
    expect(cutFolds(truths, 4, 1)).not.toEqual(cutFolds(truths, 4, 2));
  });

  it('never holds out the only example of a label', () => {
    expect([...cutFolds([0, 1, 0, 2, 2], 2, 1)].map((fold) => fold >= 0)).toEqual([true, false, true, true, true]);
  });
});
