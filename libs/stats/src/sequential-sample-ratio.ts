import type { TooFew } from './answers.ts';
import { logGamma } from './log-gamma.ts';
import { assertEpoch, total } from './sample-ratio-epochs.ts';
import type { EpochShares } from './sample-ratio-epochs.ts';
import type { OutsidePlan } from './sample-ratio.ts';

/** Whether units were shared out as planned, at whatever time one looks. */
export interface SequentialSampleRatio {
  kind: 'test';
  /** ln of the evidence for "shared out otherwise" over "shared out as planned"; above 0 speaks against the plan. */
  logBayesFactor: number;
  /** Probability bound, 0..1, that sound assignment ever looks this bad, at whatever time one looks. */
  pValue: number;
  /** pValue below 0.001, valid under any number of looks. */
  mismatch: boolean;
}

const ALARM = 0.001;
/**
 * Units' worth of belief that the shares lie at the plan: under "otherwise" they are expected within about
 * 1 / sqrt(10,000), one point, of it. Losses that matter in practice are of that size.
 */
const CONCENTRATION = 10_000;

/**
 * Whether the variants receive the units that their weights promise, for looking at any time: the Bayes factor of a
 * Dirichlet-multinomial against the planned multinomial is a martingale under the plan, so its inverse bounds the
 * chance of a false alarm over all looks together.
 *
 * Each epoch has its own plan, so the factors of the epochs multiply, in the order given; the end of each epoch is a
 * look. Keep the answer's pValue and hand it in at the next look.
 *
 * @param epochs in order of time; only the last one may still grow
 * @param earlier the smallest pValue of earlier looks, 0..1; 1 before the first
 * @returns `outside-plan` for units where the weight was 0, `too-few` (counted in units) before the first unit
 * @throws RangeError when the epochs name different numbers of variants or fewer than two, or a count is impossible
 * @see M. Lindon & A. Malek (2022), Anytime-valid inference for multinomial count data, NeurIPS 35, section 3
 */
export function sequentialSampleRatio(
  epochs: readonly EpochShares[],
  earlier = 1,
): SequentialSampleRatio | OutsidePlan | TooFew {
  const variants = epochs[0]?.weights.length ?? 0;
  if (variants < 2) throw new RangeError('a ratio check needs two variants');
  if (!(earlier >= 0 && earlier <= 1)) throw new RangeError(`an earlier p-value lies in 0..1: ${earlier}`);
  epochs.forEach((epoch) => assertEpoch(epoch, variants));
  const outside = total(epochs.map(unitsOutside));
  if (outside > 0) return { kind: 'outside-plan', units: outside };
  if (epochs.every(({ units }) => total(units) === 0)) return { kind: 'too-few', have: 0, need: 1 };
  let logBayesFactor = 0;
  let highest = -Math.log(earlier);
  for (const epoch of epochs) {
    logBayesFactor += logBayesFactorOf(epoch);
    highest = Math.max(highest, logBayesFactor);
  }
  const pValue = Math.exp(-highest);
  return { kind: 'test', logBayesFactor, pValue, mismatch: pValue < ALARM };
}

const unitsOutside = ({ weights, units }: EpochShares): number =>
  total(units.filter((_, i) => weights[i] === 0));

function logBayesFactorOf({ weights, units }: EpochShares): number {
  const planned = total(weights);
  let sum = -logRising(CONCENTRATION, total(units));
  units.forEach((count, i) => {
    const share = (weights[i] ?? 0) / planned;
    if (share > 0) sum += logRising(CONCENTRATION * share, count) - count * Math.log(share);
  });
  return sum;
}

/** ln of start (start + 1) ... (start + steps - 1). */
const logRising = (start: number, steps: number): number => logGamma(start + steps) - logGamma(start);
