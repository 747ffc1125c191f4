import type { EntityManager } from 'typeorm';

export interface CountedIntent {
  id: string;
  key: string;
  label: string;
  answer: string | null;
  trainExamples: number;
  testExamples: number;
  updatedAt: Date;
}

/** Intents by key with the number of their examples; one of them when `id` is given. */
export function listIntents(tx: EntityManager, workspaceId: string, id: string | null = null): Promise<CountedIntent[]> {
  return tx.query<CountedIntent[]>(
    `select i.id, i.key, i.label, i.answer, i.updated_at as "updatedAt",
       count(e.id) filter (where e.part = 'train')::integer as "trainExamples", count(e.id) filter (where e.part = 'test')::integer as "testExamples"
     from intent i left join example e on e.workspace_id = i.workspace_id and e.intent_id = i.id
     where i.workspace_id = $1 and ($2::uuid is null or i.id = $2)
     group by i.workspace_id, i.id order by i.key`,
    [workspaceId, id],
  );
}

export async function countOutOfScope(tx: EntityManager, workspaceId: string): Promise<number> {
  const rows = await tx.query<{ count: number }[]>('select count(*)::integer as count from example where workspace_id = $1 and intent_id is null', [workspaceId]);
  return rows[0]?.count ?? 0;
}
