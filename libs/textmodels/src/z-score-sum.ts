/**
 * Adds several scorings of the same candidates after each was brought to mean 0 and deviation 1.
 * A scoring that says the same of all candidates adds nothing.
 *
 * @param scorings lists of equal length, larger is better
 * @param weights one for each scoring; all 1 when absent
 */
export function zScoreSum(scorings: readonly ArrayLike<number>[], weights?: readonly number[]): Float32Array {
  const sums = new Float32Array(scorings[0]?.length ?? 0);
  scorings.forEach((scores, index) => {
    if (scores.length !== sums.length) throw new RangeError(`${scores.length} scores beside ${sums.length}`);
    const weight = weights?.[index] ?? 1;
    standardise(scores).forEach((z, i) => (sums[i] = sums[i]! + weight * z));
  });
  return sums;
}

/** (score - mean) / standard deviation; zeros where the deviation is 0. */
export function standardise(scores: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(scores);
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length));
  return values.map((value) => (deviation > 1e-9 ? (value - mean) / deviation : 0));
}
