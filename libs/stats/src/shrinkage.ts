import type { TooFew } from './answers.ts';
import { assertSegment, spreadAround } from './interaction-test.ts';
import type { SegmentEffect } from './interaction-test.ts';

/** Effects of segments, each drawn towards their mean by as much as its own noise asks for. */
export interface ShrunkEffects {
  kind: 'shrunk';
  /** The mean effect over segments, in the unit of the metric. */
  mean: number;
  /** Variance of the true effects between segments (Paule-Mandel), in the squared unit; 0 when noise explains all. */
  betweenVariance: number;
  /** In the order of the segments. */
  segments: {
    /** The segment's effect drawn towards the mean, in the unit of the metric. */
    value: number;
    /** Of that value, the uncertainty of the mean and of the variance included; in the unit of the metric. */
    standardError: number;
    /** How much of the segment's own effect is left, 0..1. */
    kept: number;
  }[];
}

/**
 * Effects of segments as a page should show them: drawn towards their common mean, the noisy ones most, so that the top
 * of a sorted list is not the luckiest of the small segments. For display, not for tests.
 *
 * True effects are taken as normal around their mean, with the variance between them by Paule and Mandel: the one at
 * which the segments miss their mean by as much as expected. That variance is itself a guess, so segments are drawn by
 * (k - 3) / (k - 1) of the way only and their errors carry the guess (Morris); k is the number of segments.
 *
 * @param segments independent: each unit in one segment only
 * @returns `too-few` (counted in segments) below 4
 * @throws RangeError when an effect is not a number with a standard error above 0
 * @see R. C. Paule & J. Mandel (1982), Journal of Research of the NBS 87(5), 377-385; C. N. Morris (1983), Parametric
 *   empirical Bayes inference, JASA 78(381), 47-55, section 5
 */
export function shrinkEffects(segments: readonly SegmentEffect[]): ShrunkEffects | TooFew {
  segments.forEach(assertSegment);
  if (segments.length < 4) return { kind: 'too-few', have: segments.length, need: 4 };
  const betweenVariance = varianceBetween(segments);
  const { mean, meanVariance } = spreadAround(segments, betweenVariance);
  const shrunk = segments.map(({ value, standardError }) => {
    const own = standardError ** 2;
    const drawn = ((segments.length - 3) / (segments.length - 1)) * (own / (own + betweenVariance));
    const kept = 1 - drawn;
    const ofGuess = (2 / (segments.length - 3)) * (drawn * (value - mean)) ** 2;
    const variance = own * kept + drawn ** 2 * meanVariance + ofGuess;
    return { value: mean + kept * (value - mean), standardError: Math.sqrt(variance), kept };
  });
  return { kind: 'shrunk', mean, betweenVariance, segments: shrunk };
}

/** Where the weighted squares, which fall as the variance grows, equal their degrees of freedom. */
function varianceBetween(segments: readonly SegmentEffect[]): number {
  const expected = segments.length - 1;
  const isTooSmall = (between: number) => spreadAround(segments, between).statistic > expected;
  if (!isTooSmall(0)) return 0;
  let low = 0;
  let high = Math.max(...segments.map(({ standardError }) => standardError ** 2));
  for (; isTooSmall(high); high *= 2) low = high;
  for (let step = 0; step < 100 && high - low > 1e-15 * high; step++) {
    const middle = (low + high) / 2;
    if (isTooSmall(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
