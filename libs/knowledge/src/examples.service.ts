import { Injectable } from '@nestjs/common';
import type { Example, InputOf, ReplyOf, createExample, listExamples as listRoute } from '#contracts';
import { Database, Problem, newId } from '#platform';
import { ExampleRow } from './example.entity.ts';
import { insertExamples, listExamples, noteOrigin, readLabelled, type LabelledQuestion, type ListedExample } from './examples.sql.ts';
import { readHeldOut, type HeldOut } from './held-out.ts';
import { IntentRow } from './intent.entity.ts';
import { OUT_OF_SCOPE, isOutOfScope } from './intent-keys.ts';
import { bumpRevision } from './revision.sql.ts';
import { containing } from './sql-words.ts';
import { textKey } from './text-key.ts';

/** Labelled questions, one by one. */
@Injectable()
export class Examples {
  constructor(private readonly db: Database) {}

  async list(workspaceId: string, { limit, before, intent, part, search }: InputOf<typeof listRoute>): Promise<ReplyOf<typeof listRoute>> {
    const pattern = search === undefined ? undefined : containing(search);
    const key = intent !== undefined && isOutOfScope(intent) ? null : intent;
    const rows = await this.db.inWorkspace(workspaceId, (tx) => listExamples(tx, workspaceId, { before, intent: key, part, pattern, limit: limit + 1 }));
    const items = rows.slice(0, limit).map(reply);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws Problem `not_found` for an unknown intent or example of a data set, `invalid_request` when the question stands there already */
  create(workspaceId: string, { text, intent, part, from }: InputOf<typeof createExample>): Promise<Example> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const known = isOutOfScope(intent) ? null : await tx.findOneBy(IntentRow, { workspaceId, key: intent });
      if (known === null && !isOutOfScope(intent)) throw new Problem('not_found', { detail: `There is no intent "${intent}".` });
      const id = newId();
      const stored = await insertExamples(tx, workspaceId, { part, source: 'hand' }, [{ id, intentId: known?.id ?? null, text, normalised: textKey(text) }]);
      if (stored === 0) throw new Problem('invalid_request', { detail: 'This question is labelled already.' });
      if (from) await noteOrigin(tx, workspaceId, id, from).catch(asUnknown);
      await bumpRevision(tx, workspaceId);
      const [row] = await listExamples(tx, workspaceId, { id, limit: 1 });
      return reply(row!);
    });
  }

  /** @throws Problem `not_found` */
  async delete(workspaceId: string, id: string): Promise<void> {
    await this.db.inWorkspace(workspaceId, async (tx) => {
      const { affected } = await tx.delete(ExampleRow, { workspaceId, id });
      if (affected === 0) throw new Problem('not_found');
      await bumpRevision(tx, workspaceId);
    });
  }

  /** Every labelled question, or those of one part. */
  labelled(workspaceId: string, part: Example['part'] | null = null): Promise<LabelledQuestion[]> {
    return this.db.inWorkspace(workspaceId, (tx) => readLabelled(tx, workspaceId, part));
  }

  /** Questions that judge versions and therefore teach none. */
  heldOut(workspaceId: string): Promise<HeldOut> {
    return this.db.inWorkspace(workspaceId, (tx) => readHeldOut(tx, workspaceId));
  }
}

/** The composite foreign key refuses examples of data sets that do not exist here. */
function asUnknown(error: unknown): never {
  throw (error as { code?: string }).code === '23503' ? new Problem('not_found', { cause: error }) : error;
}

const reply = (row: ListedExample): Example => ({ ...row, intent: row.intent ?? OUT_OF_SCOPE, createdAt: row.createdAt.toISOString() });
