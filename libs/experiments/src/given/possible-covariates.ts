import type { AnalyzedEpoch } from '#contracts';

type Covariates = NonNullable<AnalyzedEpoch['covariates']>;

/** What a correlation may be above 1 by rounding. */
const ROUNDING = 1e-9;
const MOST_PLACES = 62;
/** Products of larger values would leave the doubles. */
const LARGEST = 1e15;

/** @throws RangeError when no set of units has such moments, the numerator and denominator of the primary measure in the first two places */
export function assertPossibleCovariates(given: Covariates): void {
  const fault = faultOf(given);
  if (fault) throw new RangeError(`the covariates are impossible: ${fault}`);
}

function faultOf({ count, means, coDeviations }: Covariates): string | null {
  const places = means.length;
  if (count < 1) return 'there is no unit';
  if (places < 2 || places > MOST_PLACES) return `they have ${places} places, not 2 to ${MOST_PLACES}`;
  if (coDeviations.length !== places || coDeviations.some((row) => row.length !== places)) return 'their sums of products are no square of the means';
  if ([...means, ...coDeviations.flat()].some((one) => Math.abs(one) > LARGEST)) return 'their numbers are too large';
  if ((means[1] ?? 0) <= 0) return 'nothing stands below the measure';
  return coDeviations.every((row, i) => row.every((_, j) => fits(coDeviations, i, j))) ? null : 'their sums of products belong to no set of units';
}

/** As far as symmetry and the inequality of Cauchy and Schwarz can tell. */
function fits(sums: Covariates['coDeviations'], i: number, j: number): boolean {
  const at = (row: number, column: number): number => sums[row]?.[column] ?? 0;
  const scale = Math.sqrt(Math.max(0, at(i, i)) * Math.max(0, at(j, j)));
  return at(i, i) >= 0 && Math.abs(at(i, j)) <= scale * (1 + ROUNDING) && Math.abs(at(i, j) - at(j, i)) <= scale * ROUNDING;
}
