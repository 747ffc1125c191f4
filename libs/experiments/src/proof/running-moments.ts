import { CENSORED_BUCKET, mergeBuckets, quantileBucket, type LatencyMoments, type PairMoments } from '#stats';

/** What one unit says of a ratio of sums: numerator and denominator, the latter at least 0. */
export type UnitSum = readonly [y: number, x: number];
/** What one unit says of response times: answers by bucket, buckets rising. */
export type UnitTimes = readonly (readonly [bucket: number, answers: number])[];

/** Sums of the units of one variant and epoch that have come so far. */
export class RunningSums {
  private units = 0;
  private y = 0;
  private x = 0;
  private yy = 0;
  private xx = 0;
  private xy = 0;

  add([y, x]: UnitSum): void {
    this.units += 1;
    this.y += y;
    this.x += x;
    this.yy += y * y;
    this.xx += x * x;
    this.xy += y * x;
  }

  get moments(): PairMoments {
    const { units, y, x, yy, xx, xy } = this;
    return momentsOf({ units, y, x, yy, xx, xy });
  }
}

/**
 * Response times of the units of one variant and epoch that have come so far. A unit's answers up to a bucket rise at its
 * own buckets only, so the sums over units are kept as steps and added up to the bucket that a look asks for.
 */
export class RunningTimes {
  private units = 0;
  private x = 0;
  private xx = 0;
  private readonly answers = new Float64Array(CENSORED_BUCKET + 1);
  private readonly yy = new Float64Array(CENSORED_BUCKET + 1);
  private readonly xy = new Float64Array(CENSORED_BUCKET + 1);

  add(times: UnitTimes): void {
    const all = times.reduce((sum, [, answers]) => sum + answers, 0);
    this.units += 1;
    this.x += all;
    this.xx += all * all;
    let upTo = 0;
    for (const [bucket, answers] of times) {
      this.answers[bucket]! += answers;
      this.yy[bucket]! += (upTo + answers) ** 2 - upTo ** 2;
      this.xy[bucket]! += answers * all;
      upTo += answers;
    }
  }

  /** @param q above 0 and below 1; there is an answer at least */
  moments(q: number): LatencyMoments {
    const counts: [number, number][] = [];
    this.answers.forEach((answers, bucket) => { if (answers > 0) counts.push([bucket, answers]); });
    const buckets = mergeBuckets(new Map(counts));
    const last = quantileBucket(buckets, q);
    const upTo = (steps: Float64Array): number => steps.subarray(0, last + 1).reduce((sum, step) => sum + step, 0);
    const { units, x, xx } = this;
    return { buckets, upTo: momentsOf({ units, x, xx, y: upTo(this.answers), yy: upTo(this.yy), xy: upTo(this.xy) }) };
  }
}

function momentsOf({ units, y, x, yy, xx, xy }: { units: number; y: number; x: number; yy: number; xx: number; xy: number }): PairMoments {
  const [meanY, meanX] = [y / units, x / units];
  return {
    y: { count: units, mean: meanY, squaredDeviations: Math.max(0, yy - y * meanY) },
    x: { count: units, mean: meanX, squaredDeviations: Math.max(0, xx - x * meanX) },
    coDeviations: xy - x * meanY,
  };
}
