import { Injectable } from '@nestjs/common';
import { BackendVersions } from '#backends';
import type { BackendVersion, Evaluation } from '#contracts';
import { Database, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { readCases } from './evaluation-sets.sql.ts';
import { EvaluationRow } from './evaluation.entity.ts';
import { isHosted, readAnswers, readComparisons, readEvaluations } from './evaluations.sql.ts';
import { gate } from './gate/gate.ts';
import type { Measured, MeasuredCase } from './gate/measured.ts';
import { waitsForChoices } from './gate/wins-check.ts';
import { markJudged } from './promotions.sql.ts';

/** Somebody asked for it before the verdict was there. */
export class EvaluationCancelled extends Error {}

/** Has the gate look at an evaluation whose answers are there. */
@Injectable()
export class Verdicts {
  constructor(private readonly db: Database, private readonly versions: BackendVersions) {}

  /**
   * The verdict as of now; people's choices that are made later change it when this is called again. It waits for them
   * in the state `choosing`.
   *
   * @throws Problem `not_found`, `evaluation_over` while answers are missing; EvaluationCancelled
   */
  async conclude(workspaceId: string, id: string): Promise<Evaluation> {
    const before = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(EvaluationRow, { workspaceId, id }));
    if (!before) throw new Problem('not_found');
    const [candidate, baseline] = await Promise.all([before.candidateVersionId, before.baselineVersionId].map((version) => this.versions.read(workspaceId, version)));
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const row = await tx.findOneOrFail(EvaluationRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
      if (row.state === 'cancelled' || row.state === 'failed') throw new Problem('evaluation_over');
      if (row.cancelRequested) throw new EvaluationCancelled();
      const [named] = await readEvaluations(tx, workspaceId, { id, limit: 1 });
      const seen = await measured(tx, row);
      const verdict = gate({ ...seen, baselineName: `version ${named!.baseline.number} of ${named!.baseline.backendName}`, usesKnowledge: readsKnowledge(candidate!) && readsKnowledge(baseline!), baselineHosted: await isHosted(tx, workspaceId, baseline!.model) });
      const waits = waitsForChoices(seen);
      await tx.update(EvaluationRow, { workspaceId, id }, { verdict, state: waits ? 'choosing' : 'done', done: row.total, finishedAt: row.finishedAt ?? (waits ? null : new Date()) });
      if (!waits) await markJudged(tx, workspaceId, row.candidateVersionId, verdict.outcome === 'refused' ? 'rejected' : 'evaluated');
      return (await readEvaluations(tx, workspaceId, { id, limit: 1 }))[0]!;
    });
  }
}

const readsKnowledge = ({ promptPack }: BackendVersion): boolean => promptPack?.useKnowledge ?? false;

async function measured(tx: EntityManager, { workspaceId, id, setId, judge, limits }: EvaluationRow): Promise<Omit<Measured, 'baselineName' | 'usesKnowledge' | 'baselineHosted'>> {
  const { cases } = await readCases(tx, workspaceId, setId, { after: 0, limit: null });
  const answers = await readAnswers(tx, workspaceId, id);
  const answered = cases.flatMap((asked): MeasuredCase[] => {
    const { candidate, baseline } = answers.get(asked.id) ?? {};
    return candidate && baseline ? [{ asked, candidate, baseline }] : [];
  });
  if (answered.length < cases.length) throw new Problem('evaluation_over', { detail: 'Answers are missing still.' });
  return { cases: answered, comparisons: await readComparisons(tx, workspaceId, id), judge, limits };
}
