import type { TooFew } from './answers.ts';
import { tHalfWidth } from './distributions.ts';
import { readLatency } from './latency-reading.ts';
import type { BucketCounts, CensoredQuantile } from './latency-sketch.ts';
import { mergeBuckets, quantileBucket, quantileOfMerged } from './latency-sketch.ts';
import { NO_PAIR_MOMENTS, pairMomentsOf } from './pair-moments.ts';
import type { PairMoments, UnitSums } from './pair-moments.ts';
import { ratioInterval } from './ratio-interval.ts';

/** A quantile of response times with its interval, all in milliseconds. */
export interface LatencyEstimate {
  kind: 'estimate';
  ms: number;
  lowMs: number;
  /** null: the interval reaches into the answers that never came in time. */
  highMs: number | null;
  /** (upper - lower) / (2 z), with what the buckets may be off counted in; null where the upper end never came. */
  standardErrorMs: number | null;
  units: number;
}

/** What a quantile and its interval are read from: no single unit is needed. */
export interface LatencyMoments {
  /** The answers of all units. */
  buckets: BucketCounts;
  /** Of the units with an answer. y: its answers up to the bucket of the quantile (`quantileBucket`); x: all its answers. */
  upTo: PairMoments;
}

/** Units expected on each side of the quantile below which no interval is given. */
const UNITS_BESIDE = 10;

/**
 * A quantile of response times with an interval that holds when the answers of one visitor are alike, because the
 * visitor is the unit. The quantile is interpolated inside its bucket, so it may differ by 1 % from `quantileFromBuckets`;
 * the interval is widened by what that reading may be off (`readLatency`).
 *
 * @param units one sketch per visitor
 * @param q above 0 and below 1
 * @param confidence 0.5..0.9999
 * @returns as `latencyFromMoments`
 * @throws RangeError when q, the confidence, a bucket or a count is impossible
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD, section 4
 */
export function latencyInterval(units: readonly BucketCounts[], q: number, confidence = 0.95): LatencyEstimate | CensoredQuantile | TooFew {
  return latencyFromMoments(latencyMomentsOf(units, q), q, confidence);
}

/**
 * The same from sums over units.
 *
 * @returns `too-few` (counted in units) below 10 units expected on either side (200 for p95) or below 30 in all;
 *   `censored` when the quantile itself was never reached
 * @throws RangeError when q, the confidence, a bucket or a count is impossible
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD, section 4: the variance of the
 *   share of answers up to the quantile is a ratio's; the interval is read off at the levels q -+ z sigma
 */
export function latencyFromMoments({ buckets, upTo }: LatencyMoments, q: number, confidence = 0.95): LatencyEstimate | CensoredQuantile | TooFew {
  const sorted = mergeBuckets(buckets);
  const reached = quantileOfMerged(sorted, q);
  const units = upTo.x.count;
  const need = Math.max(30, Math.ceil(UNITS_BESIDE / Math.min(q, 1 - q) - 1e-9));
  if (units < need) return { kind: 'too-few', have: units, need };
  if (reached.kind !== 'value') return reached;
  const sigma = levelError(upTo, q, confidence);
  if (typeof sigma !== 'number') return sigma;
  const t = tHalfWidth(confidence, units - 1);
  const reach = t * sigma;
  // The reach shrinks with the root of the units.
  if (reach >= q) return { kind: 'too-few', have: units, need: Math.floor(units * (reach / q) ** 2) + 1 };
  const { ms } = readLatency(sorted, q);
  const { lowMs } = readLatency(sorted, q - reach);
  const upper = q + reach < 1 ? readLatency(sorted, q + reach).highMs : Infinity;
  if (upper === Infinity) return { kind: 'estimate', ms, lowMs, highMs: null, standardErrorMs: null, units };
  return { kind: 'estimate', ms, lowMs, highMs: upper, standardErrorMs: (upper - lowMs) / (2 * t), units };
}

/**
 * Standard error of the share of answers up to the quantile. The sums count up to the end of its bucket, which is a
 * little more than q; the error is carried over to q as if clustering inflated both binomial variances alike. Uncorrected,
 * the interval of a p95 would be 10 % too narrow where its bucket reaches up to 96 %.
 */
function levelError(upTo: PairMoments, q: number, confidence: number): number | TooFew {
  const share = ratioInterval(upTo, confidence);
  if (share.kind === 'too-few') return share;
  if (share.kind === 'no-spread') return 0;
  return share.standardError * Math.sqrt((q * (1 - q)) / (share.value * (1 - share.value)));
}

/**
 * Sums over units out of one sketch per unit; units without an answer do not count.
 *
 * @param units one sketch per unit
 * @param q above 0 and below 1
 * @returns empty sums when no unit had an answer
 * @throws RangeError when a bucket or a count is impossible
 * @see Deng, Knoblich & Lu (2018), KDD, section 4: answers up to the quantile over all answers, a pair of sums for each unit
 */
export function latencyMomentsOf(units: readonly BucketCounts[], q: number): LatencyMoments {
  const answered = units.map((unit) => mergeBuckets(unit)).filter((unit) => unit.size > 0);
  const buckets = mergeBuckets(...answered);
  return { buckets, upTo: answered.length === 0 ? NO_PAIR_MOMENTS : pairMomentsOf(answersUpTo(answered, quantileBucket(buckets, q))) };
}

/** Each unit's answers in buckets up to the given one, of all its answers. */
function answersUpTo(units: readonly ReadonlyMap<number, number>[], last: number): UnitSums[] {
  return units.map((unit) => {
    let numerator = 0;
    let denominator = 0;
    for (const [bucket, count] of unit) {
      denominator += count;
      if (bucket <= last) numerator += count;
    }
    return { numerator, denominator };
  });
}
