import type { PhaseKey } from '#analytics';
import type { Proof } from '#contracts';
import type { EntityManager } from 'typeorm';
import { ExperimentRow } from '../experiment.entity.ts';

/** The last proof of a phase; null when nobody asked since it began. */
export async function readProof(tx: EntityManager, { workspaceId, experimentId: id, phase }: PhaseKey): Promise<Proof | null> {
  const found = await tx.findOne(ExperimentRow, { where: { workspaceId, id }, select: { workspaceId: true, id: true, proof: true } });
  if (!found?.proof || found.proof.phase !== phase) return null;
  const { phase: _phase, ...proof } = found.proof;
  return proof;
}

export async function keepProof(tx: EntityManager, { workspaceId, experimentId: id, phase }: PhaseKey, proof: Proof): Promise<void> {
  await tx.update(ExperimentRow, { workspaceId, id }, { proof: { ...proof, phase } });
}
