import type { TooFew } from './answers.ts';
import { tHalfWidth } from './distributions.ts';
import type { BucketCounts, CensoredQuantile } from './latency-sketch.ts';
import { LATENCY_RELATIVE_ERROR, mergeBuckets, quantileBucket, quantileFromBuckets } from './latency-sketch.ts';
import { pairMomentsOf } from './pair-moments.ts';
import type { UnitSums } from './pair-moments.ts';
import { ratioInterval } from './ratio-interval.ts';

/** A quantile of response times with its interval, all in milliseconds. */
export interface LatencyEstimate {
  kind: 'estimate';
  ms: number;
  lowMs: number;
  /** null: the interval reaches into the answers that never came in time. */
  highMs: number | null;
  units: number;
}

/** Units expected on each side of the quantile below which no interval is given. */
const UNITS_BESIDE = 10;

/**
 * A quantile of response times with an interval that holds when the answers of one visitor are alike, because the
 * visitor is the unit. The interval is widened by the 1 % that the buckets may be off.
 *
 * @param units one sketch per visitor
 * @param q above 0 and below 1
 * @param confidence 0.5..0.9999
 * @returns `too-few` (counted in units) below 10 units expected on either side (200 for p95) or below 30 in all;
 *   `censored` when the quantile itself was never reached
 * @throws RangeError when q, the confidence, a bucket or a count is impossible
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD, section 4: the variance of the
 *   share of answers up to the quantile is a ratio's; the interval is read off at the levels q -+ z sigma
 */
export function latencyInterval(
  units: readonly BucketCounts[],
  q: number,
  confidence = 0.95,
): LatencyEstimate | CensoredQuantile | TooFew {
  const all = mergeBuckets(...units);
  const point = quantileFromBuckets(all, q);
  const answered = units.map((unit) => mergeBuckets(unit)).filter((unit) => unit.size > 0);
  const need = Math.max(30, Math.ceil(UNITS_BESIDE / Math.min(q, 1 - q) - 1e-9));
  if (answered.length < need) return { kind: 'too-few', have: answered.length, need };
  if (point.kind !== 'value') return point;
  const share = ratioInterval(pairMomentsOf(answersUpTo(answered, quantileBucket(all, q))), confidence);
  if (share.kind === 'too-few') return share;
  const sigma = share.kind === 'estimate' ? share.standardError : 0;
  const reach = tHalfWidth(confidence, answered.length - 1) * sigma;
  // The reach shrinks with the root of the units.
  const unitsToFit = Math.floor(answered.length * (reach / q) ** 2) + 1;
  if (reach >= q) return { kind: 'too-few', have: answered.length, need: unitsToFit };
  const low = quantileFromBuckets(all, q - reach, 1);
  const high = q + reach < 1 ? quantileFromBuckets(all, q + reach, 1) : null;
  return {
    kind: 'estimate',
    ms: point.ms,
    lowMs: low.kind === 'value' ? low.ms * (1 - LATENCY_RELATIVE_ERROR) : point.ms,
    highMs: high?.kind === 'value' ? high.ms * (1 + LATENCY_RELATIVE_ERROR) : null,
    units: answered.length,
  };
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
