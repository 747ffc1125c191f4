import type { TooFew } from './answers.ts';

/**
 * Response times counted in buckets whose width grows with the time (the mapping of DDSketch), so that a quantile read
 * from the counts is within 1 % of the exact one, and counts of hours, servers and variants merge by addition.
 *
 * Bucket 0 holds times below 1 ms. Bucket i >= 1 holds (gamma^(i-2), gamma^(i-1)] ms. The last one holds answers that
 * never came or missed their deadline: they are slower than any number, and dropping them would make a model that times
 * out look fast. The same in SQL, with double precision:
 * `case when ms < 1 then 0 else 1 + ceil(ln(ms) / ln(1.01 / 0.99)) end`.
 *
 * @see Masson, Rim & Lee (2019), DDSketch, PVLDB 12(12), 2195-2205, section 2
 */
export type BucketCounts = ReadonlyMap<number, number> | Readonly<Record<string, number>>;

/** How far a quantile read from buckets may lie from the exact one, relative to it. */
export const LATENCY_RELATIVE_ERROR = 0.01;

/** The overflow bucket: failed, timed out, or longer than about 8.6 days. */
export const CENSORED_BUCKET = 1024;

// Bound once: where a test runner puts the globals behind a proxy, looking them up costs more than the logarithm.
const { ceil, log, min } = Math;
const { isInteger, isSafeInteger } = Number;

const GAMMA = (1 + LATENCY_RELATIVE_ERROR) / (1 - LATENCY_RELATIVE_ERROR);
const LOG_GAMMA = log(GAMMA);

/**
 * The bucket that counts a response time.
 *
 * @param ms milliseconds, at least 0; `Infinity` for an answer that failed or missed its deadline
 * @returns whole number 0..1024; 1024 is `CENSORED_BUCKET`
 * @throws RangeError when the time is negative or not a number
 * @see Masson, Rim & Lee (2019), DDSketch, PVLDB 12(12), 2.2: i = ceil(log_gamma(ms)), gamma = (1 + a) / (1 - a), a = 1 %
 */
export function latencyBucket(ms: number): number {
  if (!(ms >= 0)) throw new RangeError(`a response time cannot be ${ms} ms`);
  if (ms < 1) return 0;
  return min(1 + ceil(log(ms) / LOG_GAMMA), CENSORED_BUCKET);
}

/**
 * The time that stands for a bucket, in ms: within 1 % of every time in it (bucket 0: within 1 ms).
 *
 * @returns `Infinity` for the overflow bucket
 * @throws RangeError when there is no such bucket
 * @see Masson, Rim & Lee (2019), DDSketch, PVLDB 12(12), 2.2: 2 gamma^i / (gamma + 1)
 */
export function latencyOfBucket(bucket: number): number {
  assertBucket(bucket);
  if (bucket === CENSORED_BUCKET) return Infinity;
  return bucket === 0 ? 0 : (2 * GAMMA ** (bucket - 1)) / (GAMMA + 1);
}

function assertBucket(bucket: number): void {
  if (!isInteger(bucket) || bucket < 0 || bucket > CENSORED_BUCKET) throw new RangeError(`no such latency bucket: ${bucket}`);
}

/**
 * All counts added up, in ascending order of bucket, so that the same data give the same bytes.
 *
 * @throws RangeError when a bucket or a count is impossible
 * @see Masson, Rim & Lee (2019), DDSketch, PVLDB 12(12): sketches of one mapping merge by addition
 */
export function mergeBuckets(...sketches: readonly BucketCounts[]): Map<number, number> {
  const sums = new Map<number, number>();
  let [isSorted, last] = [true, -1];
  for (const sketch of sketches) {
    const entries: Iterable<[string | number, number]> = sketch instanceof Map ? sketch : Object.entries(sketch as Readonly<Record<string, number>>);
    for (const [key, count] of entries) {
      const bucket = Number(key);
      assertBucket(bucket);
      if (!isSafeInteger(count) || count < 0) throw new RangeError(`bucket ${bucket} counts ${count}`);
      if (count === 0) continue;
      const sum = sums.get(bucket);
      sums.set(bucket, (sum ?? 0) + count);
      if (sum !== undefined) continue;
      isSorted &&= bucket > last;
      last = bucket;
    }
  }
  // What was merged before needs no sorting, which would take most of the time.
  return isSorted ? sums : new Map([...sums].sort(([a], [b]) => a - b));
}

