import { describe, expect, it } from '@jest/globals';
import { fewShotClassifier } from './few-shot-classifier.ts';
import { unit } from './vectors.ts';

const vector = (...numbers: number[]): Float32Array => unit(Float32Array.from(numbers));
const classifier = fewShotClassifier([
  { text: 'where is my parcel', label: 'track', vector: vector(1, 0.2) },
  { text: 'track my order', label: 'track', vector: vector(1, 0) },
  { text: 'when do I get my refund', label: 'refund', vector: vector(0.2, 1) },
  { text: 'money back please', label: 'refund', vector: vector(0, 1) },
]);
const best = (text: string, at: Float32Array): string => {
  const { probabilities } = classifier.judge(text, at);
  return classifier.labels[probabilities.indexOf(Math.max(...probabilities))]!;
};

describe('a few examples', () => {
  it('decide by meaning where no word is shared', () => {
    expect(best('has it been dispatched', vector(1, 0.1))).toBe('track');
  });

  it('decide by words where the meaning lies between', () => {
    expect([best('my parcel', vector(1, 1)), best('my refund', vector(1, 1))]).toEqual(['track', 'refund']);
  });

  it('forgive slips', () => {
    expect(best('refnd', vector(1, 1))).toBe('refund');
  });

  it('share one certainty among the labels and tell how near the nearest is', () => {
    const { probabilities, familiarity } = classifier.judge('where is my parcel', vector(1, 0.2));
    expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
    expect(familiarity).toBeCloseTo(1, 5);
  });
});
