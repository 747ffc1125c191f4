import type { DifferenceEstimate, Interval, NoSpread, TooFew } from './answers.ts';
import { normalTwoSided, tHalfWidth } from './distributions.ts';
import { latencyFromMoments, latencyMomentsOf } from './latency-interval.ts';
import type { LatencyMoments } from './latency-interval.ts';
import { CENSORED_BUCKET, latencyOfBucket, mergeBuckets } from './latency-sketch.ts';
import type { BucketCounts, CensoredQuantile } from './latency-sketch.ts';
import { pairMomentsOf } from './pair-moments.ts';
import type { PairMoments } from './pair-moments.ts';
import { differenceOfRatios } from './ratio-interval.ts';

/** The interval of one variant's quantile reaches into the answers that never came, so its error is not known. */
export interface OpenEnded {
  kind: 'open-ended';
}

/**
 * Difference of a response-time quantile, treatment minus control, in milliseconds, clustered by visitor; answers that
 * never came count as slower than any number.
 *
 * What the buckets may be off is counted into the standard error, so that interval and p-value agree. Refusing where it
 * exceeds a fifth of the half-width would answer "unknown" to "is p95 within 25 %?" exactly when that is known best.
 * `readLatency` has it down to about 0.1 % there: with 4,000 visitors a side, log-normal times in whole milliseconds and
 * 600 simulated pairs, the interval of p50 is 6 % wider than without buckets (46 % if they are read at their middles) and
 * holds the truth in 96 % of the runs, that of p95 in 95 %.
 *
 * @param control one sketch per visitor
 * @param q above 0 and below 1, for example 0.95
 * @param confidence 0.5..0.9999
 * @returns as `latencyInterval` for the side that has no interval; `open-ended` when one reaches into the censored
 *   answers
 * @throws RangeError when q, the confidence, a bucket or a count is impossible
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD, section 4: se = (U - L) / (2 z)
 */
export function differenceOfLatency(
  control: readonly BucketCounts[],
  treatment: readonly BucketCounts[],
  q: number,
  confidence = 0.95,
): DifferenceEstimate | OpenEnded | CensoredQuantile | TooFew {
  return differenceOfLatencyMoments(latencyMomentsOf(control, q), latencyMomentsOf(treatment, q), q, confidence);
}

/**
 * The same from sums over units.
 *
 * @param q above 0 and below 1
 * @param confidence 0.5..0.9999
 * @returns as `differenceOfLatency`
 * @throws RangeError when q or the confidence is impossible
 * @see Deng, Knoblich & Lu (2018), KDD, section 4; the errors of two independent quantiles add in squares
 */
export function differenceOfLatencyMoments(
  control: LatencyMoments,
  treatment: LatencyMoments,
  q: number,
  confidence = 0.95,
): DifferenceEstimate | OpenEnded | CensoredQuantile | TooFew {
  const [a, b] = [latencyFromMoments(control, q, confidence), latencyFromMoments(treatment, q, confidence)];
  if (a.kind !== 'estimate') return a;
  if (b.kind !== 'estimate') return b;
  if (a.standardErrorMs === null || b.standardErrorMs === null) return { kind: 'open-ended' };
  const value = b.ms - a.ms;
  const standardError = Math.hypot(a.standardErrorMs, b.standardErrorMs);
  const reach = tHalfWidth(confidence, Infinity) * standardError;
  const pValue = normalTwoSided(value / standardError);
  return { kind: 'estimate', value, low: value - reach, high: value + reach, standardError, units: a.units + b.units, pValue };
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
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD, for the mean of ln(ms) as a ratio; exp of its
 *   difference is the ratio of the geometric means
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