/** A quantile of response times; `count` answers were read, `censored` of them never came in time. */
export interface LatencyQuantile {
  kind: 'value';
  ms: number;
  count: number;
  censored: number;
}

/** The quantile lies among the answers that never came in time: more than the deadline, not a number. */
export interface CensoredQuantile {
  kind: 'censored';
  count: number;
  censored: number;
}

/**
 * The q-quantile of the counted times, within 1 % of the exact one, by linear interpolation between neighbours (type 7,
 * Postgres' `percentile_cont`).
 *
 * @param counts answers per bucket, whole numbers at least 0
 * @param q above 0 and below 1; 0.95 is the time that 95 % of the answers keep
 * @param need answers below which no quantile is given; by default so many that one is expected beyond it (2 for the
 *   median, 20 for p95)
 * @returns `too-few` (counted in answers), or `censored` when the quantile itself was never reached
 * @throws RangeError when q, a bucket or a count is impossible
 * @see Hyndman & Fan (1996), The American Statistician 50(4), 361-365, definition 7
 */
export function quantileFromBuckets(
  counts: BucketCounts,
  q: number,
  need = answersNeeded(q),
): LatencyQuantile | CensoredQuantile | TooFew {
  return quantileOfMerged(mergeBuckets(counts), q, need);
}

/**
 * The same of buckets that were merged already.
 *
 * @param sorted as `mergeBuckets` returns them
 * @param q above 0 and below 1
 * @param need answers below which it is `too-few`
 * @throws RangeError when q is impossible
 * @see as `quantileFromBuckets`
 */
export function quantileOfMerged(sorted: ReadonlyMap<number, number>, q: number, need = answersNeeded(q)): LatencyQuantile | CensoredQuantile | TooFew {
  if (!(q > 0 && q < 1)) throw new RangeError(`a quantile lies above 0 and below 1: ${q}`);
  let count = 0;
  for (const times of sorted.values()) count += times;
  if (count < Math.max(need, 1)) return { kind: 'too-few', have: count, need: Math.max(need, 1) };
  const censored = sorted.get(CENSORED_BUCKET) ?? 0;
  const rank = q * (count - 1);
  const below = latencyOfBucket(bucketAtRank(sorted, Math.floor(rank)));
  const above = latencyOfBucket(bucketAtRank(sorted, Math.ceil(rank)));
  if (above === Infinity) return { kind: 'censored', count, censored };
  return { kind: 'value', ms: below + (above - below) * (rank - Math.floor(rank)), count, censored };
}

function answersNeeded(q: number): number {
  // The subtraction forgives 1 / (1 - 0.9) = 10.000000000000002.
  return Math.ceil(1 / Math.min(q, 1 - q) - 1e-9);
}

/**
 * The bucket of the last answer at or below the q-quantile.
 *
 * @param sorted counts as `mergeBuckets` returns them, at least one answer
 * @throws RangeError when there is no answer
 * @see C. Masson, J. E. Rim & H. K. Lee (2019), DDSketch, PVLDB 12(12), 2195-2205
 */
export function quantileBucket(sorted: ReadonlyMap<number, number>, q: number): number {
  let count = 0;
  for (const times of sorted.values()) count += times;
  return bucketAtRank(sorted, Math.floor(q * (count - 1)));
}

/** The bucket of the answer at a rank, counted from 0; the ranks are those of the sorted buckets. */
function bucketAtRank(sorted: ReadonlyMap<number, number>, rank: number): number {
  let seen = 0;
  for (const [bucket, times] of sorted) {
    seen += times;
    if (seen > rank) return bucket;
  }
  throw new RangeError(`rank ${rank} of ${seen}`);
}
