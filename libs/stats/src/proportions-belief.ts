import { assertProportion } from './answers.ts';
import type { Proportion } from './answers.ts';
import type { Belief } from './chance-to-win.ts';
import { quadrature } from './gauss-legendre.ts';
import { betaCdf, logBetaDensity } from './incomplete-beta.ts';

/** Standard deviations on either side of the mean beyond which a beta distribution holds nothing that a double shows. */
const REACH = 12;
/** Marks on each variant's range; 16 places are read between two. */
const PANELS = 12;

interface Beta {
  a: number;
  b: number;
  mean: number;
  deviation: number;
}

/**
 * Chance to win and expected losses of two shares of which more is better, each believed uniform before the data: right
 * also where a variant has so few successes or failures (below 10) that the normal posterior is not. By quadrature, so
 * the same counts give the same answer each time.
 *
 * @throws RangeError when the counts are not a possible outcome
 * @see Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., 2.4: the posterior is Beta(successes + 1, failures + 1);
 *   P(B > A) = integral of f_B F_A, the loss of choosing B = integral of F_B (1 - F_A)
 */
export function chanceToWinOfShares(control: Proportion, treatment: Proportion): Belief {
  const [a, b] = [posterior(control), posterior(treatment)];
  let [wins, losses, lossOfTreatment, lossOfControl] = [0, 0, 0, 0];
  for (const { at, weight } of quadrature([...marksOf(a), ...marksOf(b)])) {
    const [belowA, belowB] = [betaCdf(at, a.a, a.b), betaCdf(at, b.a, b.b)];
    const [aboveA, aboveB] = [betaCdf(at, a.a, a.b, true), betaCdf(at, b.a, b.b, true)];
    wins += weight * Math.exp(logBetaDensity(at, b.a, b.b)) * belowA;
    losses += weight * Math.exp(logBetaDensity(at, a.a, a.b)) * belowB;
    lossOfTreatment += weight * belowB * aboveA;
    lossOfControl += weight * belowA * aboveB;
  }
  const deviation = Math.hypot(a.deviation, b.deviation);
  // Both together miss 1 where places next to 1 are too coarse for a double: by 2e-6 at 1e9 of 1e9 successes.
  return { mean: b.mean - a.mean, deviation, chanceToWin: wins / (wins + losses), lossOfTreatment, lossOfControl };
}

function posterior(counts: Proportion): Beta {
  assertProportion(counts);
  const a = counts.successes + 1;
  const b = counts.trials - counts.successes + 1;
  const mean = a / (a + b);
  return { a, b, mean, deviation: Math.sqrt((mean * (1 - mean)) / (a + b + 1)) };
}

function marksOf({ mean, deviation }: Beta): number[] {
  const [low, high] = [Math.max(0, mean - REACH * deviation), Math.min(1, mean + REACH * deviation)];
  return Array.from({ length: PANELS + 1 }, (_, i) => low + ((high - low) * i) / PANELS);
}
