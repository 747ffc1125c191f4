import type { TrainingProgress, TrainingRun } from '#contracts';
import { OUT_OF_SCOPE } from '#knowledge';
import type { EntityManager } from 'typeorm';
import { TrainingRunRow, type KeptTrials } from './training-run.entity.ts';

type Listed = Omit<TrainingRun, 'createdAt' | 'startedAt' | 'finishedAt'> & { createdAt: Date; startedAt: Date | null; finishedAt: Date | null };

const MOST_LISTED = 100;

/** Newest first, with the versions that were saved from each; one of them when `id` is given. */
export async function readRuns(tx: EntityManager, workspaceId: string, id: string | null = null): Promise<TrainingRun[]> {
  const rows = await tx.query<Listed[]>(
    `select r.id, r.number, r.state, r.seed, r.note, r.progress, r.report, r.error_code as "errorCode", r.interruptions, r.search, r.imported,
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

/** A process and the run that it carries out. */
export interface Held {
  workspaceId: string;
  id: string;
  owner: string;
}

/**
 * Gives a run to a process. One that was running already began somewhere else and ended there without a word.
 *
 * @returns false when there is nothing left to do
 */
export async function takeRun(tx: EntityManager, { workspaceId, id, owner }: Held): Promise<boolean> {
  const [rows] = await tx.query<[{ id: string }[], number]>(
    `update training_run set state = 'running', owner = $3, heartbeat_at = now(), started_at = coalesce(started_at, now()),
       interruptions = interruptions + (state = 'running')::integer, crashes = crashes + (state = 'running')::integer
     where workspace_id = $1 and id = $2 and state in ('queued', 'running') returning id`,
    [workspaceId, id, owner],
  );
  return rows.length > 0;
}

/** A run whose server stops waits for the next one. @returns false when it is not this process's any more */
export async function putRunBack(tx: EntityManager, { workspaceId, id, owner }: Held): Promise<boolean> {
  const { affected } = await tx.createQueryBuilder().update(TrainingRunRow)
    .set({ state: 'queued', owner: null, interruptions: () => 'interruptions + 1' })
    .where({ workspaceId, id, owner, state: 'running' }).execute();
  return affected === 1;
}

/**
 * Says that the run's process is at work, and stores what is new.
 *
 * @param progress null: nothing new
 * @returns true when somebody asked to stop, or the run has ended or belongs to another process by now
 */
export async function keepProgress(tx: EntityManager, { workspaceId, id, owner }: Held, progress: TrainingProgress | null): Promise<boolean> {
  const rows = await tx.query<{ stop: boolean }[]>(
    `with kept as (
       update training_run set progress = coalesce($4, progress), heartbeat_at = now()
       where workspace_id = $1 and id = $2 and owner = $3 and state = 'running' returning cancel_requested
     ) select coalesce(bool_or(cancel_requested), true) as stop from kept`,
    [workspaceId, id, owner, progress && JSON.stringify(progress)],
  );
  return rows[0]?.stop ?? true;
}

/** Stores what a search has measured so far; a run that begins again goes on behind it. */
export async function keepTrials(tx: EntityManager, { workspaceId, id, owner }: Held, trials: KeptTrials): Promise<void> {
  await tx.update(TrainingRunRow, { workspaceId, id, owner, state: 'running' }, { trials });
}

/** Runs that nobody works on: their process went silent, or their place in the queue was lost. Across workspaces. */
export function findLostRuns(tx: EntityManager, job: string, silentSeconds: number): Promise<{ workspaceId: string; id: string }[]> {
  return tx.query(
    `select r.workspace_id as "workspaceId", r.id from training_run r where
       (r.state = 'running' and coalesce(r.heartbeat_at, r.started_at) < now() - make_interval(secs => $2))
       or (r.state = 'queued' and not exists (select from graphile_worker._private_jobs j where j.key = $1 || ' ' || r.id and j.attempts < j.max_attempts))`,
    [job, silentSeconds],
  );
}

/** What the dead process held in the queue is free again. */
export async function freeQueueOf(tx: EntityManager, job: string, runId: string): Promise<void> {
  await tx.query(
    `select graphile_worker.force_unlock_workers(array(
       select distinct j.locked_by from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = $1 and j.payload ->> 'runId' = $2 and j.locked_by is not null))`,
    [job, runId],
  );
}

export interface SpeedFacts {
  trainExamples: number;
  cpuSeconds: number;
}

/** The newest standard run of this installation's own: how fast it trains here. */
export async function readSpeed(tx: EntityManager, workspaceId: string): Promise<SpeedFacts | null> {
  const rows = await tx.query<SpeedFacts[]>(
    `select (report ->> 'trainExamples')::integer as "trainExamples", (report ->> 'cpuSeconds')::double precision as "cpuSeconds"
     from training_run where workspace_id = $1 and state = 'succeeded' and imported is null and search is null order by number desc limit 1`,
    [workspaceId],
  );
  return rows[0] ?? null;
}

/** Of texts that need no reading any more. */
export async function countVectors(tx: EntityManager, workspaceId: string): Promise<number> {
  const rows = await tx.query<{ vectors: number }[]>('select count(*)::integer as vectors from text_vector where workspace_id = $1', [workspaceId]);
  return rows[0]?.vectors ?? 0;
}

export async function readWorkspaceName(tx: EntityManager, workspaceId: string): Promise<string> {
  const rows = await tx.query<{ name: string }[]>('select name from workspace where id = $1', [workspaceId]);
  return rows[0]?.name ?? '';
}

/** Labels that are no intent of this workspace; out of scope is none. */
export async function readUnknownIntents(tx: EntityManager, workspaceId: string, labels: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ label: string }[]>(
    `select m.key as label from unnest($2::text[]) as m (key) where m.key <> $3 and not exists (select from intent i where i.workspace_id = $1 and i.key = m.key) order by m.key`,
    [workspaceId, labels, OUT_OF_SCOPE],
  );
  return rows.map(({ label }) => label);
}
