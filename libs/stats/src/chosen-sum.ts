import type { Interval } from './answers.ts';
import { chiSquareUpper } from './distributions.ts';

/** One difference that is part of a sum. */
export interface WeightedDifference {
  /** Its share in the sum. */
  weight: number;
  /** In the unit of the metric. */
  value: number;
  /** In the unit of the metric, at least 0. */
  standardError: number;
}

/**
 * A weighted sum of differences that were chosen because they looked good, such as what a rule gains that names the
 * better of two variants topic by topic. The interval holds at once for every sum that could have been put together of
 * the differences to choose from, whatever the weights, so also for the one that was.
 *
 * @param chosen differences whose errors are independent and roughly normal
 * @param candidates how many differences there were to choose from, at least as many as were chosen
 * @param confidence 0.5..0.9999
 * @throws RangeError outside those ranges
 * @see H. Scheffé (1953), A method for judging all contrasts in the analysis of variance, Biometrika 40, 87-104:
 *   |sum - truth| <= sqrt(chi-square quantile of `candidates` degrees of freedom) standard errors
 */
export function chosenSum(chosen: readonly WeightedDifference[], candidates: number, confidence = 0.95): Interval & { value: number } {
  if (!Number.isSafeInteger(candidates) || candidates < Math.max(1, chosen.length)) throw new RangeError(`${chosen.length} differences cannot be chosen from ${candidates}`);
  if (!(confidence >= 0.5 && confidence <= 0.9999)) throw new RangeError(`confidence must lie in 0.5..0.9999: ${confidence}`);
  const value = chosen.reduce((sum, one) => sum + one.weight * one.value, 0);
  const variance = chosen.reduce((sum, { weight, standardError }) => sum + (weight * standardError) ** 2, 0);
  const reach = Math.sqrt(quantileOf(candidates, 1 - confidence) * variance);
  return { value, low: value - reach, high: value + reach };
}

/** The chi-square value that is exceeded with that probability, by halving. */
function quantileOf(degreesOfFreedom: number, upper: number): number {
  let [low, high] = [0, degreesOfFreedom];
  while (chiSquareUpper(high, degreesOfFreedom) > upper) [low, high] = [high, 2 * high];
  for (let step = 0; step < 100 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2;
    if (chiSquareUpper(middle, degreesOfFreedom) > upper) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
