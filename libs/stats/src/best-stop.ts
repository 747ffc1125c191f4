import { assertMeasured, leaderOf } from './adaptive-shares.ts';
import type { MeasuredVariant } from './adaptive-shares.ts';
import type { TooFew } from './answers.ts';

/** Whether the best variant is known well enough to stop. */
export interface BestStop {
  kind: 'stop' | 'continue';
  /** Place of the variant with the highest value. */
  best: number;
  /** ln of the likelihood ratio of "it is the best" over "another one is at least as good", the closest other one. */
  evidence: number;
  /** At which the evidence stops the experiment. */
  threshold: number;
}

/** Units of each variant before the normal approximation is trusted. */
const FEWEST_UNITS = 100;

/**
 * Whether the best variant is known. May be asked after every batch, under any allocation: the threshold grows with the
 * units.
 *
 * @param variants two or more
 * @param delta chance, above 0 and at most 0.5, of naming a wrong one; 0.05 by default. The threshold is the one that
 *   its authors used in practice, smaller than the proven one; gates-peeking.spec.ts holds it to delta in simulation.
 * @returns `too-few` (counted in units of the smallest variant) below 100
 * @throws RangeError when a variant is impossible, there are fewer than two or delta is out of range
 * @see A. Garivier & E. Kaufmann (2016), Optimal Best Arm Identification with Fixed Confidence, COLT,
 *   section 6: stop at ln((1 + ln t) / delta)
 */
export function bestStop(variants: readonly MeasuredVariant[], delta = 0.05): BestStop | TooFew {
  if (variants.length < 2) throw new RangeError('the best of fewer than two variants is no question');
  if (!(delta > 0 && delta <= 0.5)) throw new RangeError(`delta lies above 0 and at most at 0.5: ${delta}`);
  variants.forEach(assertMeasured);
  const fewest = Math.min(...variants.map(({ units }) => units));
  if (fewest < FEWEST_UNITS) return { kind: 'too-few', have: fewest, need: FEWEST_UNITS };
  const best = leaderOf(variants);
  const leader = variants[best] as MeasuredVariant;
  const evidence = Math.min(...variants.filter((_, i) => i !== best).map((rival) => evidenceOver(leader, rival)));
  const units = variants.reduce((sum, variant) => sum + variant.units, 0);
  const threshold = Math.log((1 + Math.log(units)) / delta);
  return { kind: evidence >= threshold ? 'stop' : 'continue', best, evidence, threshold };
}

const evidenceOver = (leader: MeasuredVariant, rival: MeasuredVariant): number =>
  (leader.value - rival.value) ** 2 / (2 * (leader.unitVariance / leader.units + rival.unitVariance / rival.units));
