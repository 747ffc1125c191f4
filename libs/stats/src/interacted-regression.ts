import type { DifferenceEstimate, NoSpread, TooFew } from './answers.ts';
import type { CovariateMoments } from './covariate-moments.ts';
import { mergeCovariateMoments } from './covariate-moments.ts';
import { normalTwoSided, tHalfWidth } from './distributions.ts';

/** Units per covariate place that a variant needs. */
const UNITS_PER_PLACE = 20;

/**
 * Difference of two means with several covariates taken out, each variant by its own regression: never less precise than
 * the plain difference in large samples, and right even where the regressions are not.
 *
 * @param confidence 0.5..0.9999; normal quantiles
 * @returns `too-few` (counted in units of the smaller variant) below 20 units for each place of a covariate and the
 *   mean; `no-spread` when the covariates explain all
 * @throws RangeError when the variants differ in their covariates or the confidence is out of range
 * @see W. Lin (2013), Annals of Applied Statistics 7(1), 295-318, section 3: interactions with centred covariates are two
 *   regressions, read at the mean of all units; (bB - bA)' S (bB - bA) / N is for units being drawn at random
 */
export function interactedDifference(control: CovariateMoments, treatment: CovariateMoments, confidence = 0.95): DifferenceEstimate | NoSpread | TooFew {
  const all = mergeCovariateMoments(control, treatment);
  const need = UNITS_PER_PLACE * all.means.length;
  const have = Math.min(control.count, treatment.count);
  if (have < need) return { kind: 'too-few', have, need };
  const [a, b] = [fit(control, all.means), fit(treatment, all.means)];
  const turn = b.slopes.map((slope, i) => slope - (a.slopes[i] ?? 0));
  const value = b.value - a.value;
  const drawn = quadratic(turn, all);
  // Slopes that differ by rounding only are the same.
  const noise = 1e-13 * (all.coDeviations[0]?.[0] ?? 0);
  const variance = a.variance + b.variance + (drawn <= noise ? 0 : drawn / all.count ** 2);
  if (variance === 0) return { kind: 'no-spread', value, units: all.count };
  const standardError = Math.sqrt(variance);
  const reach = tHalfWidth(confidence, Infinity) * standardError;
  return { kind: 'estimate', value, low: value - reach, high: value + reach, standardError, units: all.count, pValue: normalTwoSided(value / standardError) };
}

/** One variant's regression, read at the given means. */
function fit({ count, means, coDeviations }: CovariateMoments, at: readonly number[]): { value: number; variance: number; slopes: number[] } {
  const [total = [], ...rows] = coDeviations;
  const slopes = solve(rows.map((row) => row.slice(1)), total.slice(1));
  const explained = slopes.reduce((sum, slope, i) => sum + slope * (total[i + 1] ?? 0), 0);
  const whole = total[0] ?? 0;
  const residual = whole - explained <= 1e-13 * whole ? 0 : whole - explained;
  const value = slopes.reduce((sum, slope, i) => sum + slope * ((at[i + 1] ?? 0) - (means[i + 1] ?? 0)), means[0] ?? 0);
  return { value, slopes, variance: residual / (count - means.length) / count };
}

/**
 * Solves the normal equations by Cholesky's factor. A covariate that says nothing beyond those before it (such as the
 * indicator of one that is always known) gets the slope 0.
 */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const factor: number[][] = [];
  const forward: number[] = [];
  matrix.forEach((row, i) => {
    const line: number[] = [];
    for (let j = 0; j < i; j++) line.push(over((row[j] ?? 0) - dot(line, factor[j] ?? [], j), factor[j]?.[j] ?? 0));
    const left = (row[i] ?? 0) - dot(line, line, i);
    line.push(left > 1e-12 * (row[i] ?? 0) ? Math.sqrt(left) : 0);
    factor.push(line);
    forward.push(over((right[i] ?? 0) - dot(line, forward, i), line[i] ?? 0));
  });
  const slopes = right.map(() => 0);
  for (let i = right.length - 1; i >= 0; i--) {
    const later = factor.reduce((sum, line, j) => (j > i ? sum + (line[i] ?? 0) * (slopes[j] ?? 0) : sum), 0);
    slopes[i] = over((forward[i] ?? 0) - later, factor[i]?.[i] ?? 0);
  }
  return slopes;
}

function over(dividend: number, divisor: number): number {
  return divisor === 0 ? 0 : dividend / divisor;
}

function dot(a: readonly number[], b: readonly number[], length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function quadratic(vector: readonly number[], { coDeviations }: CovariateMoments): number {
  return vector.reduce((sum, left, i) => sum + left * dot(coDeviations[i + 1]?.slice(1) ?? [], vector, vector.length), 0);
}
