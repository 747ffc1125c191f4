import type { Evaluation, EvaluationAnswer, EvaluationComparison, EvaluationSide } from '#contracts';
import { newId } from '#platform';
import type { EntityManager } from 'typeorm';
import type { EvaluationAnswerRow } from './evaluation-answer.entity.ts';

type Listed = Omit<Evaluation, 'createdAt' | 'finishedAt' | 'promotedTo'> & { createdAt: Date; finishedAt: Date | null; promotedId: string | null; promotedName: string | null; promotedAt: Date | null };

export interface EvaluationPage {
  limit: number;
  before?: string | undefined;
  id?: string | undefined;
  setId?: string | undefined;
  backendId?: string | undefined;
  candidateVersionId?: string | undefined;
}

const version = (alias: string): string => `jsonb_build_object('id', ${alias}.id, 'backendId', ${alias}b.id, 'backendName', ${alias}b.name, 'kind', ${alias}b.kind, 'number', ${alias}.number)`;
const joinVersion = (alias: string, column: string): string => `join backend_version ${alias} on ${alias}.workspace_id = e.workspace_id and ${alias}.id = e.${column}
  join backend ${alias}b on ${alias}b.workspace_id = e.workspace_id and ${alias}b.id = ${alias}.backend_id`;

/** Newest first. */
export async function readEvaluations(tx: EntityManager, workspaceId: string, { limit, before, id, setId, backendId, candidateVersionId }: EvaluationPage): Promise<Evaluation[]> {
  const rows = await tx.query<Listed[]>(
    `select e.id, e.number, e.set_id as "setId", s.name as "setName", ${version('c')} as candidate, ${version('b')} as baseline, e.judge, e.limits, e.note, e.state, e.done, e.total,
       e.error_code as "errorCode", e.verdict, x.id as "promotedId", x.name as "promotedName", e.promoted_at as "promotedAt", e.created_by as "createdBy", e.created_at as "createdAt", e.finished_at as "finishedAt"
     from evaluation e
     join evaluation_set s on s.workspace_id = e.workspace_id and s.id = e.set_id
     ${joinVersion('c', 'candidate_version_id')}
     ${joinVersion('b', 'baseline_version_id')}
     left join experiment x on x.workspace_id = e.workspace_id and x.id = e.promoted_experiment_id
     where e.workspace_id = $1 and ($2::uuid is null or e.id < $2) and ($3::uuid is null or e.id = $3) and ($4::uuid is null or e.set_id = $4) and ($5::uuid is null or cb.id = $5)
       and ($6::uuid is null or e.candidate_version_id = $6)
     order by e.id desc limit $7`,
    [workspaceId, before ?? null, id ?? null, setId ?? null, backendId ?? null, candidateVersionId ?? null, limit]);
  return rows.map(({ createdAt, finishedAt, promotedId, promotedName, promotedAt, ...row }) => ({
    ...row, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null,
    promotedTo: promotedId === null || promotedAt === null ? null : { experimentId: promotedId, name: promotedName ?? '', at: promotedAt.toISOString() },
  }));
}

/** Two evaluations begun at once get two numbers: they wait for each other here. */
export async function nextEvaluationNumber(tx: EntityManager, workspaceId: string): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('evaluation ' || $1, 0))`, [workspaceId]);
  const rows = await tx.query<{ next: number }[]>('select coalesce(max(number), 0) + 1 as next from evaluation where workspace_id = $1', [workspaceId]);
  return rows[0]?.next ?? 1;
}

/** @returns false when there is nothing left to do */
export async function beginEvaluation(tx: EntityManager, workspaceId: string, id: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with begun as (
       update evaluation set state = 'answering', interruptions = interruptions + (state <> 'waiting')::integer where workspace_id = $1 and id = $2 and state in ('waiting', 'answering', 'judging') returning 1
     ) select * from begun`, [workspaceId, id]);
  return rows.length > 0;
}

/** An answer or a comparison more: everything is counted, so that nothing is counted twice. @returns how far it is, and whether somebody wants it to stop */
export async function keepEvaluationProgress(tx: EntityManager, workspaceId: string, id: string, state: 'answering' | 'judging'): Promise<{ done: number; total: number; stop: boolean } | null> {
  const rows = await tx.query<{ done: number; total: number; stop: boolean }[]>(
    `with kept as (
       update evaluation set state = $3, done = least(total,
         (select count(*) from evaluation_answer a where a.workspace_id = $1 and a.evaluation_id = $2) + (select count(*) from evaluation_comparison c where c.workspace_id = $1 and c.evaluation_id = $2 and c.by = 'model'))
       where workspace_id = $1 and id = $2 and state in ('answering', 'judging') returning done, total, cancel_requested as stop
     ) select * from kept`, [workspaceId, id, state]);
  return rows[0] ?? null;
}

