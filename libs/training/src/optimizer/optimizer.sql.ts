import type { NamedVersion, OptimizerRefusals, OptimizerRun, PromptPack } from '#contracts';
import type { EntityManager } from 'typeorm';
import type { OptimizerRunRow } from './optimizer-run.entity.ts';

type Instants = 'createdAt' | 'startedAt' | 'finishedAt';
type Listed = Omit<OptimizerRun, Instants | 'cases' | 'refused' | 'startScore' | 'best' | 'frontSize' | 'candidates'> & Pick<OptimizerRunRow, Instants | 'leftOut' | 'refused' | 'standing'> & { feedback: number; validation: number };

export interface RunPage {
  limit: number;
  before?: string | undefined;
  id?: string;
}

const noRefusals: OptimizerRefusals = { notBetter: 0, unchanged: 0, unreadable: 0, tooLong: 0, variables: 0, leak: 0 };
const named = (version: string, backend: string): string =>
  `jsonb_build_object('id', ${version}.id, 'backendId', ${backend}.id, 'backendName', ${backend}.name, 'kind', ${backend}.kind, 'number', ${version}.number)`;

/** Newest first. */
export async function readRuns(tx: EntityManager, workspaceId: string, { limit, before, id }: RunPage): Promise<OptimizerRun[]> {
  const rows = await tx.query<Listed[]>(
    `select r.id, r.number, ${named('v', 'b')} as start, r.set_id as "setId", s.name as "setName", r.steps, r.reflection_model as "reflectionModel",
       r.token_budget as "tokenBudget", r.rollout_limit as "rolloutLimit", r.seed, r.note, cardinality(r.feedback_ids) as feedback, cardinality(r.validation_ids) as validation,
       r.left_out as "leftOut", r.state, r.ended_by as "endedBy", r.error_code as "errorCode", r.tokens + r.tokens_reserved as tokens, r.cost_micro_usd as "costMicroUsd", r.rollouts,
       r.refused, r.standing, r.curve, r.interruptions, r.created_by as "createdBy", r.created_at as "createdAt", r.started_at as "startedAt", r.finished_at as "finishedAt",
       coalesce((select jsonb_agg(jsonb_build_object('candidate', c.number, 'version', ${named('cv', 'b')}) order by c.number)
         from optimizer_candidate c join backend_version cv on cv.workspace_id = c.workspace_id and cv.id = c.saved_version_id
         where c.workspace_id = r.workspace_id and c.run_id = r.id), '[]') as saved
     from optimizer_run r
     join backend_version v on v.workspace_id = r.workspace_id and v.id = r.start_version_id
     join backend b on b.workspace_id = v.workspace_id and b.id = v.backend_id
     join evaluation_set s on s.workspace_id = r.workspace_id and s.id = r.set_id
     where r.workspace_id = $1 and ($2::uuid is null or r.id < $2) and ($3::uuid is null or r.id = $3) order by r.id desc limit $4`,
    [workspaceId, before ?? null, id ?? null, limit]);
  return rows.map(({ feedback, validation, leftOut, refused, standing, createdAt, startedAt, finishedAt, ...row }) => ({
    ...row, cases: { feedback, validation, leftOut }, refused: { ...noRefusals, ...refused },
    startScore: standing?.startScore ?? null, best: standing?.best ?? null, frontSize: standing?.frontSize ?? 0, candidates: standing?.candidates ?? 0,
    createdAt: createdAt.toISOString(), startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null,
  }));
}

