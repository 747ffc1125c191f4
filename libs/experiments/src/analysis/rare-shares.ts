import { differenceOfProportions, newcombeInterval, type DifferenceEstimate, type PairMoments, type Proportion } from '#stats';

/** Successes or failures of a variant below which a share's own spread says too little of its error. */
const FEWEST_EACH = 10;

/**
 * Two shares of units that count once each, where one of them is (nearly) 0 or 100 %: the sums then show no spread or far
 * too little of it. Newcombe's interval with the score test or Fisher's, and the standard error with one success and one
 * failure added to each side.
 *
 * @returns null where units count more than once, or both shares have enough of either outcome
 * @see A. Agresti & B. Caffo (2000), The American Statistician 54(4), 280-288: the added outcomes
 */
export function differenceOfRareShares(control: PairMoments, treatment: PairMoments): DifferenceEstimate | null {
  const [a, b] = [asShare(control), asShare(treatment)];
  if (!a || !b || (isPlain(a) && isPlain(b))) return null;
  const [tested, ends] = [differenceOfProportions(a, b), newcombeInterval(a, b)];
  if (ends.kind === 'too-few' || tested.kind === 'too-few') return null;
  const { value, low, high } = ends;
  return {
    kind: 'estimate', value, low, high, units: a.trials + b.trials, standardError: Math.hypot(errorOf(a), errorOf(b)),
    // Both all or nothing: no outcome could differ less.
    pValue: tested.kind === 'no-spread' ? 1 : tested.pValue,
  };
}

/** Each unit counts once, and either shows it or not. */
function asShare({ x, y }: PairMoments): Proportion | null {
  if (x.count === 0 || x.mean !== 1 || x.squaredDeviations !== 0) return null;
  const successes = Math.round(y.mean * y.count);
  const spread = y.count * y.mean * (1 - y.mean);
  const isShare = Math.abs(successes - y.mean * y.count) < 1e-6 && Math.abs(y.squaredDeviations - spread) <= 1e-6 * (1 + spread) && successes >= 0 && successes <= y.count;
  return isShare ? { successes, trials: y.count } : null;
}

const isPlain = ({ successes, trials }: Proportion): boolean => Math.min(successes, trials - successes) >= FEWEST_EACH;

function errorOf({ successes, trials }: Proportion): number {
  const share = (successes + 1) / (trials + 2);
  return Math.sqrt((share * (1 - share)) / (trials + 2));
}
