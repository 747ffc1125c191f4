import type { Experiment, Look } from '#contracts';
import type { EntityManager } from 'typeorm';
import { keepLook, lookAt } from '../evidence/looks.ts';
import { readMeasured } from '../evidence/read-evidence.ts';

/**
 * Keeps what an experiment shows at this moment, whether a look is due or not.
 *
 * @returns null where nobody was assigned, so that there is nothing to keep
 */
export async function takeLook(tx: EntityManager, workspaceId: string, experiment: Experiment, now: Date): Promise<Look | null> {
  // A look is at differences; the totals only tell of the health of the variants.
  const look = lookAt(await readMeasured(tx, workspaceId, experiment, [], now));
  if (look.units === 0) return null;
  await keepLook(tx, { workspaceId, experimentId: experiment.id, phase: experiment.phase }, look);
  return look;
}
