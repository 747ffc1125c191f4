import type { Example } from '#contracts';
import type { EntityManager } from 'typeorm';

export interface ListedExample {
  id: string;
  text: string;
  /** Null: out of scope. */
  intent: string | null;
  part: Example['part'];
  source: Example['source'];
  from: Example['from'];
  createdAt: Date;
}

export interface ExampleFilter {
  id?: string | undefined;
  /** Of an intent; null: out of scope only. */
  intent?: string | null | undefined;
  part?: string | undefined;
  /** A pattern of `ilike`. */
  pattern?: string | undefined;
  before?: string | undefined;
  limit: number;
}

/** Newest first. */
export function listExamples(tx: EntityManager, workspaceId: string, filter: ExampleFilter): Promise<ListedExample[]> {
  const { id = null, intent, part = null, pattern = null, before = null, limit } = filter;
  return tx.query<ListedExample[]>(
    `select e.id, e.text, i.key as intent, e.part, e.source, e.created_at as "createdAt",
       case when e.data_set_id is not null then json_build_object('dataSetId', e.data_set_id, 'number', e.data_set_number) end as "from"
     from example e left join intent i on i.workspace_id = e.workspace_id and i.id = e.intent_id
     where e.workspace_id = $1 and ($2::uuid is null or e.id = $2) and ($3::text is null or i.key = $3) and (not $4 or e.intent_id is null)
       and ($5::text is null or e.part = $5) and ($6::text is null or e.text ilike $6) and ($7::uuid is null or e.id < $7)
     order by e.id desc limit $8`,
    [workspaceId, id, intent ?? null, intent === null, part, pattern, before, limit],
  );
}

export interface NewExample {
  id: string;
  intentId: string | null;
  text: string;
  normalised: string;
}

/** Leaves out texts that stand in this part already. @returns how many were new */
export async function insertExamples(
  tx: EntityManager, workspaceId: string, { part, source }: Pick<Example, 'part' | 'source'>, examples: readonly NewExample[],
): Promise<number> {
  const rows = await tx.query<{ count: number }[]>(
    `with stored as (
       insert into example (workspace_id, part, source, id, intent_id, text, normalised)
       select $1, $2, $3, * from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[]) on conflict do nothing returning 1
     ) select count(*)::integer as count from stored`,
    [workspaceId, part, source, examples.map((one) => one.id), examples.map((one) => one.intentId), examples.map((one) => one.text), examples.map((one) => one.normalised)],
  );
  return rows[0]?.count ?? 0;
}

export interface LabelledQuestion {
  text: string;
  /** Key of the intent; null: out of scope. */
  intent: string | null;
  part: Example['part'];
}

/** Every labelled question of a workspace, in the order in which they came. */
export function readLabelled(tx: EntityManager, workspaceId: string, part: Example['part'] | null = null): Promise<LabelledQuestion[]> {
  return tx.query<LabelledQuestion[]>(
    `select e.text, i.key as intent, e.part from example e left join intent i on i.workspace_id = e.workspace_id and i.id = e.intent_id
     where e.workspace_id = $1 and ($2::text is null or e.part = $2) order by e.id`,
    [workspaceId, part],
  );
}

export async function noteOrigin(tx: EntityManager, workspaceId: string, id: string, { dataSetId, number }: NonNullable<Example['from']>): Promise<void> {
  await tx.query('update example set data_set_id = $3, data_set_number = $4 where workspace_id = $1 and id = $2', [workspaceId, id, dataSetId, number]);
}
