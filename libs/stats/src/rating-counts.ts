/** How many ratings of 1, 2, 3, 4 and 5 there are: five whole numbers, at least 0. */
export type RatingCounts = readonly [number, number, number, number, number];

/** The ratings of one variant beside the number of times that it asked for one. */
export interface AskedRatings {
  counts: RatingCounts;
  /** Whole number, at least the number of ratings. */
  asked: number;
}

/** @throws RangeError when the counts are not a possible outcome */
export function assertRatings({ counts, asked }: AskedRatings): void {
  const whole = [...counts, asked].every((count) => Number.isSafeInteger(count) && count >= 0);
  if (counts.length !== 5 || !whole || ratingsIn(counts) > asked) {
    throw new RangeError(`impossible ratings: ${counts.join()} of ${asked} asked`);
  }
}

export const ratingsIn = (counts: RatingCounts): number => counts.reduce((sum, count) => sum + count, 0);

export const sumOfRatings = (counts: RatingCounts): number =>
  counts.reduce((sum, count, i) => sum + count * (i + 1), 0);
