import type { EntityManager } from 'typeorm';

const LONGEST = 60;

/** `Exchange rate, weekend` becomes `exchange_rate_weekend`; `topic` where no letter is left. */
function keyOf(name: string): string {
  const key = name.normalize('NFKD').replace(/\p{Mark}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').slice(0, LONGEST).replace(/^_+|_+$/g, '');
  return key === '' ? 'topic' : key;
}

/** A key that no intent has. */
export async function freeKey(tx: EntityManager, workspaceId: string, name: string): Promise<string> {
  const key = keyOf(name);
  const rows = await tx.query<{ key: string }[]>(`select key from intent where workspace_id = $1 and starts_with(key, $2)`, [workspaceId, key]);
  const taken = new Set(rows.map((row) => row.key));
  for (let number = 2, free = key; ; number++) {
    if (!taken.has(free)) return free;
    free = `${key}_${number}`;
  }
}
