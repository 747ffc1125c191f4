import { describe, expect, it } from '@jest/globals';
import { exampleClassifier } from './example-classifier.ts';
import { unit } from './vectors.ts';

const at = (...values: number[]): Float32Array => unit(values);

describe('the example classifier', () => {
  const classifier = exampleClassifier([
    { label: 'refund', vector: at(1, 0, 0) }, { label: 'refund', vector: at(0.9, 0.1, 0) },
    { label: 'parcel', vector: at(0, 1, 0) }, { label: 'parcel', vector: at(0, 0.9, 0.2) },
  ]);

  it('prefers the label of the nearest examples', () => {
    const { probabilities, nearest } = classifier.judge(at(0.95, 0.05, 0));
    expect(classifier.labels).toEqual(['parcel', 'refund']);
    expect(probabilities[1]).toBeGreaterThan(0.9);
    expect(probabilities[0]! + probabilities[1]!).toBeCloseTo(1, 5);
    expect(nearest[0]!.label).toBe('refund');
  });

  it('reports how far a text is from anything known', () => {
    expect(classifier.judge(at(0, 0, 1)).familiarity).toBeLessThan(0.3);
    expect(classifier.judge(at(-1, 0, 0)).familiarity).toBe(0);
    expect(classifier.judge(at(1, 0, 0)).familiarity).toBeCloseTo(1, 5);
  });

  it('knows nothing without examples', () => {
    const judgement = exampleClassifier([]).judge(at(1, 0, 0));
    expect(judgement).toMatchObject({ nearest: [], familiarity: 0 });
    expect(judgement.probabilities).toHaveLength(0);
  });
});
