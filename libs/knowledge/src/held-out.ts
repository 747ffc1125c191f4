import { NearDuplicates, duplicateKey, redact } from '#textmodels';
import type { EntityManager } from 'typeorm';

/** Questions that judge versions: whatever asks the same, or nearly the same, must not teach them or be shown to them. */
export class HeldOut {
  private readonly exact = new Set<string>();
  private readonly near = new NearDuplicates();

  constructor(questions: readonly string[]) {
    // Data sets hold redacted questions.
    for (const text of questions.flatMap((question) => [question, redact(question).text])) {
      const key = duplicateKey(text);
      if (this.exact.has(key)) continue;
      this.exact.add(key);
      this.near.take(text);
    }
  }

  has(text: string): boolean {
    return this.exact.size > 0 && (this.exact.has(duplicateKey(text)) || this.near.has(text));
  }
}

/** Of all frozen evaluation sets of a workspace. Whoever freezes or deletes one bumps the revision of the knowledge. */
export async function readHeldOut(tx: EntityManager, workspaceId: string): Promise<HeldOut> {
  const rows = await tx.query<{ question: string }[]>(
    `select c.question from evaluation_case c join evaluation_set s on s.workspace_id = c.workspace_id and s.id = c.set_id
     where c.workspace_id = $1 and s.frozen_at is not null order by c.id`, [workspaceId]);
  return new HeldOut(rows.map(({ question }) => question));
}
