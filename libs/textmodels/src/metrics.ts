import { argmax } from './vectors.ts';

/** What a model said of one example: `truth` is the right class, `confidence` what thresholds act on. */
export interface Judged {
  readonly truth: number;
  readonly predicted: number;
  readonly confidence: number;
}

export function judged(probabilities: ArrayLike<number>, truth: number, confidence?: number): Judged {
  const predicted = argmax(probabilities);
  return { truth, predicted, confidence: confidence ?? probabilities[predicted]! };
}

/** Share of right answers; 0 for none. */
export function accuracy(results: readonly Judged[]): number {
  return results.filter(isRight).length / Math.max(1, results.length);
}

/** Mean over the classes that occur (as truth or as prediction) of the harmonic mean of precision and recall. */
export function macroF1(results: readonly Judged[]): number {
  const counts = new Map<number, { right: number; truths: number; predictions: number }>();
  const of = (label: number) => {
    const count = counts.get(label) ?? { right: 0, truths: 0, predictions: 0 };
    counts.set(label, count);
    return count;
  };
  for (const result of results) {
    of(result.truth).truths++;
    of(result.predicted).predictions++;
    if (isRight(result)) of(result.truth).right++;
  }
  let sum = 0;
  for (const { right, truths, predictions } of counts.values()) sum += (2 * right) / (truths + predictions);
  return sum / Math.max(1, counts.size);
}

/** Examples of about the same confidence: how sure they were on average, and the share that was right. */
export interface ReliabilityBin {
  readonly count: number;
  readonly confidence: number;
  readonly accuracy: number;
}

/** Equal-width bins over confidence, empty ones left out, least confident first. */
export function reliability(results: readonly Judged[], bins = 15): ReliabilityBin[] {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const result of results) {
    const sum = sums[Math.min(bins - 1, Math.max(0, Math.ceil(result.confidence * bins) - 1))]!;
    sum.count++;
    sum.confidence += result.confidence;
    if (isRight(result)) sum.right++;
  }
  return sums.filter(({ count }) => count > 0)
    .map(({ count, confidence, right }) => ({ count, confidence: confidence / count, accuracy: right / count }));
}

/**
 * Expected calibration error: the mean distance between confidence and accuracy over equal-width bins.
 *
 * @see C. Guo et al. (2017), On Calibration of Modern Neural Networks, equation 3
 */
export function expectedCalibrationError(results: readonly Judged[], bins = 15): number {
  const gaps = reliability(results, bins).map(({ count, confidence, accuracy: share }) => count * Math.abs(confidence - share));
  return gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, results.length);
}

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counted half.
 * NaN when one side is empty.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [...positives.map((score) => ({ score, up: 1 })), ...negatives.map((score) => ({ score, up: 0 }))]
    .sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let start = 0, end = 0; start < all.length; start = end) {
    while (end < all.length && all[end]!.score === all[start]!.score) end++;
    const meanRank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) rankSum += all[i]!.up * meanRank;
  }
  const count = positives.length;
  return (rankSum - (count * (count + 1)) / 2) / (count * negatives.length);
}

export interface ConfusedPair {
  readonly truth: number;
  readonly predicted: number;
  readonly count: number;
}

/** The mistakes made most often, most frequent first. */
export function confusedPairs(results: readonly Judged[], limit = 10): ConfusedPair[] {
  const counts = new Map<string, ConfusedPair>();
  for (const { truth, predicted } of results.filter((result) => !isRight(result))) {
    const key = `${truth} ${predicted}`;
    counts.set(key, { truth, predicted, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const order = (a: ConfusedPair, b: ConfusedPair): number =>
    b.count - a.count || a.truth - b.truth || a.predicted - b.predicted;
  return [...counts.values()].sort(order).slice(0, limit);
}

function isRight({ truth, predicted }: Judged): boolean {
  return truth === predicted;
}
