import type { EvaluationComparison, EvaluationSide } from '#contracts';
import { newId } from '#platform';
import type { EntityManager } from 'typeorm';

interface Rated {
  evaluationId: string;
  rater: string;
}

/** Case of both answers that can be told apart; what is alike, or failed, nobody can choose from. */
const pairs = `evaluation_answer c
  join evaluation_answer b on b.workspace_id = c.workspace_id and b.evaluation_id = c.evaluation_id and b.case_id = c.case_id and b.side = 'baseline'
  where c.workspace_id = $1 and c.evaluation_id = $2 and c.side = 'candidate' and c.answer ->> 'result' <> 'failed' and b.answer ->> 'result' <> 'failed'
    and btrim(c.answer ->> 'text') <> btrim(b.answer ->> 'text')
    and not exists (select from evaluation_comparison m where m.workspace_id = $1 and m.evaluation_id = $2 and m.case_id = c.case_id and m.rater = $3)`;

/** First what the fewest have looked at, in an order of each person's own, behind so many that are skipped. */
export async function nextPair(tx: EntityManager, workspaceId: string, { evaluationId, rater, skip }: Rated & { skip: number }): Promise<string | null> {
  const rows = await tx.query<{ caseId: string }[]>(
    `select c.case_id as "caseId" from ${pairs}
     order by (select count(*) from evaluation_comparison p where p.workspace_id = $1 and p.evaluation_id = $2 and p.case_id = c.case_id and p.by = 'person'),
       md5(c.case_id::text || $3::text) limit 1 offset $4`, [workspaceId, evaluationId, rater, skip]);
  return rows[0]?.caseId ?? null;
}

/** Whether a person can choose between the answers to a case, and has not yet. */
export async function isOpenPair(tx: EntityManager, workspaceId: string, { evaluationId, rater, caseId }: Rated & { caseId: string }): Promise<boolean> {
  const rows = await tx.query<unknown[]>(`select from ${pairs} and c.case_id = $4`, [workspaceId, evaluationId, rater, caseId]);
  return rows.length > 0;
}

/** Choices of everybody and of one person, and the pairs that are left for that person. */
export async function countChoices(tx: EntityManager, workspaceId: string, { evaluationId, rater }: Rated): Promise<{ made: number; mine: number; left: number }> {
  const rows = await tx.query<{ made: number; mine: number; left: number }[]>(
    `select count(*)::integer as made, (count(*) filter (where rater = $3))::integer as mine, (select count(*)::integer from ${pairs}) as left
     from evaluation_comparison where workspace_id = $1 and evaluation_id = $2 and by = 'person'`, [workspaceId, evaluationId, rater]);
  return rows[0] ?? { made: 0, mine: 0, left: 0 };
}

type Choice = Rated & Pick<EvaluationComparison, 'caseId' | 'result' | 'candidateLength' | 'baselineLength'> & { leftSide: EvaluationSide };

/** Once for each case and person; the first one stays. */
export async function insertChoice(tx: EntityManager, workspaceId: string, { evaluationId, rater, caseId, result, leftSide, candidateLength, baselineLength }: Choice): Promise<void> {
  await tx.query(
    `insert into evaluation_comparison (workspace_id, id, evaluation_id, case_id, by, rater, result, left_side, candidate_length, baseline_length)
     values ($1, $2, $3, $4, 'person', $5, $6, $7, $8, $9) on conflict do nothing`, [workspaceId, newId(), evaluationId, caseId, rater, result, leftSide, candidateLength, baselineLength]);
}

/** @returns false when there is none */
export async function deleteLastChoice(tx: EntityManager, workspaceId: string, { evaluationId, rater }: Rated): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with gone as (
       delete from evaluation_comparison where workspace_id = $1 and id = (select id from evaluation_comparison where workspace_id = $1 and evaluation_id = $2 and rater = $3 order by id desc limit 1) returning 1
     ) select * from gone`, [workspaceId, evaluationId, rater]);
  return rows.length > 0;
}
