import type { DuelStrengths, LogOdds } from './bradley-terry.ts';
import { tHalfWidth } from './distributions.ts';

/** How often something is chosen: a share of 0..1 with its interval. */
export interface ChosenShare {
  share: number;
  low: number;
  high: number;
}

/**
 * A log-odds as a share with its interval, which is formed on the log-odds scale, so that it stays within 0 and 1.
 *
 * @param clusters raters or conversations, the fewer of them, at least 2: the interval widens with Student's t on one less
 * @param confidence 0.5..0.9999
 * @throws RangeError outside those ranges
 * @see A. C. Cameron & D. L. Miller (2015), A Practitioner's Guide to Cluster-Robust Inference, Journal of Human
 *   Resources 50(2), 317-372, section VI.D (t on G - 1 degrees of freedom)
 */
export function chosenShare({ value, standardError }: LogOdds, clusters: number, confidence = 0.95): ChosenShare {
  if (!Number.isInteger(clusters) || clusters < 2) throw new RangeError(`an interval needs two clusters: ${clusters}`);
  const reach = tHalfWidth(confidence, clusters - 1) * standardError;
  return { share: logistic(value), low: logistic(value - reach), high: logistic(value + reach) };
}

/**
 * Strength of one variant less that of another, whose sampling errors hang together.
 *
 * @param variant place of the one, `other` of the other, 0..variants - 1
 * @throws RangeError for a place that there is not
 * @see var(a - b) = var(a) + var(b) - 2 cov(a, b), with the clustered covariance of the duels
 */
export function strengthOver({ strengths, covariance }: DuelStrengths, variant: number, other: number): LogOdds {
  const [one, two] = [strengths[variant], strengths[other]];
  if (!one || !two) throw new RangeError(`no such variants: ${variant}, ${other}`);
  const at = (i: number, j: number): number => covariance[i]?.[j] ?? 0;
  const variance = at(variant, variant) + at(other, other) - 2 * at(variant, other);
  return { value: one.value - two.value, standardError: Math.sqrt(Math.max(0, variance)) };
}

const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));