export async function endEvaluation(tx: EntityManager, workspaceId: string, id: string, state: 'failed' | 'cancelled', errorCode: string | null): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with ended as (
       update evaluation set state = $3, error_code = $4, finished_at = now() where workspace_id = $1 and id = $2 and state in ('waiting', 'answering', 'judging', 'choosing') returning 1
     ) select * from ended`, [workspaceId, id, state, errorCode]);
  return rows.length > 0;
}

/** Answers of an evaluation by case. */
export async function readAnswers(tx: EntityManager, workspaceId: string, evaluationId: string, caseIds: readonly string[] | null = null): Promise<Map<string, Partial<Record<EvaluationSide, EvaluationAnswer>>>> {
  const rows = await tx.query<Pick<EvaluationAnswerRow, 'caseId' | 'side' | 'answer' | 'faults'>[]>(
    'select case_id as "caseId", side, answer, faults from evaluation_answer where workspace_id = $1 and evaluation_id = $2 and ($3::uuid[] is null or case_id = any($3))', [workspaceId, evaluationId, caseIds]);
  const answers = new Map<string, Partial<Record<EvaluationSide, EvaluationAnswer>>>();
  for (const { caseId, side, answer, faults } of rows) answers.set(caseId, { ...answers.get(caseId), [side]: { caseId, side, ...answer, faults } });
  return answers;
}

/** Once; one that is there already stays. */
export async function insertAnswer(tx: EntityManager, workspaceId: string, evaluationId: string, { caseId, side, faults, ...answer }: EvaluationAnswer): Promise<void> {
  await tx.query('insert into evaluation_answer (workspace_id, evaluation_id, case_id, side, answer, faults) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
    [workspaceId, evaluationId, caseId, side, JSON.stringify(answer), JSON.stringify(faults)]);
}

/** Whether a model is paid by the hour. */
export async function isHosted(tx: EntityManager, workspaceId: string, key: string): Promise<boolean> {
  const [row] = await tx.query<{ hosted: boolean }[]>('select hourly_price > 0 as hosted from model where workspace_id = $1 and key = $2', [workspaceId, key]);
  return row?.hosted ?? false;
}

/** Answers that failed, and with them what was said of their pairs: the next ones are others. What leaked, or said what it must not, was answered and stays. */
export async function deleteFailedAnswers(tx: EntityManager, workspaceId: string, evaluationId: string): Promise<void> {
  const failed = `workspace_id = $1 and evaluation_id = $2 and answer ->> 'result' = 'failed' and jsonb_array_length(faults) = 1`;
  await tx.query(`delete from evaluation_comparison where workspace_id = $1 and evaluation_id = $2 and case_id in (select case_id from evaluation_answer where ${failed})`, [workspaceId, evaluationId]);
  await tx.query(`delete from evaluation_answer where ${failed}`, [workspaceId, evaluationId]);
}

/** Of a model, which compares a pair once. */
export async function insertJudgement(tx: EntityManager, workspaceId: string, evaluationId: string, { caseId, result, reason, candidateLength, baselineLength }: Omit<EvaluationComparison, 'by' | 'at'>): Promise<void> {
  await tx.query(
    `insert into evaluation_comparison (workspace_id, id, evaluation_id, case_id, by, result, reason, candidate_length, baseline_length) values ($1, $2, $3, $4, 'model', $5, $6, $7, $8) on conflict do nothing`,
    [workspaceId, newId(), evaluationId, caseId, result, reason, candidateLength, baselineLength]);
}

export interface StoredComparison extends EvaluationComparison {
  /** Null for a model. */
  rater: string | null;
  /** Null where both orders were shown. */
  leftSide: EvaluationSide | null;
}

/** In the order in which they were made. */
export async function readComparisons(tx: EntityManager, workspaceId: string, evaluationId: string, caseIds: readonly string[] | null = null): Promise<StoredComparison[]> {
  const rows = await tx.query<(Omit<StoredComparison, 'at'> & { createdAt: Date })[]>(
    `select case_id as "caseId", by, rater, left_side as "leftSide", result, reason, candidate_length as "candidateLength", baseline_length as "baselineLength", created_at as "createdAt"
     from evaluation_comparison where workspace_id = $1 and evaluation_id = $2 and ($3::uuid[] is null or case_id = any($3)) order by id`, [workspaceId, evaluationId, caseIds]);
  return rows.map(({ createdAt, ...row }) => ({ ...row, at: createdAt.toISOString() }));
}

const passes = (side: EvaluationSide): string => `(select a.faults = '[]'::jsonb from evaluation_answer a where a.workspace_id = c.workspace_id and a.evaluation_id = $2 and a.case_id = c.id and a.side = '${side}')`;
const prefers = (result: EvaluationComparison['result']): string => `exists (select from evaluation_comparison p where p.workspace_id = c.workspace_id and p.evaluation_id = $2 and p.case_id = c.id and p.result = '${result}')`;
const filters = {
  all: 'true', failed: `not ${passes('candidate')}`,
  worse: `((${passes('baseline')} and not ${passes('candidate')}) or ${prefers('baseline')})`, better: `((${passes('candidate')} and not ${passes('baseline')}) or ${prefers('candidate')})`,
};

/** Ids of the cases of a filter in their order, after a place, and how many of the filter there are. */
export async function readEvaluatedIds(
  tx: EntityManager, workspaceId: string, { evaluationId, setId, only, kind, after, limit }: { evaluationId: string; setId: string; only: keyof typeof filters; kind: string | null; after: number; limit: number },
): Promise<{ ids: string[]; total: number }> {
  // The evaluation is known to every filter, whether it needs it or not.
  const where = `c.workspace_id = $1 and $2::uuid is not null and c.set_id = $3 and ($4::text is null or c.kind = $4) and ${filters[only]}`;
  const values = [workspaceId, evaluationId, setId, kind];
  const rows = await tx.query<{ id: string }[]>(`select c.id from evaluation_case c where ${where} and c.number > $5 order by c.number limit $6`, [...values, after, limit]);
  const [counted] = await tx.query<{ total: number }[]>(`select count(*)::integer as total from evaluation_case c where ${where}`, values);
  return { ids: rows.map(({ id }) => id), total: counted?.total ?? 0 };
}
