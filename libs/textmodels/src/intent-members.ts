import { exampleClassifier, type ExampleMatch } from './example-classifier.ts';
import type { IntentWeights } from './intent-weights.ts';
import { logScores } from './mixture.ts';
import { ngramReader } from './ngram-features.ts';
import { rowProducts } from './vectors.ts';

/** What each part of a model makes of a text, before calibration: one score for each label. */
export interface MemberScores {
  readonly topLayer?: Float32Array;
  readonly ngrams: Float32Array;
  readonly examples?: Float32Array;
  /** Largest cosine to a remembered example; without a vector, the share of n-grams that are known. */
  readonly familiarity: number;
  readonly nearest: readonly ExampleMatch[];
}

export type MemberScorer = (text: string, vector?: Float32Array) => MemberScores;

/** Softness of the likeness to a label's mean in a tuned space. */
const centroidTemperature = 1 / 16;

/** The three parts of a model as one function of a text and its tuned unit vector. */
export function memberScorer(weights: Omit<IntentWeights, 'calibration'>): MemberScorer {
  const { labels, head, ngrams, memory, neighbours } = weights;
  const read = ngramReader(ngrams);
  const examples = exampleClassifier(remembered(weights), { neighbours, centroidTemperature });
  const ngramScores = (vector: ReturnType<typeof read>): Float32Array => {
    const scores = new Float32Array(labels.length);
    vector.positions.forEach((row, i) => {
      const value = vector.values[i]! * ngrams.weights.scales[row]!;
      const start = row * labels.length;
      for (let label = 0; label < scores.length; label++) {
        scores[label] = scores[label]! + value * ngrams.weights.values[start + label]!;
      }
    });
    return scores;
  };
  return (text, vector) => {
    const sparse = read(text);
    const scores = ngramScores(sparse);
    if (!vector || memory.labelOf.length === 0) return { ngrams: scores, familiarity: sparse.known, nearest: [] };
    const { probabilities, familiarity, nearest } = examples.judge(vector);
    return {
      topLayer: rowProducts(head, vector), ngrams: scores, examples: logScores(probabilities), familiarity: Math.min(1, familiarity), nearest,
    };
  };
}

function remembered({ labels, memory: { vectors, labelOf } }: Omit<IntentWeights, 'calibration'>) {
  return Array.from(labelOf, (label, row) => {
    const start = row * vectors.columns;
    const scale = vectors.scales[row]!;
    const vector = Float32Array.from(vectors.values.subarray(start, start + vectors.columns), (value) => value * scale);
    return { label: labels[label]!, vector };
  });
}
