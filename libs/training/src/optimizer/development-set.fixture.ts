import { Expectation } from '#contracts';
import { newId } from '#platform';

export interface DevelopmentCase {
  question: string;
  expect: Partial<Expectation>;
  reference?: string;
}

/** Puts an evaluation set straight into the tables. @returns its id */
export async function placeSet(tx: { query(statement: string, values: unknown[]): Promise<object[]> }, workspaceId: string, cases: readonly DevelopmentCase[], { name = 'Development', frozen = false } = {}): Promise<string> {
  const id = newId();
  await tx.query(`insert into evaluation_set (workspace_id, id, name, created_by) values ($1, $2, $3, 'Olga')`, [workspaceId, id, name]);
  for (const [at, { question, expect, reference = null }] of cases.entries()) {
    await tx.query(
      `insert into evaluation_case (workspace_id, id, set_id, number, kind, question, expect, reference, origin) values ($1, $2, $3, $4, 'facts', $5, $6, $7, 'entered')`,
      [workspaceId, newId(), id, at + 1, question, JSON.stringify(Expectation.parse(expect)), reference]);
  }
  if (frozen) await tx.query(`update evaluation_set set frozen_at = now(), sha256 = repeat('0', 64) where workspace_id = $1 and id = $2`, [workspaceId, id]);
  return id;
}
