import type { EntityManager } from 'typeorm';

/** Belongs into every transaction that changes what a workspace knows. Changes of one workspace wait for each other here. */
export async function bumpRevision(tx: EntityManager, workspaceId: string): Promise<void> {
  await tx.query(
    `insert into knowledge_state (workspace_id, revision) values ($1, 1)
     on conflict (workspace_id) do update set revision = knowledge_state.revision + 1`,
    [workspaceId],
  );
}

export async function readRevision(tx: EntityManager, workspaceId: string): Promise<number> {
  const rows = await tx.query<{ revision: string }[]>('select revision from knowledge_state where workspace_id = $1', [workspaceId]);
  return Number(rows[0]?.revision ?? 0);
}
