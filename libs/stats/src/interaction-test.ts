import type { TooFew } from './answers.ts';
import { chiSquareUpper } from './distributions.ts';

/** The effect of a treatment in one segment (a topic, say): treatment minus control. */
export interface SegmentEffect {
  /** In the unit of the metric. */
  value: number;
  /** In the unit of the metric, above 0. */
  standardError: number;
}

/** Whether an effect differs between segments. */
export interface InteractionTest {
  kind: 'test';
  /** Cochran's Q: the squared standard errors by which the segments miss their common effect. */
  statistic: number;
  /** Segments minus 1. */
  degreesOfFreedom: number;
  /** Probability, 0..1, of effects at least this different when the treatment works the same everywhere. */
  pValue: number;
  /** The common effect, weighted by precision, in the unit of the metric. */
  common: number;
}

/**
 * Whether a treatment works differently in different segments: the one question to ask before any segment is named.
 *
 * @param segments independent: each unit in one segment only
 * @returns `too-few` (counted in segments) below 2
 * @throws RangeError when an effect is not a number with a standard error above 0
 * @see W. G. Cochran (1954), The combination of estimates from different experiments, Biometrics 10(1), 101-129
 */
export function interactionTest(segments: readonly SegmentEffect[]): InteractionTest | TooFew {
  segments.forEach(assertSegment);
  if (segments.length < 2) return { kind: 'too-few', have: segments.length, need: 2 };
  const { statistic, mean } = spreadAround(segments, 0);
  const degreesOfFreedom = segments.length - 1;
  return { kind: 'test', statistic, degreesOfFreedom, pValue: chiSquareUpper(statistic, degreesOfFreedom), common: mean };
}

/** The precision-weighted mean, its variance and the weighted squares around it, if true effects vary by `between`. */
export function spreadAround(segments: readonly SegmentEffect[], between: number) {
  const weights = segments.map(({ standardError }) => 1 / (standardError ** 2 + between));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sumOf = (of: (value: number) => number) =>
    segments.reduce((sum, { value }, i) => sum + (weights[i] ?? 0) * of(value), 0);
  const mean = sumOf((value) => value) / total;
  return { mean, meanVariance: 1 / total, statistic: sumOf((value) => (value - mean) ** 2) };
}

/** @throws RangeError unless the effect is a number with a standard error above 0 */
export function assertSegment({ value, standardError }: SegmentEffect): void {
  if (!Number.isFinite(value) || !(standardError > 0 && standardError < Infinity)) {
    throw new RangeError(`impossible effect of a segment: ${value} with standard error ${standardError}`);
  }
}
