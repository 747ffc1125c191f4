import type { DifferenceEstimate, Interval, NoSpread, TooFew } from './answers.ts';
import { normalTwoSided, tHalfWidth } from './distributions.ts';
import { latencyInterval } from './latency-interval.ts';
import type { LatencyEstimate } from './latency-interval.ts';
import { CENSORED_BUCKET, LATENCY_RELATIVE_ERROR, latencyOfBucket, mergeBuckets } from './latency-sketch.ts';
import type { BucketCounts, CensoredQuantile } from './latency-sketch.ts';
import { pairMomentsOf } from './pair-moments.ts';
import type { PairMoments } from './pair-moments.ts';
import { differenceOfRatios } from './ratio-interval.ts';

/** The interval is so narrow that the width of the buckets would be a good part of it; all in milliseconds. */
export interface TooCoarse {
  kind: 'too-coarse';
  value: number;
  halfWidth: number;
  bucketError: number;
}

/** The interval of one variant's quantile reaches into the answers that never came, so its error is not known. */
export interface OpenEnded {
  kind: 'open-ended';
}

/** Share of the half-width that the buckets may make up. */
const BUCKET_SHARE = 1 / 5;

/**
 * Difference of a response-time quantile, treatment minus control, in milliseconds, clustered by visitor; answers that
 * never came count as slower than any number. The interval is widened by what the buckets may be off, its p-value is not.
 *
 * @param control one sketch per visitor
 * @param q above 0 and below 1, for example 0.95
 * @param confidence 0.5..0.9999
 * @returns as `latencyInterval` for the side that has no interval; `open-ended` when one reaches into the censored
 *   answers; `too-coarse` when the buckets' error exceeds a fifth of the half-width
 * @throws RangeError when q, the confidence, a bucket or a count is impossible
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD, section 4: se = (U - L) / (2 z)
 */
export function differenceOfLatency(
  control: readonly BucketCounts[],
  treatment: readonly BucketCounts[],
  q: number,
  confidence = 0.95,
): DifferenceEstimate | TooCoarse | OpenEnded | CensoredQuantile | TooFew {
  const [a, b] = [latencyInterval(control, q, confidence), latencyInterval(treatment, q, confidence)];
  if (a.kind !== 'estimate') return a;
  if (b.kind !== 'estimate') return b;
  const [errorOfA, errorOfB] = [errorMs(a, confidence), errorMs(b, confidence)];
  if (errorOfA === null || errorOfB === null) return { kind: 'open-ended' };
  const value = b.ms - a.ms;
  const standardError = Math.hypot(errorOfA, errorOfB);
  const halfWidth = tHalfWidth(confidence, Infinity) * standardError;
  const bucketError = LATENCY_RELATIVE_ERROR * Math.hypot(a.ms, b.ms);
  if (bucketError > BUCKET_SHARE * halfWidth) return { kind: 'too-coarse', value, halfWidth, bucketError };
  const reach = halfWidth + bucketError;
  const pValue = normalTwoSided(value / standardError);
  return { kind: 'estimate', value, low: value - reach, high: value + reach, standardError, units: a.units + b.units, pValue };
}

/** Standard error behind an interval, without the widening by the buckets' error. */
function errorMs({ lowMs, highMs, units }: LatencyEstimate, confidence: number): number | null {
  if (highMs === null) return null;
  const width = highMs / (1 + LATENCY_RELATIVE_ERROR) - lowMs / (1 - LATENCY_RELATIVE_ERROR);
  return width / (2 * tHalfWidth(confidence, units - 1));
}

/** Treatment's typical time over control's: 0.9 is ten per cent faster. */
export interface LatencyRatio extends Interval {
  kind: 'estimate';
  value: number;
  /** Two-sided, of "equally fast", 0..1. */
  pValue: number;
}

/**
 * Ratio of the geometric mean response times of the answers that came, clustered by visitor: finds smaller differences
 * than a quantile does. Look at the failure rates beside it, because it leaves out the answers that never came.
 *
 * @param control one sketch per visitor
 * @param confidence 0.5..0.9999
 * @returns `too-few` (counted in visitors) below 30 a side; `no-spread` when all answers took the same time
 * @throws RangeError when the confidence, a bucket or a count is impossible
 */
export function ratioOfLatency(control: readonly BucketCounts[], treatment: readonly BucketCounts[], confidence = 0.95): LatencyRatio | NoSpread | TooFew {
  const difference = differenceOfRatios(logTimes(control), logTimes(treatment), confidence);
  if (difference.kind === 'too-few') return difference;
  const value = Math.exp(difference.value);
  if (difference.kind === 'no-spread') return { ...difference, value };
  return { kind: 'estimate', value, low: Math.exp(difference.low), high: Math.exp(difference.high), pValue: difference.pValue };
}

/** Sums of ln(ms) over the number of answers, for each visitor who got one. */
function logTimes(units: readonly BucketCounts[]): PairMoments {
  const sums = units.map((unit) => {
    let [numerator, denominator] = [0, 0];
    for (const [bucket, count] of mergeBuckets(unit)) {
      if (bucket === CENSORED_BUCKET) continue;
      // Bucket 0 is all below 1 ms.
      numerator += count * Math.log(Math.max(0.5, latencyOfBucket(bucket)));
      denominator += count;
    }
    return { numerator, denominator };
  });
  return pairMomentsOf(sums.filter(({ denominator }) => denominator > 0));
}
