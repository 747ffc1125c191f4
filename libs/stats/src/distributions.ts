import gammainc from '@stdlib/math-base-special-gammainc';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';

/*
 * Upper tails are asked for directly, by symmetry or by the upper incomplete gamma function: `1 - cdf` loses every
 * digit past 8 standard deviations.
 */

/**
 * The z below which a standard normal value falls with the given probability; 0.975 gives 1.959964.
 *
 * @param probability 1e-10..1 - 1e-10; the underlying approximation loses its digits further out
 * @throws RangeError outside that range
 */
export function normalQuantile(probability: number): number {
  assertInside('probability', probability, 1e-10, 1 - 1e-10);
  return normalQuantileOf(probability, 0, 1);
}

/** Probability, 0..1, that a standard normal value is at least z. */
export function normalUpper(z: number): number {
  return normalCdf(-z, 0, 1);
}

/** Probability, 0..1, that a standard normal value lies at least |z| from 0 on either side. */
export function normalTwoSided(z: number): number {
  return 2 * normalCdf(-Math.abs(z), 0, 1);
}

/** Density of the standard normal distribution at z. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * The half-width, in standard errors, of a two-sided Student t interval.
 *
 * @param confidence 0.5..0.9999, for example 0.95
 * @param degreesOfFreedom above 0, whole or not (Satterthwaite's are not); `Infinity` gives the normal quantile
 * @throws RangeError outside those ranges
 * @see Student (1908), Biometrika 6(1), 1-25: t_{(1 + confidence) / 2, df}
 */
export function tHalfWidth(confidence: number, degreesOfFreedom: number): number {
  assertInside('confidence', confidence, 0.5, 0.9999);
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degrees of freedom must be above 0: ${degreesOfFreedom}`);
  const probability = (1 + confidence) / 2;
  return degreesOfFreedom === Infinity ? normalQuantile(probability) : tQuantileOf(probability, degreesOfFreedom);
}

/** Probability, 0..1, that a Student t value lies at least |t| from 0 on either side. */
export function tTwoSided(t: number, degreesOfFreedom: number): number {
  return 2 * tCdf(-Math.abs(t), degreesOfFreedom);
}

/**
 * Probability, 0..1, that a chi-square value is at least `statistic`.
 *
 * @param statistic at least 0
 * @param degreesOfFreedom at least 1
 * @see Abramowitz & Stegun (1964), 26.4.19: Q(chi2 | v) = Gamma(v/2, chi2/2) / Gamma(v/2)
 */
export function chiSquareUpper(statistic: number, degreesOfFreedom: number): number {
  return gammainc(statistic / 2, degreesOfFreedom / 2, true, true);
}

function assertInside(name: string, value: number, low: number, high: number): void {
  if (!(value >= low && value <= high)) throw new RangeError(`${name} must lie in ${low}..${high}: ${value}`);
}
