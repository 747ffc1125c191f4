import { assertProportion } from './answers.ts';
import type { Proportion } from './answers.ts';
import { normalUpper } from './distributions.ts';
import { quadrature } from './gauss-legendre.ts';
import { betaCdf, logBetaDensity } from './incomplete-beta.ts';

/** What is believed of a variant's value: normal, in the unit of the metric. */
export interface NormalBelief {
  value: number;
  /** Above 0. */
  standardError: number;
}

interface Belief {
  density: (x: number) => number;
  /** Probability of a value at or below x. */
  cdf: (x: number) => number;
  mean: number;
  deviation: number;
}

/** Standard deviations from the mean at which a belief turns or ends. */
const TURNS = [-12, -8, -5, -3, -1.5, 0, 1.5, 3, 5, 8, 12];

/** Turns of several beliefs nearer than this part of the narrowest one's deviation are one: nothing turns between them. */
const CLOSEST = 1;

/**
 * The probability of each variant to be the best one (the highest), if beliefs are normal and independent. Computed by
 * quadrature, not by draws: the same answer every time. A description; it never ends an experiment by itself, for it
 * crosses any threshold sooner or later when watched.
 *
 * @param variants two or more; negate the values where lower is better
 * @returns in the order of the variants, each 0..1, summing to 1
 * @throws RangeError when a belief is impossible or there are fewer than two
 * @see D. Russo (2020), Simple Bayesian Algorithms for Best-Arm Identification, Operations Research 68(6), 1625-1647,
 *   section 3: the integral over x of the density of i times the product over the others of P(value of j <= x)
 */
export function bestByNormal(variants: readonly NormalBelief[]): number[] {
  return bestOf(variants.map(normalBelief));
}

/**
 * The probability of each variant to have the highest share, for counts too small for the normal: each share is
 * believed to be Beta(successes + 1, failures + 1), which knows nothing beforehand.
 *
 * @param variants two or more
 * @returns in the order of the variants, each 0..1, summing to 1
 * @throws RangeError when counts are not a possible outcome or there are fewer than two
 * @see as `bestByNormal`
 */
export function bestByCounts(variants: readonly Proportion[]): number[] {
  return bestOf(variants.map(betaBelief), 0, 1);
}

function bestOf(beliefs: readonly Belief[], lowest = -Infinity, highest = Infinity): number[] {
  if (beliefs.length < 2) throw new RangeError('the best of fewer than two variants is no question');
  const turns = beliefs.flatMap(({ mean, deviation }) =>
    TURNS.map((turn) => Math.min(highest, Math.max(lowest, mean + turn * deviation))));
  const marks = apart(turns, CLOSEST * Math.min(...beliefs.map(({ deviation }) => deviation)));
  const sums = beliefs.map(() => 0);
  for (const { at, weight } of quadrature(marks)) {
    const below = beliefs.map(({ cdf }) => cdf(at));
    // Plain loops: this is the inside of every step of adaptive shares.
    for (let i = 0; i < below.length; i++) {
      let others = weight * (beliefs[i]?.density(at) ?? 0);
      for (let j = 0; j < below.length; j++) if (j !== i) others *= below[j] ?? 0;
      sums[i] = (sums[i] ?? 0) + others;
    }
  }
  // The sum misses 1 in the last digits only.
  const total = sums.reduce((sum, one) => sum + one, 0);
  return sums.map((one) => one / total);
}

/** In their order, each at least so far from the one before; the first and the last are always kept. */
function apart(marks: readonly number[], closest: number): number[] {
  const sorted = [...marks].sort((a, b) => a - b);
  const kept = sorted.slice(0, 1);
  for (const mark of sorted) if (mark - (kept.at(-1) ?? mark) >= closest) kept.push(mark);
  const last = sorted.at(-1) ?? 0;
  return kept.at(-1) === last ? kept : [...kept, last];
}

function normalBelief({ value, standardError }: NormalBelief): Belief {
  if (!Number.isFinite(value) || !(standardError > 0 && standardError < Infinity)) {
    throw new RangeError(`impossible belief: ${value} with standard error ${standardError}`);
  }
  const scale = 1 / (standardError * Math.sqrt(2 * Math.PI));
  return {
    density: (x) => scale * Math.exp(-0.5 * ((x - value) / standardError) ** 2),
    cdf: (x) => normalUpper((value - x) / standardError),
    mean: value,
    deviation: standardError,
  };
}

function betaBelief(counts: Proportion): Belief {
  assertProportion(counts);
  const a = counts.successes + 1;
  const b = counts.trials - counts.successes + 1;
  const mean = a / (a + b);
  return {
    density: (x) => Math.exp(logBetaDensity(x, a, b)),
    cdf: (x) => betaCdf(x, a, b),
    mean,
    deviation: Math.sqrt((mean * (1 - mean)) / (a + b + 1)),
  };
}
