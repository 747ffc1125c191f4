import type { LatencyMoments } from './latency-interval.ts';
import { CENSORED_BUCKET, latencyBucket, quantileBucket } from './latency-sketch.ts';
import type { Moments } from './moments.ts';
import type { PairMoments, UnitSums } from './pair-moments.ts';

/*
 * Visitors made up for simulations. Bound once: looked up in the test runner's proxied globals the functions of Math
 * would take most of the time.
 */
const { cos, exp, floor, log, PI, sqrt, SQRT1_2 } = Math;

/** Numbers from 0 to below 1, as `seeded` gives them. */
export type Random = () => number;
/** One value of a metric. */
export type Draw = (random: Random) => number;

/** Standard normal, by Box and Muller. */
export function gauss(random: Random): number {
  return sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
}

export const coin = (share: number): Draw => (random) => (random() < share ? 1 : 0);
/** 1..5, high ones more often; mean 3.8. */
export const csat: Draw = (random) => 1 + floor(5 * sqrt(random()));
/** Log-normal of sigma 1: mean exp(1/2), skewness 6.2. */
export const cost: Draw = (random) => exp(gauss(random));

/** How many of the trials succeed. */
export function heads(random: Random, trials: number, share: number): number {
  let count = 0;
  for (let i = 0; i < trials; i++) if (random() < share) count++;
  return count;
}

/** Visitors with one to five ratings; half of the variance of a rating is the visitor's own mood (ICC .5). */
export function moodyVisitors(random: Random, count: number, share: number): UnitSums[] {
  return Array.from({ length: count }, () => {
    const denominator = 1 + floor(random() * 5);
    const mood = random() < share;
    let numerator = 0;
    // A rating repeats the mood with probability sqrt(1/2), which gives two ratings a correlation of 1/2.
    for (let i = 0; i < denominator; i++) if (random() < SQRT1_2 ? mood : random() < share) numerator++;
    return { numerator, denominator };
  });
}

/**
 * Visitors with one to five response times, log-normal of variance 1/2; half of the variance is the visitor's own.
 *
 * @param median in ms
 * @param failing share of answers that never come
 * @returns one sketch per visitor
 */
export function moodyTimes(random: Random, count: number, median = 1000, failing = 0): Map<number, number>[] {
  return Array.from({ length: count }, () => {
    const own = gauss(random);
    const sketch = new Map<number, number>();
    for (let left = 1 + floor(random() * 5); left > 0; left--) {
      const bucket = latencyBucket(failing > 0 && random() < failing ? Infinity : median * exp((own + gauss(random)) / 2));
      sketch.set(bucket, (sketch.get(bucket) ?? 0) + 1);
    }
    return sketch;
  });
}

/** One variant's visitors as they come. */
export interface LatencyArrivals {
  arrive: (random: Random) => void;
  /** Of all so far. */
  moments: () => LatencyMoments;
}

/**
 * The visitors of `moodyTimes`, none failing, one after the other and summed up: ten times faster than a sketch per
 * visitor, so that they can be looked at all along.
 *
 * @param most visitors that may come
 * @param q quantile that the answers are counted up to
 */
export function moodyArrivals(most: number, q: number, median = 1000): LatencyArrivals {
  const [answers, ends, counts] = [new Int16Array(5 * most), new Int32Array(most), new Int32Array(CENSORED_BUCKET + 1)];
  let [visitors, end, lowest, highest] = [0, 0, CENSORED_BUCKET, 0];
  const arrive = (random: Random): void => {
    const own = gauss(random);
    for (let left = 1 + floor(random() * 5); left > 0; left--) {
      const bucket = latencyBucket(median * exp((own + gauss(random)) / 2));
      counts[bucket]!++;
      if (bucket < lowest) lowest = bucket;
      if (bucket > highest) highest = bucket;
      answers[end++] = bucket;
    }
    ends[visitors++] = end;
  };
  const moments = (): LatencyMoments => {
    const buckets = new Map<number, number>();
    for (let bucket = lowest; bucket <= highest; bucket++) if (counts[bucket]! > 0) buckets.set(bucket, counts[bucket]!);
    return { buckets, upTo: answersUpTo(answers, ends.subarray(0, visitors), quantileBucket(buckets, q)) };
  };
  return { arrive, moments };
}

/** Moments of each visitor's answers in buckets up to the given one, and of all its answers; their sums are small enough to be exact. */
function answersUpTo(answers: Int16Array, ends: Int32Array, last: number): PairMoments {
  let [at, y, yy, x, xx, xy] = [0, 0, 0, 0, 0, 0];
  for (const end of ends) {
    let upTo = 0;
    const all = end - at;
    for (; at < end; at++) if (answers[at]! <= last) upTo++;
    y += upTo;
    yy += upTo * upTo;
    x += all;
    xx += all * all;
    xy += upTo * all;
  }
  const count = ends.length;
  const own = (sum: number, squares: number): Moments => ({ count, mean: sum / count, squaredDeviations: squares - (sum * sum) / count });
  return { y: own(y, yy), x: own(x, xx), coDeviations: xy - (x * y) / count };
}

/** One variant of so many of them. */
export function moodyLatency(random: Random, count: number, q: number, median = 1000): LatencyMoments {
  const { arrive, moments } = moodyArrivals(count, q, median);
  for (let visitor = 0; visitor < count; visitor++) arrive(random);
  return moments();
}
