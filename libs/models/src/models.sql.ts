import type { EntityManager } from 'typeorm';
import type { GgufIdentity } from './gguf/gguf-files.ts';
import type { ModelRow } from './model.entity.ts';

/** In every workspace: the models stay, each without the key that was stored for it. @returns how many had one */
export async function forgetModelKeys(tx: EntityManager): Promise<number> {
  const [, count] = await tx.query<[unknown[], number]>('update model set sealed_key = null, key_ending = null where sealed_key is not null');
  return count;
}

/** Today in the workspace's time zone, `YYYY-MM-DD`. */
export async function todayIn(tx: EntityManager, workspaceId: string): Promise<string> {
  const [row] = await tx.query<{ today: string }[]>('select (now() at time zone time_zone)::date::text as today from workspace where id = $1', [workspaceId]);
  return row!.today;
}

/** Keeps what the files of a model are, unless it was saved anew since they began to be read. */
export async function keepIdentity(tx: EntityManager, { workspaceId, id, gguf }: Pick<ModelRow, 'workspaceId' | 'id' | 'gguf'>, identity: GgufIdentity): Promise<void> {
  await tx.query(`update model set gguf = jsonb_set(gguf, '{identity}', $4::jsonb) where workspace_id = $1 and id = $2 and gguf = $3::jsonb`, [workspaceId, id, JSON.stringify(gguf), JSON.stringify(identity)]);
}
