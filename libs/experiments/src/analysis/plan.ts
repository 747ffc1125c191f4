import type { Evidence, EvidenceVariant } from '#contracts';
import { openHybrid, type SequencePlan } from '#stats';

/** Who is compared with whom, and with how much error; the control's twin is with nobody here. */
export interface Compared {
  controlId: string;
  treatmentIds: readonly string[];
  /** Of each comparison of one measure: the error is shared out over the variants (Bonferroni). */
  sequence: SequencePlan;
  /** The same of the measure that decides. */
  deciding: Deciding;
}

/** How a comparison of the primary measure spends its error. */
export interface Deciding {
  /** What is left for the looks on the way. */
  sequence: SequencePlan;
  /** What the one test at the planned end may use; null where there is none. */
  endAlpha: number | null;
}

/** @throws RangeError unless exactly one variant is the control */
export function comparedIn({ variants, plan }: { variants: readonly Pick<EvidenceVariant, 'id' | 'isControl' | 'isTwin'>[]; plan: Pick<Evidence['plan'], 'alpha' | 'decision' | 'units'> }): Compared {
  const controls = variants.filter(({ isControl }) => isControl);
  const [control] = controls;
  if (!control || controls.length > 1) throw new RangeError('exactly one variant is the control');
  const compared = variants.filter(({ isTwin }) => !isTwin);
  const treatmentIds = compared.filter(({ isControl }) => !isControl).map(({ id }) => id);
  const sequence = { plannedUnits: Math.max(1, (2 * plan.units) / compared.length), alpha: plan.alpha / Math.max(1, treatmentIds.length) };
  return { controlId: control.id, treatmentIds, sequence, deciding: decidingBy(plan.decision.design, sequence) };
}

function decidingBy(design: Evidence['plan']['decision']['design'], whole: SequencePlan): Deciding {
  if (design !== 'hybrid') return { sequence: whole, endAlpha: null };
  const { sequence, finalAlpha } = openHybrid(whole.plannedUnits, whole.alpha);
  return { sequence: { plannedUnits: sequence.plannedUnits, alpha: sequence.alpha }, endAlpha: finalAlpha };
}
