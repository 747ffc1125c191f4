import type { EntityManager } from 'typeorm';
import { madeBy } from '../fine-tunes/fine-tunes.sql.ts';

/** Of a fine-tune whose model a candidate answers with: what the gate said of it last. A promoted one stays promoted. */
export async function markJudged(tx: EntityManager, workspaceId: string, candidateVersionId: string, state: 'evaluated' | 'rejected'): Promise<void> {
  await tx.query(
    `update fine_tune_job j set state = $3 from backend_version v
     where j.workspace_id = $1 and j.state in ('succeeded', 'evaluated', 'rejected') and v.workspace_id = $1 and v.id = $2 and ${madeBy('j', 'v.model')}`, [workspaceId, candidateVersionId, state]);
}

/** Says where the candidate went, and of a fine-tune whose model it answers with that it was promoted. */
export async function markPromoted(tx: EntityManager, workspaceId: string, { id, experimentId, candidateVersionId }: { id: string; experimentId: string; candidateVersionId: string }): Promise<void> {
  await tx.query('update evaluation set promoted_experiment_id = $3, promoted_at = now() where workspace_id = $1 and id = $2', [workspaceId, id, experimentId]);
  await tx.query(
    `update fine_tune_job j set state = 'promoted' from backend_version v
     where j.workspace_id = $1 and j.state in ('succeeded', 'evaluated', 'rejected') and v.workspace_id = $1 and v.id = $2 and ${madeBy('j', 'v.model')}`, [workspaceId, candidateVersionId]);
}
