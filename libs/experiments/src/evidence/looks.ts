import type { Evidence, Look } from '#contracts';
import type { PhaseKey } from '#analytics';
import type { EntityManager } from 'typeorm';
import { measures } from '../analysis/measures.ts';
import { assignedUnits } from '../analysis/pace.ts';
import { comparedIn } from '../analysis/plan.ts';
import { checkSampleRatio } from '../analysis/sample-ratio.ts';
import { between } from '../analysis/strata.ts';
import { ExperimentLook } from '../experiment-look.entity.ts';

/** All looks at a phase, in order of time. */
export async function readLooks(tx: EntityManager, { workspaceId, experimentId, phase }: PhaseKey): Promise<Look[]> {
  const rows = await tx.find(ExperimentLook, { where: { workspaceId, experimentId, phase }, order: { at: 'ASC' } });
  return rows.map(({ at, units, ratioP, differences }) => ({ at: at.toISOString(), units, ratioP, differences }));
}

/** What the evidence shows at this moment, to be kept. */
export function lookAt(evidence: Evidence): Look {
  const { controlId, treatmentIds } = comparedIn(evidence);
  const twinIds = evidence.variants.filter(({ isTwin }) => isTwin).map(({ id }) => id);
  const looked = (measure: string): readonly string[] => (measure === evidence.plan.decision.primary ? [...treatmentIds, ...twinIds] : treatmentIds);
  const differences = measures.flatMap((measure) => looked(measure.measure).flatMap((variantId) => {
    const { difference, smallerUnits } = between(evidence, measure, controlId, variantId);
    if (difference.kind !== 'estimate') return [];
    return [{ variantId, measure: measure.measure, value: difference.value, standardError: difference.standardError, units: difference.units, smallerUnits }];
  }));
  return { at: evidence.takenAt, units: assignedUnits(evidence.epochs), ratioP: checkSampleRatio(evidence).sequentialP ?? 1, differences };
}

/** Looks are kept while units still come: each a fiftieth more than the last one, so that their number stays small at any size. */
const GROWTH = 1.02;
/** Assigned, all variants together, before there is anything to look at. */
export const FEWEST_UNITS = 100;

export const isDue = (units: number, looks: readonly Pick<Look, 'units'>[]): boolean =>
  units >= Math.max(FEWEST_UNITS, Math.ceil((looks.at(-1)?.units ?? 0) * GROWTH));

/** Keeps a look; a second one at the same instant is the same. */
export async function keepLook(tx: EntityManager, { workspaceId, experimentId, phase }: PhaseKey, { at, units, ratioP, differences }: Look): Promise<void> {
  await tx.createQueryBuilder().insert().into(ExperimentLook).values({ workspaceId, experimentId, phase, at: new Date(at), units, ratioP, differences }).orIgnore().execute();
}
