import type { Judged } from './metrics.ts';

/** When only answers at or above `threshold` are given: their share and how many of them are right. */
export interface CoveragePoint {
  readonly threshold: number;
  readonly coverage: number;
  readonly accuracy: number;
}

export interface ThresholdRow {
  readonly targetAccuracy: number;
  /** Null when no threshold reaches the target on this many examples. */
  readonly threshold: number | null;
  readonly coverage: number;
  readonly accuracy: number;
}

/** One point for each distinct confidence, from the most confident answer to all of them. */
export function riskCoverage(results: readonly Judged[]): CoveragePoint[] {
  const sorted = [...results].sort((a, b) => b.confidence - a.confidence);
  const points: CoveragePoint[] = [];
  let right = 0;
  sorted.forEach(({ truth, predicted, confidence }, index) => {
    if (truth === predicted) right++;
    if (sorted[index + 1]?.confidence === confidence) return;
    const given = index + 1;
    points.push({ threshold: confidence, coverage: given / sorted.length, accuracy: right / given });
  });
  return points;
}

/** The curve at evenly spaced coverages, for drawing; at most `count` points, the last one is full coverage. */
export function sampledCurve(curve: readonly CoveragePoint[], count = 20): CoveragePoint[] {
  const picked = Array.from({ length: count }, (_, i) => curve.find((point) => point.coverage >= (i + 1) / count));
  return [...new Set(picked)].filter((point) => point !== undefined);
}

/** For each wished accuracy the threshold that answers the most while keeping it. */
export function thresholdTable(
  curve: readonly CoveragePoint[], targets: readonly number[] = [0.8, 0.85, 0.9, 0.95, 0.98, 0.99],
): ThresholdRow[] {
  return targets.map((targetAccuracy) => {
    const best = curve.findLast((point) => point.accuracy >= targetAccuracy);
    if (!best) return { targetAccuracy, threshold: null, coverage: 0, accuracy: 0 };
    return { targetAccuracy, ...best };
  });
}
