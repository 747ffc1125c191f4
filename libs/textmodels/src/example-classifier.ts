import { rowMultiplier } from './row-products.ts';
import { softmax, topPositions, unit } from './vectors.ts';

export interface LabelledVector {
  readonly label: string;
  /** Of length one. */
  readonly vector: Float32Array;
}

export interface ExampleMatch {
  /** Position in the list that the classifier was made of. */
  readonly index: number;
  readonly label: string;
  readonly similarity: number;
}

export interface ExampleJudgement {
  /** In the order of the classifier's `labels`. */
  readonly probabilities: Float32Array;
  readonly nearest: readonly ExampleMatch[];
  /** Largest cosine to any example, at least 0: how far this text is from anything known. */
  readonly familiarity: number;
}

export interface ExampleClassifier {
  /** Sorted. */
  readonly labels: readonly string[];
  judge(vector: Float32Array): ExampleJudgement;
}

export interface ExampleSettings {
  readonly neighbours?: number;
  /** Softness of the centroid part; measured best near 0.06 for few examples in the packaged space. */
  readonly centroidTemperature?: number;
  /** Softness of the vote among the neighbours. */
  readonly voteTemperature?: number;
}

/**
 * Classifies by likeness to examples, without training: the mean of a softmax over class centroids
 * and a vote of the nearest examples, weighted by their similarity.
 */
export function exampleClassifier(
  examples: readonly LabelledVector[], settings: ExampleSettings = {},
): ExampleClassifier {
  const { neighbours = 5, centroidTemperature = 0.06, voteTemperature = 0.05 } = settings;
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const positionOf = new Map(labels.map((label, position) => [label, position]));
  const classOf = examples.map(({ label }) => positionOf.get(label)!);
  const likenessToCentroids = rowMultiplier(joined(classCentroids(examples, classOf, labels.length)), labels.length);
  const likenessToExamples = rowMultiplier(joined(examples.map(({ vector }) => vector)), examples.length);
  const vote = (similarities: Float32Array, nearest: readonly number[]): Float32Array => {
    const shares = softmax(nearest.map((index) => similarities[index]!), voteTemperature);
    const votes = new Float32Array(labels.length);
    nearest.forEach((index, i) => (votes[classOf[index]!]! += shares[i]!));
    return votes;
  };
  return {
    labels,
    judge: (vector) => {
      const similarities = likenessToExamples(vector);
      const nearest = topPositions(similarities, neighbours);
      const votes = vote(similarities, nearest);
      const likeness = softmax(likenessToCentroids(vector), centroidTemperature);
      return {
        probabilities: likeness.map((share, i) => (share + votes[i]!) / 2),
        nearest: nearest.map((index) => ({ index, label: examples[index]!.label, similarity: similarities[index]! })),
        familiarity: Math.max(0, nearest.length > 0 ? similarities[nearest[0]!]! : 0),
      };
    },
  };
}

/** Unit vectors of the class means. */
export function classCentroids(
  examples: readonly { readonly vector: Float32Array }[], classOf: ArrayLike<number>, classes: number,
): Float32Array[] {
  const sums = Array.from({ length: classes }, () => new Float32Array(examples[0]?.vector.length ?? 0));
  examples.forEach(({ vector }, index) => {
    const sum = sums[classOf[index]!]!;
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + vector[i]!;
  });
  return sums.map(unit);
}

/** One row-major matrix of vectors of equal length. */
function joined(vectors: readonly Float32Array[]): Float32Array {
  const width = vectors[0]?.length ?? 0;
  const matrix = new Float32Array(vectors.length * width);
  vectors.forEach((vector, row) => matrix.set(vector, row * width));
  return matrix;
}
