import type { Results } from '#contracts';
import { sampleRatio, sharesOverEpochs } from '#stats';
import type { AssignedCount } from './assignments.sql.ts';

/**
 * Whether the units were shared out as planned, over all epochs of a phase: each epoch's units are expected by the
 * weights of that epoch.
 *
 * @returns null while there are too few units to tell
 */
export function ratioCheck(variantIds: readonly string[], counts: readonly AssignedCount[]): Results['sampleRatio'] {
  const epochs = [...new Set(counts.map(({ epoch }) => epoch))].map((epoch) => {
    const here = counts.filter((count) => count.epoch === epoch);
    return {
      weights: variantIds.map((id) => here[0]?.weights[id] ?? 0),
      units: variantIds.map((id) => here.find(({ variantId }) => variantId === id)?.units ?? 0),
    };
  });
  const shares = sharesOverEpochs(epochs);
  if (shares.filter(({ weight }) => weight > 0).length < 2) return null;
  const answer = sampleRatio(shares);
  switch (answer.kind) {
    case 'too-few': return null;
    case 'outside-plan': return { p: 0, alarm: true };
    case 'test': return { p: answer.pValue, alarm: answer.mismatch };
  }
}
