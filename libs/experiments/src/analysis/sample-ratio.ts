import type { Evidence, SampleRatio } from '#contracts';
import { sampleRatio, sequentialSampleRatio, sharesOverEpochs, type EpochShares } from '#stats';

/**
 * Whether the units were shared out as planned, over all epochs of a phase: each epoch's units are expected by the
 * weights of that epoch. The alarm is the sequential test's, because the page is looked at all the time.
 */
export function checkSampleRatio({ variants, epochs, looks }: Pick<Evidence, 'variants' | 'epochs' | 'looks'>): SampleRatio {
  const shares = epochs.map(({ weights, assigned }): EpochShares => ({ weights: variants.map(({ id }) => weights[id] ?? 0), units: variants.map(({ id }) => assigned[id] ?? 0) }));
  const told = variants.map(({ id }, at) => ({ variantId: id, assigned: sum(shares.map(({ units }) => units[at] ?? 0)), expected: sum(shares.map((epoch) => expectedIn(epoch, at))) }));
  if (shares.length === 0 || told.every(({ assigned }) => assigned === 0)) return { p: null, sequentialP: null, alarm: false, variants: told };
  const earlier = Math.min(1, ...looks.map(({ ratioP }) => ratioP));
  const fixed = comparable(shares) ? sampleRatio(sharesOverEpochs(shares)) : null;
  const sequential = sequentialSampleRatio(shares, earlier);
  const outside = fixed?.kind === 'outside-plan' || sequential.kind === 'outside-plan';
  return {
    p: fixed?.kind === 'test' ? fixed.pValue : outside ? 0 : null,
    sequentialP: sequential.kind === 'test' ? sequential.pValue : outside ? 0 : null,
    alarm: outside || (sequential.kind === 'test' && sequential.mismatch), variants: told,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

export const expectedIn = ({ weights, units }: EpochShares, at: number): number => (sum(units) * (weights[at] ?? 0)) / Math.max(1, sum(weights));

/** Two variants at least were meant to get units. */
export const comparable = (shares: readonly EpochShares[]): boolean => sharesOverEpochs(shares).filter(({ weight }) => weight > 0).length >= 2;
