/** Joint moments of an outcome and several covariates; two of them merge into those of all units. */
export interface CovariateMoments {
  readonly count: number;
  /** The outcome's mean, then each covariate's. */
  readonly means: readonly number[];
  /** Sums of products of deviations from the means, row by row in the same order. */
  readonly coDeviations: readonly (readonly number[])[];
}

/** A unit's outcome and what was known of it before the assignment; null where it was not known. */
export interface UnitWithCovariates {
  outcome: number;
  covariates: readonly (number | null)[];
}

/**
 * The moments of a series of units. A covariate that is not known counts as 0 beside an indicator of its own, so units
 * without history stay in: each covariate takes two places, its value and its indicator.
 *
 * @throws RangeError when there is no unit, units differ in their covariates, or a value is not finite
 * @see Chan, Golub & LeVeque (1983), The American Statistician 37(3), 242-247, for vectors; missing-indicator: Lin (2013), Annals of
 *   Applied Statistics 7(1), for why adjusting by it does no harm in a randomised experiment
 */
export function covariateMomentsOf(units: readonly UnitWithCovariates[]): CovariateMoments {
  const [first, ...others] = units.map(momentsOfOne);
  if (!first) throw new RangeError('moments of covariates need a unit');
  return others.reduce(mergeCovariateMoments, first);
}

function momentsOfOne({ outcome, covariates }: UnitWithCovariates): CovariateMoments {
  const means = [outcome, ...covariates.flatMap((value) => (value === null ? [0, 1] : [value, 0]))];
  if (!means.every(Number.isFinite)) throw new RangeError('moments need finite values');
  return { count: 1, means, coDeviations: means.map(() => means.map(() => 0)) };
}

/**
 * The moments of two sets of units together. The sets may share no unit.
 *
 * @throws RangeError when their covariates differ in number
 * @see Chan, Golub & LeVeque (1983), The American Statistician 37(3), 242-247, carried over to the cross products
 */
export function mergeCovariateMoments(a: CovariateMoments, b: CovariateMoments): CovariateMoments {
  if (a.means.length !== b.means.length) throw new RangeError('units differ in their covariates');
  const count = a.count + b.count;
  const shift = a.means.map((mean, i) => (b.means[i] ?? 0) - mean);
  const share = (a.count * b.count) / count;
  return {
    count,
    means: a.means.map((mean, i) => mean + ((shift[i] ?? 0) * b.count) / count),
    coDeviations: a.coDeviations.map((row, i) => row.map((sum, j) => sum + (b.coDeviations[i]?.[j] ?? 0) + share * (shift[i] ?? 0) * (shift[j] ?? 0))),
  };
}
