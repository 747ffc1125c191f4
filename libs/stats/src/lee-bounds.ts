import type { Interval, TooFew } from './answers.ts';
import { assertRatings, ratingsIn, sumOfRatings } from './rating-counts.ts';
import type { AskedRatings, RatingCounts } from './rating-counts.ts';

/** Ends of treatment minus control among those who would rate under either variant; in points of a rating. */
export interface LeeBounds extends Interval {
  kind: 'bounds';
  trimmed: 'control' | 'treatment' | 'neither';
  /** Share, 0..1, of the ratings that the trimmed variant has beyond the other's response rate. */
  trimmedShare: number;
}

/**
 * Bounds for the difference of mean ratings when one variant is answered more often. The variant with the higher
 * response rate has extra raters; taking them to be its worst or its best ones gives the two ends.
 *
 * Much narrower than the bounds without assumptions, at the price of one: whoever rates under the variant with the
 * lower response rate would rate under the other one too. The trimming is exact; a rating is split where needed. No
 * sampling error in it: a truth that is itself an end lies outside in about half of all samples.
 *
 * @returns `too-few` (counted in ratings of the smaller variant) while a variant has none
 * @throws RangeError when the counts are not a possible outcome
 * @see D. S. Lee (2009), Training, Wages, and Sample Selection, Review of Economic Studies 76(3), 1071-1102,
 *   proposition 1a
 */
export function leeBounds(control: AskedRatings, treatment: AskedRatings): LeeBounds | TooFew {
  assertRatings(control);
  assertRatings(treatment);
  const rated = [ratingsIn(control.counts), ratingsIn(treatment.counts)] as const;
  if (Math.min(...rated) === 0) return { kind: 'too-few', have: 0, need: 1 };
  // How many raters the other variant's response rate would have given; products first, so that equal rates stay equal.
  const keptOfControl = (rated[1] * control.asked) / treatment.asked;
  const keptOfTreatment = (rated[0] * treatment.asked) / control.asked;
  const a = meansOfKept(control.counts, Math.min(rated[0], keptOfControl));
  const b = meansOfKept(treatment.counts, Math.min(rated[1], keptOfTreatment));
  const ends = { low: b.low - a.high, high: b.high - a.low };
  if (keptOfControl < rated[0]) {
    return { kind: 'bounds', ...ends, trimmed: 'control', trimmedShare: 1 - keptOfControl / rated[0] };
  }
  const trimmedShare = Math.max(0, 1 - keptOfTreatment / rated[1]);
  return { kind: 'bounds', ...ends, trimmed: trimmedShare > 0 ? 'treatment' : 'neither', trimmedShare };
}

/** The mean of the lowest and of the highest `kept` ratings. */
function meansOfKept(counts: RatingCounts, kept: number): Interval {
  const total = ratingsIn(counts);
  if (kept >= total) return { low: sumOfRatings(counts) / total, high: sumOfRatings(counts) / total };
  const mirrored = counts.toReversed() as unknown as RatingCounts;
  return { low: meanOfLowest(counts, kept), high: 6 - meanOfLowest(mirrored, kept) };
}

function meanOfLowest(counts: RatingCounts, kept: number): number {
  let left = kept;
  let sum = 0;
  counts.forEach((count, i) => {
    const taken = Math.min(count, left);
    sum += taken * (i + 1);
    left -= taken;
  });
  return sum / kept;
}
