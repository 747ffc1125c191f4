import type { LatencyCell } from '#contracts';
import { latencyBucket, mergeBuckets, quantileBucket } from '#stats';
import { QUANTILES } from './measures.ts';
import { sumsOf } from './sums.ts';

/**
 * Response times of units as the evidence holds them: counts by bucket, and for each quantile how many of a unit's
 * answers came up to it.
 *
 * @param units each unit's answers in ms, at least one; `Infinity` for one that never came
 */
export function latencyCellOf(units: readonly (readonly number[])[]): Pick<LatencyCell, 'buckets' | 'upTo'> {
  const each = units.map((times) => times.map(latencyBucket));
  const counts = new Map<number, number>();
  for (const bucket of each.flat()) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  const buckets = mergeBuckets(counts);
  return { buckets: Object.fromEntries(buckets), upTo: QUANTILES.map((q) => ({ q, sums: upToBucket(each, quantileBucket(buckets, q)) })) };
}

const upToBucket = (units: readonly (readonly number[])[], last: number): LatencyCell['upTo'][number]['sums'] =>
  sumsOf(units.map((buckets) => [buckets.filter((bucket) => bucket <= last).length, buckets.length]));
