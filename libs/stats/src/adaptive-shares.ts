import { bestByNormal } from './best-variant.ts';
import type { NormalBelief } from './best-variant.ts';

/** A variant as adaptive allocation sees it; counting only units whose rating window is closed. */
export interface MeasuredVariant {
  /** Mean of the units, in the unit of the metric; higher is better. */
  value: number;
  /** Variance of one unit, in the squared unit of the metric, above 0. */
  unitVariance: number;
  /** Above 0. */
  units: number;
}

/**
 * The share of the next batch for each variant under top-two Thompson sampling: one draw of the beliefs names a leader,
 * further draws name the first other variant as challenger, and a coin chooses between the two. Computed as the
 * expectation of those draws, so the same every time.
 *
 * @param leaderShare of the coin, above 0 and below 1: 0.5 is safe; the best variant's share of `optimalShares` learns
 *   fastest
 * @returns in the order of the variants, each 0..1, summing to 1
 * @throws RangeError when a belief is impossible, there are fewer than two, or the share is out of range
 * @see D. Russo (2020), Simple Bayesian Algorithms for Best-Arm Identification, Operations Research 68(6), 1625-1647,
 *   section 3.3: psi_i = a_i (b + (1 - b) sum over j of a_j / (1 - a_j)), a = probability to be the best
 */
export function topTwoShares(beliefs: readonly NormalBelief[], leaderShare = 0.5): number[] {
  if (!(leaderShare > 0 && leaderShare < 1)) throw new RangeError(`a leader's share lies between 0 and 1: ${leaderShare}`);
  const best = bestByNormal(beliefs);
  const others = best.map((_, j) => best.reduce((sum, one, i) => (i === j ? sum : sum + one), 0));
  return best.map((own, i) => {
    const challenged = best.reduce((sum, leader, j) => {
      if (i === j) return sum;
      // Where no draw would ever name another one, all others are equally good challengers.
      const rest = others[j] ?? 0;
      return sum + leader * (rest > 0 ? own / rest : 1 / (best.length - 1));
    }, 0);
    return leaderShare * own + (1 - leaderShare) * challenged;
  });
}

/**
 * The shares at which the best variant is told from the others with the fewest units, if values and variances are as
 * measured: what track-and-stop allocates by.
 *
 * @param variants two or more; at least one must lie below the best
 * @returns in the order of the variants, each above 0, summing to 1; equal shares while all values are equal
 * @throws RangeError when a variant is impossible or there are fewer than two
 * @see A. Garivier & E. Kaufmann (2016), Optimal Best Arm Identification with Fixed Confidence, COLT, theorem 5, with
 *   unequal variances: x_i = v_i / (d_i^2 / y - v_best), where sum(x_i^2 v_best / v_i) = 1
 */
export function optimalShares(variants: readonly MeasuredVariant[]): number[] {
  if (variants.length < 2) throw new RangeError('shares need two variants');
  variants.forEach(assertMeasured);
  const leader = leaderOf(variants);
  const gaps = squaredGaps(variants, leader);
  if (Math.max(...gaps) === 0) return variants.map(() => 1 / variants.length);
  const { unitVariance } = variants[leader] as MeasuredVariant;
  /** Units of each variant for one of the leader's, where every rival is told from it equally well: by evidence y. */
  const unitsAt = (y: number) =>
    variants.map((rival, i) => (i === leader ? 1 : rival.unitVariance / ((gaps[i] ?? 0) / y - unitVariance)));
  const excess = (y: number) => -1 + unitsAt(y).reduce((sum, x, i) =>
    i === leader ? sum : sum + (x * x * unitVariance) / (variants[i] as MeasuredVariant).unitVariance, 0);
  const closest = Math.min(...gaps.filter((_, i) => i !== leader));
  const found = unitsAt(rootOf(excess, closest / unitVariance));
  const total = found.reduce((sum, x) => sum + x, 0);
  return found.map((x) => x / total);
}

/** A rival as good as the leader would ask for all units; a thousandth of the widest gap stands for "nearly as good". */
function squaredGaps(variants: readonly MeasuredVariant[], leader: number): number[] {
  const best = variants[leader]?.value ?? 0;
  const squares = variants.map(({ value }) => (best - value) ** 2);
  const least = 1e-6 * Math.max(...squares);
  return squares.map((square) => Math.max(square, least));
}

/** The place of the highest value; the first of equals. */
export const leaderOf = (variants: readonly MeasuredVariant[]): number =>
  variants.reduce((best, { value }, i) => (value > (variants[best]?.value ?? -Infinity) ? i : best), 0);

/** @throws RangeError when the variant is not a possible one */
export function assertMeasured({ value, unitVariance, units }: MeasuredVariant): void {
  const possible = Number.isFinite(value) && unitVariance > 0 && unitVariance < Infinity && units > 0 && units < Infinity;
  if (!possible) throw new RangeError(`impossible variant: ${value} with variance ${unitVariance} of ${units} units`);
}

/** Where a rising function crosses 0 between 0 and the given end. */
function rootOf(rising: (at: number) => number, end: number): number {
  let [low, high] = [0, end];
  for (let step = 0; step < 200 && high - low > 1e-15 * end; step++) {
    const middle = (low + high) / 2;
    if (rising(middle) > 0) high = middle;
    else low = middle;
  }
  return low;
}
