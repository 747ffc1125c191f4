import type { NoSpread, TooFew } from './answers.ts';

/** Sums of a one-way layout: observations in clusters, such as the ratings of one visitor. */
export interface OneWaySums {
  /** Whole number of clusters that hold two or more observations. */
  clusters: number;
  /** All of their observations. */
  observations: number;
  /** Sum of the squared sizes of the clusters. */
  squaredSizes: number;
  /** Sum of all observations, in the unit of the metric. */
  sum: number;
  /** Sum of squares of the clusters' means around the mean of all, each weighted with its size; squared unit, at least 0. */
  between: number;
  /** Sum of squares of the observations around the mean of their cluster; squared unit, at least 0. */
  within: number;
}

/** How much the observations of one cluster, such as a visitor, resemble each other. */
export interface IntraClass {
  kind: 'correlation';
  /** Of two observations of one cluster: at most 1, a little below 0 where clusters differ less than chance makes them. */
  value: number;
  clusters: number;
}

/** Below this a correlation within clusters is mostly noise: its standard error is near 1 / sqrt(clusters). */
const FEWEST_CLUSTERS = 30;

/**
 * How much two observations of one cluster resemble each other, by one-way analysis of variance with unequal sizes.
 *
 * @returns `too-few` (counted in clusters) below 30 clusters of two or more; `no-spread` when all observations are equal
 * @throws RangeError when the sums are not those of clusters with two or more observations
 * @see A. Donner (1986), A review of inference procedures for the intraclass correlation coefficient in the one-way random
 *   effects model, International Statistical Review 54(1), 67-82: (MSB - MSW) / (MSB + (n0 - 1) MSW) with
 *   n0 = (N - sum of n^2 / N) / (k - 1)
 */
export function intraClassCorrelation(sums: OneWaySums): IntraClass | TooFew | NoSpread {
  assertOneWay(sums);
  const { clusters, observations, squaredSizes, sum, between, within } = sums;
  if (clusters < FEWEST_CLUSTERS) return { kind: 'too-few', have: clusters, need: FEWEST_CLUSTERS };
  if (between + within === 0) return { kind: 'no-spread', value: sum / observations, units: clusters };
  const meanBetween = between / (clusters - 1);
  const meanWithin = within / (observations - clusters);
  const size = (observations - squaredSizes / observations) / (clusters - 1);
  return { kind: 'correlation', value: (meanBetween - meanWithin) / (meanBetween + (size - 1) * meanWithin), clusters };
}

function assertOneWay({ clusters, observations, squaredSizes, sum, between, within }: OneWaySums): void {
  const counts = Number.isSafeInteger(clusters) && clusters >= 0 && Number.isSafeInteger(observations) && observations >= 2 * clusters;
  // By Cauchy and Schwarz, and because a cluster cannot hold more than all.
  const sizes = squaredSizes * clusters >= observations * observations * (1 - 1e-12) && squaredSizes <= observations * observations;
  const squares = between >= 0 && within >= 0 && between < Infinity && within < Infinity && Number.isFinite(sum);
  if (!counts || !sizes || !squares) throw new RangeError(`impossible clusters: ${clusters} with ${observations} observations`);
}
