import { Problem } from '#platform';
import { In, type EntityManager } from 'typeorm';
import { EvaluationCaseRow } from '../evaluations/evaluation-case.entity.ts';
import { OptimizerCandidateRow } from './optimizer-candidate.entity.ts';
import type { OptimizerRunRow } from './optimizer-run.entity.ts';
import type { Prepared } from './optimizer-plans.service.ts';
import { readJudging, readStart } from './optimizer.sql.ts';
import type { Candidate, OptimizerCase } from './search.ts';

export interface RunMaterial {
  start: Prepared['start'];
  feedback: OptimizerCase[];
  validation: OptimizerCase[];
  /** By their numbers. */
  candidates: Candidate[];
  /** Questions of frozen sets. */
  judging: string[];
}

/** Everything that a run goes on from; cases that were deleted meanwhile are left out. @throws Problem `optimizer_too_few_cases` when none is left */
export async function readMaterial(tx: EntityManager, { workspaceId, id, startVersionId, feedbackIds, validationIds }: OptimizerRunRow): Promise<RunMaterial> {
  const start = await readStart(tx, workspaceId, startVersionId);
  if (!start?.promptPack) throw new Problem('not_found');
  const rows = await tx.findBy(EvaluationCaseRow, { workspaceId, id: In([...feedbackIds, ...validationIds]) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const casesOf = (ids: readonly string[]): OptimizerCase[] => ids.flatMap((caseId) => byId.get(caseId) ?? []);
  const validation = casesOf(validationIds);
  if (validation.length === 0) throw new Problem('optimizer_too_few_cases');
  const candidates = await tx.find(OptimizerCandidateRow, { where: { workspaceId, runId: id }, order: { number: 'ASC' } });
  return { start: { ...start, promptPack: start.promptPack }, feedback: casesOf(feedbackIds), validation, candidates, judging: await readJudging(tx, workspaceId) };
}
