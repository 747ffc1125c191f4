import type { AnalyzedVariant, LatencyCell, UnitTimes } from '#contracts';
import { CENSORED_BUCKET, mergeBuckets, quantileBucket } from '#stats';
import { latencyCellOf } from '../analysis/latency-cell.ts';
import { MOST_UNITS, ofUnits } from './possible-sums.ts';

type Given = Omit<LatencyCell, 'variantId' | 'epoch'>;

/** The response times of a variant, from single ones or as sums. @throws RangeError when they are impossible or given twice */
export function givenLatency({ firstTokenMs, totalMs, latency }: Pick<AnalyzedVariant, 'firstTokenMs' | 'totalMs' | 'latency'>): Given[] {
  latency.forEach(assertPossible);
  const single = ([['first_token', firstTokenMs], ['total', totalMs]] as const).filter(([, units]) => units.length > 0);
  const all: Given[] = [...latency, ...single.map(([metric, units]) => ({ metric, ...latencyCellOf(units.map(timesOf)) }))];
  if (new Set(all.map(({ metric }) => metric)).size < all.length) throw new RangeError('give the response times of each kind once');
  return all;
}

/** An answer that never came is slower than any number. */
const timesOf = (unit: UnitTimes): number[] => [unit].flat().map((ms) => ms ?? Infinity);

function assertPossible({ metric, buckets, upTo }: Given): void {
  const fault = faultOf(buckets, upTo);
  if (fault) throw new RangeError(`the response times of ${metric} are impossible: ${fault}`);
}

function faultOf(buckets: Given['buckets'], upTo: Given['upTo']): string | null {
  if (Object.keys(buckets).some((bucket) => Number(bucket) > CENSORED_BUCKET || String(Number(bucket)) !== bucket)) return `buckets are numbered from 0 to ${CENSORED_BUCKET}`;
  const answers = Object.values(buckets).reduce((sum, count) => sum + count, 0);
  if (answers > MOST_UNITS) return `more than ${MOST_UNITS} answers`;
  if (answers === 0) return upTo.length === 0 ? null : 'there is no answer';
  return upTo.every((one) => fits(mergeBuckets(buckets), answers, one)) ? null : 'the sums of a quantile do not fit the buckets';
}

/** The sums count the same answers as the buckets. */
function fits(buckets: ReadonlyMap<number, number>, answers: number, { q, sums }: Given['upTo'][number]): boolean {
  const last = quantileBucket(buckets, q);
  const counted = [...buckets].reduce((sum, [bucket, count]) => (bucket <= last ? sum + count : sum), 0);
  const whole = { units: BigInt(sums.units), y: BigInt(sums.y), x: BigInt(sums.x), yy: BigInt(sums.yy), xx: BigInt(sums.xx), xy: BigInt(sums.xy) };
  return ofUnits(whole) && whole.x === BigInt(answers) && whole.y === BigInt(counted) && whole.units <= whole.x;
}
