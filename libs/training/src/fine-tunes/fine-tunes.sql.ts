import type { FineTune, FineTuneCheckpoint, FineTuneEvent, FineTunePoint } from '#contracts';
import type { EntityManager } from 'typeorm';
import { readDataSets } from '../data-sets/data-sets.sql.ts';
import type { ToldCheckpoint, ToldEvent } from './fine-tune-provider.ts';

interface Listed extends Omit<FineTune, 'dataSet' | 'taint' | 'cost' | 'trainedTokens' | 'nextPollAt' | 'createdAt' | 'startedAt' | 'finishedAt'> {
  dataSetId: string | null;
  trainedTokens: string | null;
  nextPollAt: Date | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface FineTunePage {
  limit: number;
  before?: string | undefined;
  id?: string;
  dataSetId?: string | undefined;
  modelKey?: string | undefined;
}

/** Runs of the built-in trainer that were started elsewhere are fine-tunes too; both kinds of ids rise with time. */
const everyJob = `
  select j.id, j.number, j.provider, j.method, j.state, j.note, j.data_set_id, j.base_model, j.parameters, j.prices, j.base_url, j.key_ending, j.training_run_id, j.remote_id, j.fraction,
    j.step, j.steps, j.attempt, j.cancel_requested, j.error_code, j.error_detail, j.next_poll_at, j.trained_tokens, j.model_key, j.model_id, j.created_by, j.created_at, j.started_at, j.finished_at
  from fine_tune_job j where j.workspace_id = $1
  union all
  select r.id, r.number, 'embedded', 'intents', r.state, r.note, null, 'embedded/encoder',
    jsonb_build_object('epochs', null, 'batchSize', null, 'learningRateMultiplier', null, 'beta', null, 'seed', r.seed), '{"training":0,"input":0,"output":0,"hourly":0}'::jsonb, null, null, r.id, r.id::text,
    (r.progress->>'fraction')::float8, null, null, 1, r.cancel_requested, r.error_code, null, null, null, case when r.state = 'succeeded' then 'embedded/intent@' || r.number end, null,
    '', r.created_at, r.started_at, r.finished_at
  from training_run r where r.workspace_id = $1 and r.imported is null
    and not exists (select from fine_tune_job j where j.workspace_id = r.workspace_id and j.training_run_id = r.id)`;

/** Whether a key of the catalogue is that of the model which a fine-tune made, or of one of its checkpoints. */
export const madeBy = (job: string, key: string): string => `(${key} = ${job}.model_key or exists (
  select from fine_tune_checkpoint made where made.workspace_id = $1 and made.fine_tune_job_id = ${job}.id and ${key} = 'openai/' || made.model))`;

/** Newest first. */
export async function readFineTunes(tx: EntityManager, workspaceId: string, { limit, before, id, dataSetId, modelKey }: FineTunePage): Promise<FineTune[]> {
  const rows = await tx.query<Listed[]>(
    `select f.id, f.number, f.provider, f.method, f.state, f.note, f.data_set_id as "dataSetId", f.base_model as "baseModel", f.parameters, f.prices, f.base_url as "baseUrl",
       f.key_ending as "keyEnding", f.training_run_id as "trainingRunId", f.remote_id as "remoteId", f.fraction, f.step, f.steps, f.attempt, f.cancel_requested as "cancelRequested",
       f.error_code as "errorCode", f.error_detail as "errorDetail", f.next_poll_at as "nextPollAt", f.trained_tokens as "trainedTokens", f.model_key as "modelKey", f.model_id as "modelId",
       f.created_by as "createdBy", f.created_at as "createdAt", f.started_at as "startedAt", f.finished_at as "finishedAt",
       coalesce((select json_agg(v.id order by v.id) from backend_version v where v.workspace_id = $1 and ${madeBy('f', 'v.model')}), '[]') as "backendVersionIds"
     from (${everyJob}) f
     where ($2::uuid is null or f.id < $2) and ($3::uuid is null or f.id = $3) and ($4::uuid is null or f.data_set_id = $4) and ($5::text is null or ${madeBy('f', '$5')}) order by f.id desc limit $6`,
    [workspaceId, before ?? null, id ?? null, dataSetId ?? null, modelKey ?? null, limit]);
  const ids = [...new Set(rows.flatMap((row) => row.dataSetId ?? []))];
  const sets = new Map(ids.length === 0 ? [] : (await readDataSets(tx, workspaceId, { ids, limit: ids.length })).map((set) => [set.id, set]));
  return rows.map(({ dataSetId: set, ...row }) => fineTuneOf(row, set === null ? undefined : sets.get(set)));
}

function fineTuneOf(row: Omit<Listed, 'dataSetId'>, set: Awaited<ReturnType<typeof readDataSets>>[number] | undefined): FineTune {
  const trainedTokens = row.trainedTokens === null ? null : Number(row.trainedTokens);
  return {
    ...row, trainedTokens, cost: trainedTokens === null ? null : (trainedTokens * row.prices.training) / 1_000_000,
    dataSet: set ? { id: set.id, name: set.name } : null, taint: set?.taint ? { turns: set.taint.turns, at: set.taint.at } : null,
    nextPollAt: row.nextPollAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString(), startedAt: row.startedAt?.toISOString() ?? null, finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** Waits for others who number a fine-tune of this workspace. */
export async function nextFineTuneNumber(tx: EntityManager, workspaceId: string): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('fine tune ' || $1, 0))`, [workspaceId]);
  const rows = await tx.query<{ next: number }[]>('select coalesce(max(number), 0) + 1 as next from fine_tune_job where workspace_id = $1', [workspaceId]);
  return rows[0]!.next;
}

interface JobId {
  workspaceId: string;
  id: string;
}

/** Stores what is not stored yet, numbered on without gaps. The job's row must be locked: two writers would draw one number. */
export async function storeEvents(tx: EntityManager, { workspaceId, id }: JobId, events: readonly ToldEvent[]): Promise<void> {
  if (events.length === 0) return;
  // Some tell one event twice on one page.
  const once = [...new Map(events.map((event) => [event.remoteId, event])).values()];
  const given = JSON.stringify(once.map((event, at) => ({ ...event, place: at })));
  await tx.query(
    `insert into fine_tune_event (workspace_id, fine_tune_job_id, number, remote_id, level, message, point, at)
     select $1, $2, (select coalesce(max(number), 0) from fine_tune_event where workspace_id = $1 and fine_tune_job_id = $2) + (row_number() over (order by e.place))::integer,
       e."remoteId", e.level, e.message, e.point, e.at
     from jsonb_to_recordset($3::jsonb) as e (place int, "remoteId" text, level text, message text, point jsonb, at timestamptz)
     where not exists (select from fine_tune_event known where known.workspace_id = $1 and known.fine_tune_job_id = $2 and known.remote_id = e."remoteId")`,
    [workspaceId, id, given]);
}

export async function storeCheckpoints(tx: EntityManager, { workspaceId, id }: JobId, checkpoints: readonly ToldCheckpoint[]): Promise<void> {
  if (checkpoints.length === 0) return;
  await tx.query(
    `insert into fine_tune_checkpoint (workspace_id, fine_tune_job_id, remote_id, step, model, train_loss, validation_loss, at)
     select $1, $2, c."remoteId", c.step, c.model, c."trainLoss", c."validationLoss", c.at
     from jsonb_to_recordset($3::jsonb) as c ("remoteId" text, step int, model text, "trainLoss" float8, "validationLoss" float8, at timestamptz)
     on conflict on constraint fine_tune_checkpoint_pk do update set model = excluded.model where fine_tune_checkpoint.model = ''`, [workspaceId, id, JSON.stringify(checkpoints)]);
}

export async function readEvents(tx: EntityManager, { workspaceId, id }: JobId, after: number, limit: number): Promise<{ items: FineTuneEvent[]; total: number }> {
  const rows = await tx.query<(Omit<FineTuneEvent, 'at'> & { at: Date })[]>(
    'select number, level, message, at from fine_tune_event where workspace_id = $1 and fine_tune_job_id = $2 and number > $3 order by number limit $4', [workspaceId, id, after, limit]);
  const [counted] = await tx.query<{ total: number }[]>('select count(*)::integer as total from fine_tune_event where workspace_id = $1 and fine_tune_job_id = $2', [workspaceId, id]);
  return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })), total: counted!.total };
}

/** Points of the curve, as many as a chart can show: of long trainings every so many steps, and the last one. */
const MOST_POINTS = 400;

export async function readCurve(tx: EntityManager, { workspaceId, id }: JobId): Promise<FineTunePoint[]> {
  const rows = await tx.query<{ point: FineTunePoint }[]>(
    `select point from (
       select number, point, row_number() over (order by number) as nth, count(*) over () as all
       from fine_tune_event where workspace_id = $1 and fine_tune_job_id = $2 and point is not null
     ) p where p.all <= $3 or (p.nth % ((p.all + $3 - 1) / $3)) = 0 or p.nth = p.all order by (point->>'step')::int, number`, [workspaceId, id, MOST_POINTS]);
  return rows.map(({ point }) => point);
}

export async function readCheckpoints(tx: EntityManager, { workspaceId, id }: JobId): Promise<FineTuneCheckpoint[]> {
  const rows = await tx.query<(Omit<FineTuneCheckpoint, 'at'> & { at: Date })[]>(
    'select step, model, train_loss as "trainLoss", validation_loss as "validationLoss", at from fine_tune_checkpoint where workspace_id = $1 and fine_tune_job_id = $2 order by step, at', [workspaceId, id]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Before a job begins anew. Checkpoints that a version runs on stay: what it learnt must not be forgotten with them. */
export async function forgetCourse(tx: EntityManager, { workspaceId, id }: JobId): Promise<void> {
  await tx.query('delete from fine_tune_event where workspace_id = $1 and fine_tune_job_id = $2', [workspaceId, id]);
  await tx.query(
    `delete from fine_tune_checkpoint c where c.workspace_id = $1 and c.fine_tune_job_id = $2
       and not exists (select from backend_version v where v.workspace_id = $1 and v.model = 'openai/' || c.model)`, [workspaceId, id]);
}

/** Jobs that should have been looked at long ago: their place in the queue was lost. Across workspaces. */
export function findLostFineTunes(tx: EntityManager, lateSeconds: number): Promise<JobId[]> {
  return tx.query(
    `select workspace_id as "workspaceId", id from fine_tune_job
     where state in ('draft', 'validating', 'uploading', 'queued', 'running') and (provider <> 'manual' or state <> 'queued')
       and coalesce(next_poll_at, created_at) < now() - make_interval(secs => $1)`, [lateSeconds]);
}

/** What an answer of a model reads and writes, on average of those it gave visitors within 90 days. */
export async function usualAnswer(tx: EntityManager, workspaceId: string, modelKey: string): Promise<{ inputTokens: number | null; outputTokens: number | null; answers: number }> {
  const [row] = await tx.query<{ inputTokens: number | null; outputTokens: number | null; answers: number }[]>(
    `select avg(m.input_tokens)::float8 as "inputTokens", avg(m.output_tokens)::float8 as "outputTokens", count(*)::integer as answers
     from message m join backend_version v on v.workspace_id = m.workspace_id and v.id = m.served_backend_version_id
     where m.workspace_id = $1 and v.model = $2 and m.role = 'assistant' and m.input_tokens > 0 and m.created_at > now() - interval '90 days'`, [workspaceId, modelKey]);
  return row!;
}
