import { normalQuantile } from './distributions.ts';

/** Units wanted per side; `total` is what a page says: "too early: 41 of 400 rated". */
export interface RequiredUnits {
  control: number;
  treatment: number;
  total: number;
}

/** What a plan wants to be able to see, and how surely. */
export interface Sensitivity {
  /** Chance, 1e-6..0.5, of seeing a difference where there is none (two-sided); 0.05 by default. */
  alpha?: number;
  /** Chance, 0.5..0.9999, of seeing the difference if it is there; 0.8 by default. */
  power?: number;
  /** Units of the treatment for each unit of control, above 0; 1 by default, 1/9 for a cautious 90:10. */
  treatmentPerControl?: number;
}

/** A plan for a difference of two means. */
export interface MeanDifferencePlan extends Sensitivity {
  /** Variance of one unit, in the squared unit of the metric, at least 0. */
  controlVariance: number;
  treatmentVariance: number;
  /** The smallest difference worth seeing, in the unit of the metric, not 0. */
  difference: number;
}

/**
 * Units needed to see a difference of two means in one planned look at the end.
 *
 * @throws RangeError when a parameter is out of its range
 * @see Chow, Shao & Wang (2008), Sample Size Calculations in Clinical Research, 3.2: n = (z_{1-alpha/2} + z_{power})^2
 *   (vA + vB / r) / difference^2
 */
export function requiredUnits(plan: MeanDifferencePlan): RequiredUnits {
  const { controlVariance, treatmentVariance, difference } = plan;
  const { alpha = 0.05, power = 0.8, treatmentPerControl = 1 } = plan;
  assertSensitivity(plan);
  assertPlan(Number.isFinite(difference) && difference !== 0, 'difference', difference);
  assertPlan(controlVariance >= 0 && controlVariance < Infinity, 'controlVariance', controlVariance);
  assertPlan(treatmentVariance >= 0 && treatmentVariance < Infinity, 'treatmentVariance', treatmentVariance);
  const errors = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  const perControl = (errors / difference) ** 2 * (controlVariance + treatmentVariance / treatmentPerControl);
  const control = Math.max(1, Math.ceil(perControl));
  const treatment = Math.max(1, Math.ceil(perControl * treatmentPerControl));
  return { control, treatment, total: control + treatment };
}

/** A plan for a share of satisfied ratings. */
export interface RatingsPlan extends Sensitivity {
  /** The control's share of satisfied ratings, above 0 and below 1. */
  share: number;
  /** The smallest difference of shares worth seeing, not 0; 0.05 is five points. share + difference lies in 0..1. */
  difference: number;
}

/**
 * Ratings needed to see a difference of two shares of satisfied visitors.
 *
 * Ratings, not visitors: divide by the response rate to get conversations.
 *
 * @throws RangeError when a parameter is out of its range
 * @see Chow, Shao & Wang (2008), Sample Size Calculations in Clinical Research, 4.2, for equal groups and unequal variances p (1 - p)
 */
export function requiredRatings({ share, difference, ...sensitivity }: RatingsPlan): RequiredUnits {
  const other = share + difference;
  assertPlan(share > 0 && share < 1, 'share', share);
  assertPlan(other >= 0 && other <= 1, 'share + difference', other);
  return requiredUnits({
    ...sensitivity,
    controlVariance: share * (1 - share),
    treatmentVariance: other * (1 - other),
    difference,
  });
}

/** @throws RangeError when a parameter is out of its range */
export function assertSensitivity({ alpha = 0.05, power = 0.8, treatmentPerControl = 1 }: Sensitivity): void {
  assertPlan(alpha >= 1e-6 && alpha <= 0.5, 'alpha', alpha);
  assertPlan(power >= 0.5 && power <= 0.9999, 'power', power);
  assertPlan(treatmentPerControl > 0 && treatmentPerControl < Infinity, 'treatmentPerControl', treatmentPerControl);
}

/** @throws RangeError that names the parameter and its value */
export function assertPlan(possible: boolean, name: string, value: number): void {
  if (!possible) throw new RangeError(`impossible plan: ${name} = ${value}`);
}
