import type { EntityManager } from 'typeorm';
import type { TextVectorRow } from './text-vector.entity.ts';

export type StoredVector = Pick<TextVectorRow, 'textSha256' | 'pooled' | 'vector'>;

/** The ones that are known, in no order. */
export function readVectors(tx: EntityManager, workspaceId: string, encoder: string, digests: readonly Buffer[]): Promise<StoredVector[]> {
  return tx.query<StoredVector[]>(
    `select text_sha256 as "textSha256", pooled, vector from text_vector where workspace_id = $1 and encoder = $2 and text_sha256 = any($3::bytea[])`,
    [workspaceId, encoder, digests],
  );
}

/** Two processes may make the same vector: the first one stays. */
export async function storeVectors(tx: EntityManager, workspaceId: string, encoder: string, vectors: readonly StoredVector[]): Promise<void> {
  await tx.query(
    `insert into text_vector (workspace_id, encoder, text_sha256, pooled, vector)
     select $1, $2, * from unnest($3::bytea[], $4::bytea[], $5::bytea[]) on conflict do nothing`,
    [workspaceId, encoder, vectors.map((one) => one.textSha256), vectors.map((one) => one.pooled), vectors.map((one) => one.vector)],
  );
}
