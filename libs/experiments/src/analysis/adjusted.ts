import type { Comparison, CovariateCell, Evidence } from '#contracts';
import { interactedDifference, stratifiedDifference, type CovariateMoments, type DifferenceEstimate, type NoSpread } from '#stats';
import type { Between } from './strata.ts';

/** Of each variant in one epoch: as the plain difference asks for, and for each place of the regression. */
const FEWEST = 30;
const UNITS_PER_PLACE = 20;

/**
 * The same difference with taken out what was known of the units before they were assigned, epoch by epoch.
 *
 * @returns null where nothing was known, too few units are there, or nothing is gained
 * @see Deng, Xu, Kohavi & Walker (2013), WSDM; W. Lin (2013), Annals of Applied Statistics 7(1), 295-318
 */
export function adjustedDifference(
  { covariates }: Pick<Evidence, 'covariates'>, { controlId, variantId }: { controlId: string; variantId: string }, plain: Between['difference'],
): Comparison['adjusted'] {
  if (plain.kind !== 'estimate') return null;
  const cellOf = (id: string, epoch: number): CovariateCell | undefined => covariates.find((cell) => cell.variantId === id && cell.epoch === epoch);
  const strata = [...new Set(covariates.map(({ epoch }) => epoch))].sort((a, b) => a - b).flatMap((epoch): (DifferenceEstimate | NoSpread)[] => {
    const [control, treatment] = [cellOf(controlId, epoch), cellOf(variantId, epoch)];
    if (!control || !treatment || Math.min(control.count, treatment.count) < FEWEST) return [];
    const places = usable(control, treatment);
    const found = interactedDifference(linear(only(places, control)), linear(only(places, treatment)));
    return found.kind === 'too-few' ? [] : [found];
  });
  if (strata.length === 0) return null;
  const joined = strata.length === 1 ? strata[0]! : stratifiedDifference(strata);
  if (joined.kind !== 'estimate') return null;
  const explained = 1 - (joined.standardError / plain.standardError) ** 2;
  return explained > 0 ? { value: joined.value, low: joined.low, high: joined.high, explained } : null;
}

/** Numerator and denominator, and what is known of units of both variants that are not all alike in it: as much as there are units for. */
function usable(control: CovariateCell, treatment: CovariateCell): number[] {
  const varies = ({ coDeviations }: CovariateCell, at: number): boolean => (coDeviations[at]?.[at] ?? 0) > 0;
  const known = control.means.map((_, at) => at).filter((at) => at >= 2 && varies(control, at) && varies(treatment, at));
  return [0, 1, ...known.slice(0, Math.floor(Math.min(control.count, treatment.count) / UNITS_PER_PLACE) - 1)];
}

const only = (places: readonly number[], { count, means, coDeviations }: CovariateCell): Pick<CovariateCell, 'count' | 'means' | 'coDeviations'> =>
  ({ count, means: places.map((at) => means[at] ?? 0), coDeviations: places.map((i) => places.map((j) => coDeviations[i]?.[j] ?? 0)) });

/**
 * A ratio of sums as a mean over units: R + (y - R x) / mean x has the ratio as its mean and the delta method's variance
 * as its variance. The first two places of a cell are y and x.
 *
 * @see Deng, Knoblich & Lu (2018), Applying the Delta Method in Metric Analytics, KDD, section 3
 */
function linear({ count, means, coDeviations }: ReturnType<typeof only>): CovariateMoments {
  const [y = 0, x = 0] = means;
  const ratio = y / x;
  // Rows of the linear map from (y, x, covariates) to (outcome, covariates).
  const map = [means.map((_, at) => (at === 0 ? 1 / x : at === 1 ? -ratio / x : 0)), ...means.slice(2).map((_, place) => means.map((__, at) => (at === place + 2 ? 1 : 0)))];
  const half = map.map((row) => means.map((_, j) => row.reduce((sum, weight, i) => sum + weight * (coDeviations[i]?.[j] ?? 0), 0)));
  return { count, means: [ratio, ...means.slice(2)], coDeviations: half.map((row) => map.map((other) => other.reduce((sum, weight, j) => sum + weight * (row[j] ?? 0), 0))) };
}
