import { Injectable } from '@nestjs/common';
import type { InputOf, Intent, changeIntent, createIntent } from '#contracts';
import { Database, Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { IntentRow } from './intent.entity.ts';
import { isOutOfScope } from './intent-keys.ts';
import { countOutOfScope, listIntents, type CountedIntent } from './intents.sql.ts';
import { bumpRevision } from './revision.sql.ts';
import { violates } from './sql-words.ts';

/** What visitors want, with the approved answers. */
@Injectable()
export class Intents {
  constructor(private readonly db: Database) {}

  async list(workspaceId: string): Promise<{ items: Intent[]; outOfScopeExamples: number }> {
    return this.db.inWorkspace(workspaceId, async (tx) => ({
      items: (await listIntents(tx, workspaceId)).map(reply), outOfScopeExamples: await countOutOfScope(tx, workspaceId),
    }));
  }

  /** @throws Problem `intent_taken` */
  create(workspaceId: string, intent: InputOf<typeof createIntent>): Promise<Intent> {
    if (isOutOfScope(intent.key)) throw new Problem('invalid_request', { detail: `"${intent.key}" stands for questions that are out of scope. Choose another name.` });
    return this.change(workspaceId, newId(), async (tx, id) => {
      await tx.insert(IntentRow, { ...intent, workspaceId, id }).catch(asTaken);
    });
  }

  /** @throws Problem `not_found` */
  edit(workspaceId: string, { id, ...changes }: InputOf<typeof changeIntent>): Promise<Intent> {
    return this.change(workspaceId, id, (tx) => tx.update(IntentRow, { workspaceId, id }, { ...changes, updatedAt: new Date() }));
  }

  /** Its examples go with it. @throws Problem `not_found` */
  async delete(workspaceId: string, id: string): Promise<void> {
    await this.db.inWorkspace(workspaceId, async (tx) => {
      const { affected } = await tx.delete(IntentRow, { workspaceId, id });
      if (affected === 0) throw new Problem('not_found');
      await bumpRevision(tx, workspaceId);
    });
  }

  private change(workspaceId: string, id: string, work: (tx: EntityManager, id: string) => Promise<unknown>): Promise<Intent> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await work(tx, id);
      await bumpRevision(tx, workspaceId);
      const [row] = await listIntents(tx, workspaceId, id);
      if (!row) throw new Problem('not_found');
      return reply(row);
    });
  }
}

function asTaken(error: unknown): never {
  throw violates(error, 'intent_key_key') ? new Problem('intent_taken', { cause: error }) : error;
}

const reply = (row: CountedIntent): Intent => ({ ...row, updatedAt: row.updatedAt.toISOString() });
