import type { NoSpread } from './answers.ts';
import type { Moments } from './moments.ts';
import { mergePairMoments, NO_PAIR_MOMENTS } from './pair-moments.ts';
import type { PairMoments } from './pair-moments.ts';

/** Every variant's outcome with what the covariate explains taken out. */
export interface Adjusted {
  kind: 'adjusted';
  /** Units of the outcome per unit of the covariate. */
  theta: number;
  /** In the order given; hand them to `differenceOfMeans`. */
  variants: Moments[];
}

/**
 * Takes out of each variant's mean what a covariate known before the assignment explains, for example the visitor's
 * earlier CSAT: the same difference, less noise. One theta for all variants, from all their units together.
 *
 * The covariate must not know the variant: the intent of the first message may serve, that of a later one may not. A
 * covariate that depends on the answers would take the effect itself out.
 *
 * @param variants one pair a unit: y the outcome, x the covariate; two variants or more
 * @returns `no-spread` with the covariate's one value when it is the same for all, so that it can explain nothing
 * @throws RangeError for less than two variants or a variant without units
 * @see Deng, Xu, Kohavi & Walker (2013), Improving the Sensitivity of Online Controlled Experiments, WSDM, section
 *   3: Y' = Y - theta (X - mean X), theta = cov(Y, X) / var(X)
 */
export function cuped(variants: readonly PairMoments[]): Adjusted | NoSpread {
  if (variants.length < 2 || variants.some(({ x }) => x.count === 0)) {
    throw new RangeError('an adjustment needs two variants with units');
  }
  const all = variants.reduce(mergePairMoments, NO_PAIR_MOMENTS);
  if (all.x.squaredDeviations === 0) return { kind: 'no-spread', value: all.x.mean, units: all.x.count };
  const theta = all.coDeviations / all.x.squaredDeviations;
  return { kind: 'adjusted', theta, variants: variants.map((variant) => without(variant, theta, all.x.mean)) };
}

function without({ y, x, coDeviations }: PairMoments, theta: number, centre: number): Moments {
  const squaredDeviations = y.squaredDeviations - 2 * theta * coDeviations + theta ** 2 * x.squaredDeviations;
  // Rounding can leave a trace of either sign where the covariate explains everything.
  const noise = 1e-13 * (y.squaredDeviations + theta ** 2 * x.squaredDeviations);
  return { count: y.count, mean: y.mean - theta * (x.mean - centre), squaredDeviations: squaredDeviations <= noise ? 0 : squaredDeviations };
}
