import type { Judged } from './metrics.ts';

/** When only answers at or above `threshold` are given: their share and how many of them are right. */
export interface CoveragePoint {
  readonly threshold: number;
  readonly coverage: number;
  readonly accuracy: number;
}

/**
 * One point for each distinct confidence, from the most confident answer to all of them.
 *
 * @param asked how many questions there were, when some of them cannot be answered at any threshold
 */
export function riskCoverage(results: readonly Judged[], asked = results.length): CoveragePoint[] {
  const sorted = [...results].sort((a, b) => b.confidence - a.confidence);
  const points: CoveragePoint[] = [];
  let right = 0;
  sorted.forEach(({ truth, predicted, confidence }, index) => {
    if (truth === predicted) right++;
    if (sorted[index + 1]?.confidence === confidence) return;
    const given = index + 1;
    points.push({ threshold: confidence, coverage: given / asked, accuracy: right / given });
  });
  return points;
}

/** The curve at evenly spaced coverages, for drawing; at most `count` points and the last one. */
export function sampledCurve(curve: readonly CoveragePoint[], count = 20): CoveragePoint[] {
  const picked = Array.from({ length: count }, (_, i) => curve.find((point) => point.coverage >= (i + 1) / count));
  return [...new Set([...picked, curve.at(-1)])].filter((point) => point !== undefined);
}
