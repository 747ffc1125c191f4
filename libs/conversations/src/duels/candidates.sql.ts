import type { EntityManager } from 'typeorm';
import type { Candidate } from './draw-pair.ts';

/** The variants of one phase of an experiment; the control's twin would only compete with itself. */
export const variantsOf = (tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<Candidate[]> =>
  tx.query<Candidate[]>(
    `select id as "variantId", backend_version_id as "backendVersionId" from variant
     where workspace_id = $1 and experiment_id = $2 and phase = $3 and not is_twin order by position`, [workspaceId, experimentId, phase]);

export async function defaultVersionOf(tx: EntityManager, workspaceId: string, siteId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string | null }[]>('select default_backend_version_id as id from site where workspace_id = $1 and id = $2', [workspaceId, siteId]);
  return row?.id ?? null;
}
