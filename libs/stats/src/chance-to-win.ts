import type { Estimate } from './answers.ts';
import { normalDensity, normalUpper } from './distributions.ts';

/** What is believed about a difference before the data: normal, in the unit of the difference. */
export interface NormalPrior {
  mean: number;
  /** Above 0. */
  deviation: number;
}

/** What is believed about a difference after the data. Describes; it never ends an experiment. */
export interface Belief {
  /** Of the difference, treatment minus control, in the unit of the metric. */
  mean: number;
  deviation: number;
  /** Probability, 0..1, that the treatment is better. */
  chanceToWin: number;
  /** What choosing it would cost on average, in the unit of the metric, over the cases in which it is worse. */
  lossOfTreatment: number;
  lossOfControl: number;
}

/**
 * The normal posterior of a difference (or lift) of which more is better, flat unless a prior is given.
 *
 * Looked at again and again, "chance to win above 95 %" is found without any difference in half of the experiments; use
 * a confidence sequence to decide.
 *
 * @param difference with a standard error above 0; negate the value where less is better
 * @throws RangeError when a standard error or deviation is not above 0
 * @see Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., 2.5: precisions add up
 */
export function chanceToWin(difference: Pick<Estimate, 'value' | 'standardError'>, prior?: NormalPrior): Belief {
  const data = precision(difference.standardError);
  const before = prior ? precision(prior.deviation) : 0;
  const mean = (data * difference.value + before * (prior?.mean ?? 0)) / (data + before);
  const deviation = 1 / Math.sqrt(data + before);
  const z = mean / deviation;
  const density = deviation * normalDensity(z);
  return {
    mean,
    deviation,
    chanceToWin: normalUpper(-z),
    lossOfTreatment: density - mean * normalUpper(z),
    lossOfControl: density + mean * normalUpper(-z),
  };
}

function precision(deviation: number): number {
  if (!(deviation > 0 && deviation < Infinity)) throw new RangeError(`a deviation must be above 0: ${deviation}`);
  return 1 / deviation ** 2;
}
