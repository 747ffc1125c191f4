import type { Results } from '#contracts';
import { sampleRatio } from '#stats';
import type { AssignedCount } from './assignments.sql.ts';

/**
 * Whether the units were shared out as planned, over all epochs of a phase: each epoch's units are expected by the
 * weights of that epoch.
 *
 * @returns null while there are too few units to tell
 */
export function ratioCheck(variantIds: readonly string[], counts: readonly AssignedCount[]): Results['sampleRatio'] {
  const perEpoch = new Map<number, { units: number; weights: Record<string, number> }>();
  for (const { epoch, units, weights } of counts) {
    perEpoch.set(epoch, { units: (perEpoch.get(epoch)?.units ?? 0) + units, weights });
  }
  const shares = variantIds.map((id) => ({
    units: sumOf(counts.filter(({ variantId }) => variantId === id).map(({ units }) => units)),
    weight: sumOf([...perEpoch.values()].map(({ units, weights }) => units * (weights[id] ?? 0))),
  }));
  if (shares.filter(({ weight }) => weight > 0).length < 2) return null;
  const answer = sampleRatio(shares);
  switch (answer.kind) {
    case 'too-few': return null;
    case 'outside-plan': return { p: 0, alarm: true };
    case 'test': return { p: answer.pValue, alarm: answer.mismatch };
  }
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
