import type { EntityManager } from 'typeorm';

/** In every workspace: the models stay, each without the key that was stored for it. @returns how many had one */
export async function forgetModelKeys(tx: EntityManager): Promise<number> {
  const [, count] = await tx.query<[unknown[], number]>('update model set sealed_key = null, key_ending = null where sealed_key is not null');
  return count;
}
