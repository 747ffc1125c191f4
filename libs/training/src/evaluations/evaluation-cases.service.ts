import { Injectable } from '@nestjs/common';
import type { EvaluationCase, InputOf, NewEvaluationCase, ReplyOf, addEvaluationCase, changeEvaluationCase, importEvaluationCases, listEvaluationCases } from '#contracts';
import { Database, Problem } from '#platform';
import { NearDuplicates, duplicateKey } from '#textmodels';
import type { EntityManager } from 'typeorm';
import { EvaluationCaseRow } from './evaluation-case.entity.ts';
import { lockSet } from './evaluation-sets.service.ts';
import { caseOf, insertCases, readCases } from './evaluation-sets.sql.ts';
import { lacksItsTool, withItsAbstention } from './kind-of-case.ts';
import { readCaseFile } from './read-case-file.ts';

const MOST_CASES = 2_000;
const LISTED_REJECTIONS = 1_000;

/** The cases of evaluation sets. Those of a frozen set never change: a trigger of the database holds that too. */
@Injectable()
export class EvaluationCases {
  constructor(private readonly db: Database) {}

  /** @throws Problem `not_found` */
  list(workspaceId: string, { id, kind, search, after, limit }: InputOf<typeof listEvaluationCases>): Promise<ReplyOf<typeof listEvaluationCases>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await lockSet(tx, workspaceId, id);
      const pattern = search === undefined ? undefined : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
      const { cases, total } = await readCases(tx, workspaceId, id, { kind, pattern, after, limit: limit + 1 });
      const items = cases.slice(0, limit);
      return { items, total, next: cases.length > limit ? items.at(-1)!.number : null };
    });
  }

  /** @throws Problem `not_found`, `evaluation_set_frozen`, `evaluation_set_full`, `invalid_request` for a tool case that names no tool */
  add(workspaceId: string, { id: setId, ...one }: InputOf<typeof addEvaluationCase>): Promise<EvaluationCase> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await this.open(tx, workspaceId, setId);
      assertTool(one);
      const [id] = await this.insert(tx, workspaceId, setId, [one]);
      return caseOf(await tx.findOneByOrFail(EvaluationCaseRow, { workspaceId, id: id! }));
    });
  }

  /** @throws Problem `not_found`, `evaluation_set_frozen`, `invalid_request` for a tool case that names no tool */
  change(workspaceId: string, { id: setId, caseId: id, ...change }: InputOf<typeof changeEvaluationCase>): Promise<EvaluationCase> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await this.open(tx, workspaceId, setId);
      const row = await tx.findOneBy(EvaluationCaseRow, { workspaceId, setId, id });
      if (!row) throw new Problem('not_found');
      const changed = withItsAbstention({ ...row, ...given });
      assertTool(changed);
      if (Object.keys(given).length > 0) await tx.update(EvaluationCaseRow, { workspaceId, setId, id }, { ...given, expect: changed.expect });
      return caseOf(changed);
    });
  }

  /** @throws Problem `not_found`, `evaluation_set_frozen` */
  remove(workspaceId: string, setId: string, id: string): Promise<void> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await this.open(tx, workspaceId, setId);
      const { affected } = await tx.delete(EvaluationCaseRow, { workspaceId, setId, id });
      if (!affected) throw new Problem('not_found');
    });
  }

  /** @throws Problem `not_found`, `evaluation_set_frozen`, `evaluation_set_full`, `evaluation_cases_unreadable` */
  async import(workspaceId: string, setId: string, content: string): Promise<ReplyOf<typeof importEvaluationCases>> {
    await this.db.inWorkspace(workspaceId, (tx) => this.open(tx, workspaceId, setId));
    const { cases, rejected } = await readCaseFile(content);
    const { added, duplicates } = await this.addNew(workspaceId, setId, cases);
    return { imported: added, duplicates, rejected: rejected.slice(0, LISTED_REJECTIONS), rejectedTotal: rejected.length };
  }

  /** All cases as they are imported, a line each. @throws Problem `not_found` */
  export(workspaceId: string, setId: string): Promise<string> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await lockSet(tx, workspaceId, setId);
      const { cases } = await readCases(tx, workspaceId, setId, { after: 0, limit: null });
      return cases.map(({ kind, question, history, expect, reference }) => `${JSON.stringify({ kind, question, history, expect, reference })}\n`).join('');
    });
  }

  /** Those that the set does not ask yet in these or nearly these words. @throws Problem `not_found`, `evaluation_set_frozen`, `evaluation_set_full` */
  addNew(workspaceId: string, setId: string, cases: readonly NewEvaluationCase[], most = cases.length): Promise<{ added: number; duplicates: number }> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await this.open(tx, workspaceId, setId);
      const { cases: known } = await readCases(tx, workspaceId, setId, { after: 0, limit: null });
      const isNew = noveltyOf(known);
      const [fresh, duplicates] = [[] as NewEvaluationCase[], { count: 0 }];
      for (const one of cases) {
        if (fresh.length === most) break;
        if (isNew(one)) fresh.push(one);
        else duplicates.count++;
      }
      await this.insert(tx, workspaceId, setId, fresh, known.length);
      return { added: fresh.length, duplicates: duplicates.count };
    });
  }

  private async insert(tx: EntityManager, workspaceId: string, setId: string, cases: readonly NewEvaluationCase[], have?: number): Promise<string[]> {
    const known = have ?? (await tx.countBy(EvaluationCaseRow, { workspaceId, setId }));
    if (known + cases.length > MOST_CASES) throw new Problem('evaluation_set_full');
    return insertCases(tx, workspaceId, setId, cases);
  }

  private async open(tx: EntityManager, workspaceId: string, id: string): Promise<void> {
    if ((await lockSet(tx, workspaceId, id)).frozenAt) throw new Problem('evaluation_set_frozen');
  }
}

function assertTool(one: Pick<NewEvaluationCase, 'kind' | 'expect'>): void {
  if (lacksItsTool(one)) throw new Problem('invalid_request', { detail: 'A case of the kind "tool" names the tool that has to be used.' });
}

/** The same words after another history are another question. */
function noveltyOf(known: readonly Pick<NewEvaluationCase, 'question' | 'history'>[]): (one: Pick<NewEvaluationCase, 'question' | 'history'>) => boolean {
  const [exact, near] = [new Set<string>(), new NearDuplicates()];
  const isNew = ({ question, history }: Pick<NewEvaluationCase, 'question' | 'history'>): boolean => {
    const whole = [...history.map(({ text }) => text), question].join(' / ');
    const key = duplicateKey(whole);
    if (exact.has(key)) return false;
    exact.add(key);
    return near.take(whole) === null;
  };
  for (const one of known) isNew(one);
  return isNew;
}
