import type { ComplierEffect, Evidence, ServedCell } from '#contracts';
import { complierEffect, differenceOfRatios, pairMomentsOfSums, stratifiedDifference, type DifferenceEstimate, type NoSpread, type PairMoments, type TooFew } from '#stats';
import { comparedIn } from './plan.ts';
import { momentsOf } from './sums.ts';

/** w is written in them. */
const WHOLE = 10_000;

/**
 * What each variant does where it answers itself, beside what it does by assignment: the ratio of the difference in the
 * primary measure and the difference in who answered, epoch by epoch. Nobody in the control is answered by the variant:
 * a substitute is no variant.
 */
export function complierEffects({ variants, plan, cells }: Pick<Evidence, 'variants' | 'plan' | 'cells'>, served: readonly ServedCell[]): ComplierEffect[] {
  const { controlId } = comparedIn({ variants, plan });
  const { primary } = plan.decision;
  return [...new Set(served.map(({ variantId }) => variantId))].map((variantId) => {
    const own = served.filter((cell) => cell.variantId === variantId).sort((a, b) => a.epoch - b.epoch);
    const found = own.flatMap(({ epoch, sums }) => {
      const control = cells.find((cell) => cell.measure === primary && cell.variantId === controlId && cell.epoch === epoch);
      if (!control) return [];
      // Epochs that are too small for the difference by assignment are too small for this one.
      const plain = differenceOfRatios(momentsOf(control.sums), momentsOf(sums));
      return [plain.kind === 'too-few' ? plain : complierEffect(untreated(momentsOf(control.sums)), treated(sums))];
    });
    return { variantId, measure: primary, served: shareOf(own), effect: joined(found) };
  });
}

const shareOf = (cells: readonly ServedCell[]): number => {
  const sum = (of: (cell: ServedCell) => string): number => cells.reduce((all, cell) => all + Number(of(cell)), 0);
  const x = sum(({ sums }) => sums.x);
  return x === 0 ? 0 : sum(({ sums }) => sums.w) / WHOLE / x;
};

function joined(found: readonly (DifferenceEstimate | NoSpread | TooFew)[]): ComplierEffect['effect'] {
  const usable = found.filter((one) => one.kind !== 'too-few');
  const few = found.filter((one) => one.kind === 'too-few').sort((a, b) => b.have - a.have)[0];
  if (usable.length === 0) return few ?? { kind: 'too-few', have: 0, need: 4 };
  const effect = usable.length === 1 ? usable[0]! : stratifiedDifference(usable);
  return effect.kind === 'estimate' ? { kind: 'effect', value: effect.value, low: effect.low, high: effect.high, units: effect.units } : effect;
}

/** A ratio as a mean over units, R + (y - R x) / mean x, which has its value and its variance; none of them answered by the treatment. */
function untreated({ y, x, coDeviations }: PairMoments): PairMoments {
  const ratio = y.mean / x.mean;
  const squared = (y.squaredDeviations - 2 * ratio * coDeviations + ratio ** 2 * x.squaredDeviations) / x.mean ** 2;
  return { y: { count: y.count, mean: ratio, squaredDeviations: Math.max(0, squared) }, x: { count: x.count, mean: 0, squaredDeviations: 0 }, coDeviations: 0 };
}

/** The same, with the share that the treatment answered as a ratio over the same denominator. */
function treated({ units, y, x, w, yy, xx, ww, xy, xw, yw }: ServedCell['sums']): PairMoments {
  const pair = (a: string, b: string, aa: string, bb: string, ab: string): PairMoments => pairMomentsOfSums({ units: BigInt(units), y: BigInt(a), x: BigInt(b), yy: BigInt(aa), xx: BigInt(bb), xy: BigInt(ab) });
  const [outcome, service, both] = [pair(y, x, yy, xx, xy), pair(w, x, ww, xx, xw), pair(y, w, yy, ww, yw)];
  const mean = outcome.x.mean;
  const [ratio, share] = [outcome.y.mean / mean, service.y.mean / mean];
  const cross = both.coDeviations - share * outcome.coDeviations - ratio * service.coDeviations + ratio * share * outcome.x.squaredDeviations;
  return {
    y: untreated(outcome).y, x: { ...untreated(service).y, mean: share / WHOLE, squaredDeviations: untreated(service).y.squaredDeviations / WHOLE ** 2 },
    coDeviations: cross / mean ** 2 / WHOLE,
  };
}
