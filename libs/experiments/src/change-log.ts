import type { EntityManager } from 'typeorm';
import { newId } from '#platform';
import { ExperimentChange, type ChangeKind } from './experiment-change.entity.ts';

export interface Change {
  workspaceId: string;
  experimentId: string;
  kind: ChangeKind;
  actorName: string;
  reason: string;
  /** What is different now. */
  detail: object;
}

/** Writes down who changed what, in the transaction of the change. */
export async function recordChange(tx: EntityManager, change: Change): Promise<void> {
  await tx.insert(ExperimentChange, { ...change, id: newId() });
}
