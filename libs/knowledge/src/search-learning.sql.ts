import type { SearchReport, SearchWeights } from '#contracts';
import type { EntityManager } from 'typeorm';

/** How often it was learnt, and what; null weights: equal shares. */
export async function readWeights(tx: EntityManager, workspaceId: string): Promise<{ number: number; weights: SearchWeights | null }> {
  const rows = await tx.query<{ number: number; weights: SearchWeights | null }[]>('select number, weights from search_learning where workspace_id = $1', [workspaceId]);
  return rows[0] ?? { number: 0, weights: null };
}

export async function storeLearning(tx: EntityManager, workspaceId: string, learnt: { revision: number; weights: SearchWeights | null; report: SearchReport }): Promise<void> {
  await tx.query(
    `insert into search_learning (workspace_id, number, revision, weights, report) values ($1, 1, $2, $3, $4)
     on conflict (workspace_id) do update
     set number = search_learning.number + 1, revision = excluded.revision, weights = excluded.weights, report = excluded.report, learnt_at = now()`,
    [workspaceId, learnt.revision, learnt.weights, learnt.report],
  );
}

/** Workspaces whose articles or questions changed since their weights were learnt. */
export async function workspacesToLearn(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select s.workspace_id as id from knowledge_state s left join search_learning l on l.workspace_id = s.workspace_id
     where l.revision is distinct from s.revision order by l.learnt_at nulls first limit 20`,
  );
  return rows.map(({ id }) => id);
}
