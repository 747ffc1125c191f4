import type { EntityManager } from 'typeorm';

export interface Heartbeat {
  conversationId: string;
  lastSeq: number;
}

/** Across workspaces: the rooms already belong to those who may hear this. */
export function lastSeqs(tx: EntityManager, conversationIds: readonly string[]): Promise<Heartbeat[]> {
  return tx.query<Heartbeat[]>('select id as "conversationId", last_seq as "lastSeq" from conversation where id = any($1::uuid[])', [conversationIds]);
}
