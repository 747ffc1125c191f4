import { closedMoments } from '#analytics';
import type { AdaptiveAllocation, Evidence, Experiment } from '#contracts';
import type { EntityManager } from 'typeorm';
import { recordChange } from '../change-log.ts';
import { withoutTwin } from '../analysis/twin.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import { lockExperiment, oneExperiment } from '../experiments.service.ts';
import { openEpoch, writeWeights } from '../phases.ts';
import { EpochRow } from '../epoch.entity.ts';
import { allot, hourAfter, type Allotment } from './allot.ts';
import type { ClosedCell } from './estimates.ts';
import { sayStep } from './say-step.ts';

/** As the change log names who acted. */
const NAME = 'Duet';

export interface ReadAllotment {
  evidence: Evidence;
  allocation: AdaptiveAllocation;
  closed: readonly ClosedCell[];
  allotment: Allotment;
}

/** Where an adaptive experiment stands, in the caller's transaction; null where shares stay as set. */
export async function readAllotment(tx: EntityManager, workspaceId: string, experiment: Experiment, now: Date): Promise<ReadAllotment | null> {
  const { id: experimentId, phase, allocation, decision } = experiment;
  if (allocation.kind === 'fixed') return null;
  // The control's twin keeps its share: there is nothing to find out about it.
  const evidence = withoutTwin(await readEvidence(tx, workspaceId, experiment, [], now));
  const rows = await closedMoments(tx, { workspaceId, experimentId, phase }, decision.primary, { cap: evidence.costCap, now });
  const closed = rows.map(({ variantId, epoch, metric: _metric, ...sums }) => ({ variantId, epoch, sums }));
  return { evidence, allocation, closed, allotment: allot(evidence, allocation, closed) };
}

/**
 * Moves the shares of a running adaptive experiment by one step, if one is due: new weights for visitors not yet assigned,
 * a period of its own, and a line in the change log. In the caller's transaction, which has taken the experiment.
 *
 * @returns the new weights by variant id; null where nothing moved
 */
export async function stepShares(tx: EntityManager, workspaceId: string, id: string, now: Date): Promise<Record<string, number> | null> {
  const experiment = await oneExperiment(tx, workspaceId, id);
  // Most of the times it is too soon, which one row says.
  const present = await tx.findOneBy(EpochRow, { workspaceId, experimentId: id, phase: experiment.phase, number: experiment.epoch });
  if (!present || now < hourAfter(present.startedAt)) return null;
  const found = await readAllotment(tx, workspaceId, experiment, now);
  if (!found || found.allotment.waiting || !found.allotment.next) return null;
  const { evidence, allotment } = found;
  const reason = sayStep(evidence, allotment);
  const weights = { ...present.weights, ...Object.fromEntries(evidence.variants.map((variant, at) => [variant.id, allotment.next?.[at] ?? 0])) };
  const row = await lockExperiment(tx, workspaceId, id);
  await writeWeights(tx, row, weights);
  await openEpoch(tx, row, reason, now);
  await recordChange(tx, { workspaceId, experimentId: id, kind: 'epoch.opened', actorName: NAME, reason, detail: { weights } });
  return weights;
}
