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

/** Hours of a model's machine that no answer has borne yet, at most one; from now on they are borne. None of a model that is gone. */
export async function hostedHours(tx: EntityManager, workspaceId: string, key: string): Promise<number> {
  // By the database's clock, which all servers share; the lock makes two answers of one instant follow each other.
  const [rows] = await tx.query<[{ hours: number }[], number]>(
    `with before as (select id, hosted_until from model where workspace_id = $1 and key = $2 for no key update)
     update model m set hosted_until = greatest(before.hosted_until, clock_timestamp()) from before where m.workspace_id = $1 and m.id = before.id
     returning (least(1, coalesce(extract(epoch from m.hosted_until - before.hosted_until) / 3600, 1)))::float8 as hours`, [workspaceId, key]);
  return rows[0]?.hours ?? 0;
}
