import type { SparseVector } from './ngram-features.ts';
import type { Random } from './seeded-random.ts';
import { shuffle } from './seeded-random.ts';
import { softmax } from './vectors.ts';

const { log, max, sqrt } = Math;

/** A softmax over sparse features; `weights` is features x classes. */
export interface LinearWeights {
  readonly classes: number;
  readonly weights: Float32Array;
}

export interface NgramTraining {
  readonly vectors: readonly SparseVector[];
  readonly classOf: ArrayLike<number>;
  readonly features: number;
  readonly classes: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly random: Random;
}

export interface NgramEpoch {
  readonly epoch: number;
  readonly loss: number;
  /** As they stand now; they change with the next step. */
  readonly weights: LinearWeights;
}

/** A class this improbable learns nothing worth the time from an example which is not its own. */
const negligible = 2e-4;
/** Where the sums of squared slopes start: holds back the first steps, which alone would fit rare features at once. */
const firstSquares = 0.01;

/** Class scores of a sparse vector. */
export function linearScores({ classes, weights }: LinearWeights, vector: SparseVector): Float32Array {
  const scores = new Float32Array(classes);
  vector.positions.forEach((position, i) => {
    const value = vector.values[i]!;
    const row = position * classes;
    for (let label = 0; label < classes; label++) scores[label] = scores[label]! + value * weights[row + label]!;
  });
  return scores;
}

/**
 * Multinomial logistic regression by Adagrad, one example at a time; yields after each epoch.
 *
 * @see J. Duchi et al. (2011), Adaptive Subgradient Methods, JMLR 12, with a diagonal matrix
 */
export function* trainNgramModel(training: NgramTraining): Generator<NgramEpoch, LinearWeights, void> {
  const { vectors, classOf, features, classes, epochs, learningRate, random } = training;
  const weights: LinearWeights = { classes, weights: new Float32Array(features * classes) };
  const squares = new Float32Array(features * classes).fill(firstSquares);
  const order = Int32Array.from(vectors, (_, index) => index);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let loss = 0;
    for (const index of shuffle(order, random)) {
      const probabilities = softmax(linearScores(weights, vectors[index]!));
      loss -= log(max(1e-12, probabilities[classOf[index]!]!));
      learn({ weights, squares, learningRate }, vectors[index]!, probabilities, classOf[index]!);
    }
    yield { epoch, loss: loss / max(1, vectors.length), weights };
  }
  return weights;
}

interface Learner {
  readonly weights: LinearWeights;
  readonly squares: Float32Array;
  readonly learningRate: number;
}

function learn(
  { weights: { classes, weights }, squares, learningRate }: Learner, vector: SparseVector, probabilities: Float32Array,
  truth: number,
): void {
  const touched: number[] = [];
  probabilities.forEach((share, label) => {
    if (label === truth || share > negligible) touched.push(label);
  });
  for (let i = 0; i < vector.positions.length; i++) {
    const row = vector.positions[i]! * classes;
    const value = vector.values[i]!;
    for (const label of touched) {
      const slope = (probabilities[label]! - (label === truth ? 1 : 0)) * value;
      const at = row + label;
      squares[at] = squares[at]! + slope * slope;
      weights[at] = weights[at]! - (learningRate * slope) / sqrt(squares[at]);
    }
  }
}