/** Numbers are given one after the other; others wait here until this transaction ends. */
export async function nextNumber(tx: EntityManager, workspaceId: string): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('optimizer ' || $1, 0))`, [workspaceId]);
  const rows = await tx.query<{ next: number }[]>('select coalesce(max(number), 0) + 1 as next from optimizer_run where workspace_id = $1', [workspaceId]);
  return rows[0]?.next ?? 1;
}

/** A process and the run that it carries out. */
export interface Held {
  workspaceId: string;
  id: string;
  owner: string;
}

/**
 * Gives a run to a process. What another one had reserved when it went silent counts as spent: nobody saw the end of that call.
 *
 * @returns false when there is nothing left to do
 */
export async function takeRun(tx: EntityManager, { workspaceId, id, owner }: Held): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `update optimizer_run set state = 'running', owner = $3, started_at = coalesce(started_at, now()), tokens = tokens + tokens_reserved, tokens_reserved = 0,
       interruptions = interruptions + (state = 'running')::integer
     where workspace_id = $1 and id = $2 and state in ('waiting', 'running') returning id`, [workspaceId, id, owner]);
  return rows.length > 0;
}

/** A run whose server stops waits for the next one. @returns false when it is not this process's any more */
export async function putRunBack(tx: EntityManager, { workspaceId, id, owner }: Held): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `update optimizer_run set state = 'waiting', owner = null, interruptions = interruptions + 1
     where workspace_id = $1 and id = $2 and owner = $3 and state = 'running' returning id`, [workspaceId, id, owner]);
  return rows.length > 0;
}

/** One call at a time: its worst case has to fit beside all that is spent. @returns whether it may be made */
export async function reserveTokens(tx: EntityManager, { workspaceId, id, owner }: Held, tokens: number): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `update optimizer_run set tokens_reserved = $4
     where workspace_id = $1 and id = $2 and owner = $3 and state = 'running' and tokens_reserved = 0 and tokens + $4 <= token_budget returning id`, [workspaceId, id, owner, tokens]);
  return rows.length > 0;
}

export async function settleTokens(tx: EntityManager, { workspaceId, id, owner }: Held, tokens: number): Promise<void> {
  await tx.query(`update optimizer_run set tokens = tokens + $4, tokens_reserved = 0 where workspace_id = $1 and id = $2 and owner = $3`, [workspaceId, id, owner, tokens]);
}

/** @returns true when somebody asked to stop, or the run is not this process's any more */
export async function keepProgress(tx: EntityManager, { workspaceId, id, owner }: Held, { rollouts, microUsd }: { rollouts: number; microUsd: number }): Promise<boolean> {
  const rows = await tx.query<{ stop: boolean }[]>(
    `with kept as (
       update optimizer_run set rollouts = $4, cost_micro_usd = cost_micro_usd + $5
       where workspace_id = $1 and id = $2 and owner = $3 and state = 'running' returning cancel_requested
     ) select coalesce(bool_or(cancel_requested), true) as stop from kept`, [workspaceId, id, owner, rollouts, microUsd]);
  return rows[0]?.stop ?? true;
}

/** @param refused null where a step had nothing to mend */
export async function keepStep(tx: EntityManager, { workspaceId, id, owner }: Held, nextStep: number, refused: keyof OptimizerRefusals | null): Promise<void> {
  await tx.query(
    `update optimizer_run set next_step = $4,
       refused = case when $5::text is null then refused else jsonb_set(refused, array[$5::text], to_jsonb(coalesce((refused ->> $5::text)::integer, 0) + 1)) end
     where workspace_id = $1 and id = $2 and owner = $3 and state = 'running'`, [workspaceId, id, owner, nextStep, refused]);
}

/** What a draft of a version needs beside its prompt pack, and what the version holds. */
export interface StartContent {
  version: NamedVersion;
  model: string;
  promptPack: PromptPack | null;
  trainingRunId: string | null;
  targetAccuracy: number;
  routes: boolean;
}

export async function readStart(tx: EntityManager, workspaceId: string, versionId: string): Promise<StartContent | null> {
  const rows = await tx.query<StartContent[]>(
    `select ${named('v', 'b')} as version, v.model, v.prompt_pack as "promptPack", v.training_run_id as "trainingRunId", v.target_accuracy as "targetAccuracy",
       exists (select from backend_route p where p.workspace_id = v.workspace_id and p.backend_version_id = v.id) as routes
     from backend_version v join backend b on b.workspace_id = v.workspace_id and b.id = v.backend_id where v.workspace_id = $1 and v.id = $2`, [workspaceId, versionId]);
  return rows[0] ?? null;
}

/** Questions of all frozen sets: what judges must not be learnt. */
export async function readJudging(tx: EntityManager, workspaceId: string): Promise<string[]> {
  const rows = await tx.query<{ question: string }[]>(
    `select distinct c.question from evaluation_case c join evaluation_set s on s.workspace_id = c.workspace_id and s.id = c.set_id
     where c.workspace_id = $1 and s.frozen_at is not null`, [workspaceId]);
  return rows.map(({ question }) => question);
}

/** Seconds that an answer of a model took in the newest run that tried enough of them; null without one. */
export async function readSecondsPerAnswer(tx: EntityManager, workspaceId: string, model: string): Promise<number | null> {
  const rows = await tx.query<{ seconds: number }[]>(
    `select extract(epoch from r.finished_at - r.started_at)::double precision / r.rollouts as seconds from optimizer_run r
     join backend_version v on v.workspace_id = r.workspace_id and v.id = r.start_version_id
     where r.workspace_id = $1 and v.model = $2 and r.rollouts >= 20 and r.interruptions = 0 and r.finished_at is not null order by r.number desc limit 1`, [workspaceId, model]);
  return rows[0]?.seconds ?? null;
}
