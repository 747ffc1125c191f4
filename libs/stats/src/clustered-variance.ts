import { times } from './linear-solve.ts';
import type { Matrix } from './linear-solve.ts';

/** An observation's part of the gradient, with the clusters that it belongs to. */
export interface Scored {
  score: readonly number[];
  rater: string;
  conversation: string;
}

/**
 * The variance of fitted numbers when observations of one rater, and of one conversation, resemble each other: a
 * sandwich of the inverse information around the summed scores of the clusters, rater plus conversation minus both.
 *
 * Where the subtraction leaves a variance at or below 0, as it can with few clusters, the larger of the two one-way
 * variances stands in for the whole matrix.
 *
 * @param bread inverse of the information
 * @see Cameron, Gelbach & Miller (2011), Robust Inference with Multiway Clustering, Journal of Business & Economic
 *   Statistics 29(2), 238-249, section 2, with G / (G - 1) for each way
 */
export function clusteredVariance(bread: Matrix, observations: readonly Scored[]): number[][] {
  const by = (clusterOf: (observation: Scored) => string) => sandwich(bread, clusterScores(observations, clusterOf));
  const rater = by((one) => one.rater);
  const conversation = by((one) => one.conversation);
  const both = by((one) => JSON.stringify([one.rater, one.conversation]));
  const twoWay = rater.map((row, i) => row.map((value, j) => value + (conversation[i]?.[j] ?? 0) - (both[i]?.[j] ?? 0)));
  if (twoWay.every((row, i) => (row[i] ?? 0) > 0)) return twoWay;
  return trace(rater) >= trace(conversation) ? rater : conversation;
}

function clusterScores(observations: readonly Scored[], clusterOf: (observation: Scored) => string): number[][] {
  const sums = new Map<string, number[]>();
  for (const observation of observations) {
    const cluster = clusterOf(observation);
    const sum = sums.get(cluster) ?? observation.score.map(() => 0);
    sums.set(cluster, sum.map((value, i) => value + (observation.score[i] ?? 0)));
  }
  return [...sums.values()];
}

/** Bread times meat times bread, the meat being the sum over clusters of score times score. */
function sandwich(bread: Matrix, scores: readonly number[][]): number[][] {
  const small = scores.length / (scores.length - 1);
  // Bread times each score first: the sandwich is then a plain sum of products.
  const slices = scores.map((score) => times(bread, score));
  return bread.map((_, i) => bread.map((__, j) => small * slices.reduce((sum, slice) => sum + (slice[i] ?? 0) * (slice[j] ?? 0), 0)));
}

const trace = (matrix: Matrix): number => matrix.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
