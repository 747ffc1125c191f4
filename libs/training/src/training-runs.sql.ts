import type { TrainingProgress, TrainingRun } from '#contracts';
import type { EntityManager } from 'typeorm';

type Listed = Omit<TrainingRun, 'createdAt' | 'startedAt' | 'finishedAt'> & { createdAt: Date; startedAt: Date | null; finishedAt: Date | null };

const MOST_LISTED = 100;

/** Newest first, with the versions that were saved from each; one of them when `id` is given. */
export async function readRuns(tx: EntityManager, workspaceId: string, id: string | null = null): Promise<TrainingRun[]> {
  const rows = await tx.query<Listed[]>(
    `select r.id, r.number, r.state, r.seed, r.note, r.progress, r.report, r.error_code as "errorCode",
       r.created_at as "createdAt", r.started_at as "startedAt", r.finished_at as "finishedAt",
       coalesce((select json_agg(v.id order by v.id) from backend_version v where v.workspace_id = r.workspace_id and v.training_run_id = r.id), '[]') as "backendVersionIds"
     from training_run r where r.workspace_id = $1 and ($2::uuid is null or r.id = $2) order by r.number desc limit ${MOST_LISTED}`,
    [workspaceId, id],
  );
  return rows.map((row) => ({
    ...row, createdAt: row.createdAt.toISOString(), startedAt: row.startedAt?.toISOString() ?? null, finishedAt: row.finishedAt?.toISOString() ?? null,
  }));
}

/** One training is begun at a time in a workspace; others wait here until this transaction ends. */
export async function lockTraining(tx: EntityManager, workspaceId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('training ' || $1, 0))`, [workspaceId]);
}

export async function readUnfinished(tx: EntityManager, workspaceId: string): Promise<string | null> {
  const rows = await tx.query<{ id: string }[]>(`select id from training_run where workspace_id = $1 and state in ('queued', 'running') limit 1`, [workspaceId]);
  return rows[0]?.id ?? null;
}

export async function nextNumber(tx: EntityManager, workspaceId: string): Promise<number> {
  const rows = await tx.query<{ next: number }[]>('select coalesce(max(number), 0) + 1 as next from training_run where workspace_id = $1', [workspaceId]);
  return rows[0]?.next ?? 1;
}

/** Intents with enough questions to learn them, and the questions to learn from. */
export async function countLearnable(tx: EntityManager, workspaceId: string, perIntent: number): Promise<number> {
  const rows = await tx.query<{ intents: number }[]>(
    `select count(*)::integer as intents from (
       select intent_id from example where workspace_id = $1 and part = 'train' and intent_id is not null group by intent_id having count(*) >= $2
     ) learnable`,
    [workspaceId, perIntent],
  );
  return rows[0]?.intents ?? 0;
}

/** @returns true when somebody asked to stop, or the run has ended meanwhile */
export async function keepProgress(tx: EntityManager, workspaceId: string, id: string, progress: TrainingProgress): Promise<boolean> {
  const rows = await tx.query<{ stop: boolean }[]>(
    `with kept as (
       update training_run set progress = $3 where workspace_id = $1 and id = $2 and state = 'running' returning cancel_requested
     ) select coalesce(bool_or(cancel_requested), true) as stop from kept`,
    [workspaceId, id, JSON.stringify(progress)],
  );
  return rows[0]?.stop ?? true;
}
