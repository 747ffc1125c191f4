import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EvaluationCase, EvaluationSet, InputOf, ReplyOf, changeEvaluationSet, listEvaluationSets } from '#contracts';
import { bumpRevision } from '#knowledge';
import { Database, Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { EvaluationSetRow } from './evaluation-set.entity.ts';
import { insertCases, readCases, readSets } from './evaluation-sets.sql.ts';
import { EvaluationRow } from './evaluation.entity.ts';
import { OptimizerRunRow } from '../optimizer/optimizer-run.entity.ts';

/** Evaluation sets as a whole; their cases are the business of `EvaluationCases`. */
@Injectable()
export class EvaluationSets {
  constructor(private readonly db: Database) {}

  list(workspaceId: string, { limit, before }: InputOf<typeof listEvaluationSets>): Promise<ReplyOf<typeof listEvaluationSets>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const found = await readSets(tx, workspaceId, { limit: limit + 1, before });
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)!.id : null };
    });
  }

  /** @throws Problem `not_found` */
  read(workspaceId: string, id: string): Promise<EvaluationSet> {
    return this.db.inWorkspace(workspaceId, (tx) => one(tx, workspaceId, id));
  }

  create({ workspaceId, name: createdBy }: { workspaceId: string; name: string }, { name, note }: { name: string; note: string }): Promise<EvaluationSet> {
    const id = newId();
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await tx.insert(EvaluationSetRow, { workspaceId, id, name, note, createdBy });
      return one(tx, workspaceId, id);
    });
  }

  /** @throws Problem `not_found` */
  change(workspaceId: string, { id, name, note }: InputOf<typeof changeEvaluationSet>): Promise<EvaluationSet> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await lockSet(tx, workspaceId, id);
      if (name !== undefined || note !== undefined) await tx.update(EvaluationSetRow, { workspaceId, id }, { ...(name !== undefined && { name }), ...(note !== undefined && { note }) });
      return one(tx, workspaceId, id);
    });
  }

  /** What the set kept out of trainings teaches again from then on. @throws Problem `not_found`, `evaluation_set_in_use` */
  remove(workspaceId: string, id: string): Promise<void> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { frozenAt } = await lockSet(tx, workspaceId, id);
      if (await tx.existsBy(EvaluationRow, { workspaceId, setId: id }) || await tx.existsBy(OptimizerRunRow, { workspaceId, setId: id })) throw new Problem('evaluation_set_in_use');
      await tx.delete(EvaluationSetRow, { workspaceId, id });
      if (frozenAt) await bumpRevision(tx, workspaceId);
    });
  }

  /** From now on its cases stay as they are, and nothing learns from them. Frozen already: nothing changes. @throws Problem `not_found`, `evaluation_set_empty` */
  freeze(workspaceId: string, id: string): Promise<EvaluationSet> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { frozenAt } = await lockSet(tx, workspaceId, id);
      if (frozenAt) return one(tx, workspaceId, id);
      const { cases } = await readCases(tx, workspaceId, id, { after: 0, limit: null });
      if (cases.length === 0) throw new Problem('evaluation_set_empty');
      await tx.update(EvaluationSetRow, { workspaceId, id }, { frozenAt: new Date(), sha256: fingerprintOf(cases) });
      await bumpRevision(tx, workspaceId);
      return one(tx, workspaceId, id);
    });
  }

  /** @throws Problem `not_found` */
  copy({ workspaceId, name: createdBy }: { workspaceId: string; name: string }, { id, name }: { id: string; name: string }): Promise<EvaluationSet> {
    const copyId = newId();
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { note } = await lockSet(tx, workspaceId, id);
      const { cases } = await readCases(tx, workspaceId, id, { after: 0, limit: null });
      await tx.insert(EvaluationSetRow, { workspaceId, id: copyId, name, note, createdBy });
      await insertCases(tx, workspaceId, copyId, cases);
      return one(tx, workspaceId, copyId);
    });
  }
}

/** Changes of one set wait for each other here. @throws Problem `not_found` */
export async function lockSet(tx: EntityManager, workspaceId: string, id: string): Promise<EvaluationSetRow> {
  const row = await tx.findOne(EvaluationSetRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Problem('not_found');
  return row;
}

async function one(tx: EntityManager, workspaceId: string, id: string): Promise<EvaluationSet> {
  const [found] = await readSets(tx, workspaceId, { id, limit: 1 });
  if (!found) throw new Problem('not_found');
  return found;
}

/** SHA-256 of what the cases ask and expect, in their order. Keys are sorted: a database may keep them in another order. */
function fingerprintOf(cases: readonly EvaluationCase[]): string {
  const content = cases.map(({ number, kind, question, history, expect, reference }) => ({ number, kind, question, history, expect, reference }));
  return createHash('sha256').update(JSON.stringify(sorted(content))).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
