import type { EntityManager } from 'typeorm';

export interface OfferedIntent {
  id: string;
  key: string;
  label: string;
  answer: string | null;
}

/** Makes the intents that are missing, and gives answers to those that have none; an approved answer stays. */
export async function offerIntents(tx: EntityManager, workspaceId: string, offered: readonly OfferedIntent[]): Promise<{ idOf: Map<string, string>; made: number }> {
  const columns = [offered.map((one) => one.id), offered.map((one) => one.key), offered.map((one) => one.label), offered.map((one) => one.answer)];
  const rows = await tx.query<{ id: string; key: string }[]>(
    `insert into intent as known (workspace_id, id, key, label, answer)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[])
     on conflict (workspace_id, key) do update set answer = coalesce(known.answer, excluded.answer),
       updated_at = case when known.answer is null and excluded.answer is not null then now() else known.updated_at end
     returning id, key`,
    [workspaceId, ...columns],
  );
  const offeredIds = new Set(offered.map(({ id }) => id));
  return { idOf: new Map(rows.map(({ id, key }) => [key, id])), made: rows.filter(({ id }) => offeredIds.has(id)).length };
}
