import type { VariantShare } from './sample-ratio.ts';

/** What one epoch (a time of constant weights) planned and what it got; both lists name the variants in one order. */
export interface EpochShares {
  /** At least 0 each, one of them above 0; in proportion to the expected units. */
  weights: readonly number[];
  /** Units assigned in this epoch: whole numbers, at least 0. */
  units: readonly number[];
}

/**
 * Adds epochs up for `sampleRatio`: the weight of a variant is the units that it was meant to receive, the sum over
 * epochs of its share of the weights times all units of that epoch.
 *
 * Pooled weights over all time would raise an alarm whenever a ramp-up changed the weights.
 *
 * @throws RangeError when the epochs name different numbers of variants or a count or weight is impossible
 * @see M. Lindon & A. Malek (2022), Anytime-valid inference for multinomial count data, NeurIPS: expected counts where the
 *   probabilities of the plan change are sums over its periods
 */
export function sharesOverEpochs(epochs: readonly EpochShares[]): VariantShare[] {
  const variants = epochs[0]?.weights.length ?? 0;
  const shares = Array.from({ length: variants }, () => ({ units: 0, weight: 0 }));
  for (const epoch of epochs) {
    assertEpoch(epoch, variants);
    const arrived = total(epoch.units);
    const planned = total(epoch.weights);
    shares.forEach((share, i) => {
      share.units += epoch.units[i] ?? 0;
      share.weight += ((epoch.weights[i] ?? 0) * arrived) / planned;
    });
  }
  return shares;
}

/** @throws RangeError when the epoch is not a possible one of so many variants */
export function assertEpoch({ weights, units }: EpochShares, variants: number): void {
  const fits = weights.length === variants && units.length === variants;
  const whole = units.every((count) => Number.isSafeInteger(count) && count >= 0);
  const weighted = weights.every((weight) => weight >= 0 && weight < Infinity) && total(weights) > 0;
  if (!fits || !whole || !weighted) {
    throw new RangeError(`impossible epoch of ${variants} variants: ${units.join()} units at weights ${weights.join()}`);
  }
}

export const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
