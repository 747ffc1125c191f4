import type { EntityManager } from 'typeorm';
import type { MinuteCounts } from './minute-counts.ts';

export interface WrittenMinute extends MinuteCounts {
  workspaceId: string;
  modelId: string;
  minute: Date;
  processId: string;
}

/** Writes minutes in the state that they have now; those of models that are gone are left out. */
export async function writeMinutes(tx: EntityManager, minutes: readonly WrittenMinute[]): Promise<void> {
  await tx.query(
    `with given as (
       select g.* from json_to_recordset($1) as g("workspaceId" uuid, "modelId" uuid, minute timestamptz, "processId" uuid, calls int, failed int, cancelled int,
         "triedAgain" int, failures jsonb, "firstToken" jsonb, total jsonb, "lastFailure" text, "lastFailureAt" timestamptz, "closedUntil" timestamptz)
       join model m on m.workspace_id = g."workspaceId" and m.id = g."modelId" for key share of m)
     insert into model_minute (workspace_id, model_id, minute, process_id, calls, failed, cancelled, tried_again, failures, first_token, total, last_failure, last_failure_at, closed_until)
     select * from given
     on conflict (workspace_id, model_id, minute, process_id) do update set calls = excluded.calls, failed = excluded.failed, cancelled = excluded.cancelled,
       tried_again = excluded.tried_again, failures = excluded.failures, first_token = excluded.first_token, total = excluded.total,
       last_failure = excluded.last_failure, last_failure_at = excluded.last_failure_at, closed_until = excluded.closed_until`,
    [JSON.stringify(minutes)]);
}

/** Nobody looks further back than a day. */
export async function forgetOldMinutes(tx: EntityManager): Promise<void> {
  await tx.query(`delete from model_minute where minute < now() - interval '26 hours'`);
}

/** So many calls of a kind (`calls`, `cancelled`, `tried_again`), failures of a class, or answers in a latency bucket. */
export interface CountedCalls {
  modelId: string;
  /** Within the last quarter of an hour; else within the rest of the last day. */
  lately: boolean;
  kind: 'calls' | 'cancelled' | 'tried_again' | 'failure' | 'first_token' | 'total';
  key: string;
  count: number;
}

export function countCalls(tx: EntityManager, workspaceId: string): Promise<CountedCalls[]> {
  return tx.query(
    `select m.model_id as "modelId", m.minute > now() - interval '15 minutes' as lately, e.kind, e.key, sum(e.count)::int as count
     from model_minute m, lateral (
       values ('calls', '', m.calls), ('cancelled', '', m.cancelled), ('tried_again', '', m.tried_again)
       union all select 'failure', key, value::int from jsonb_each_text(m.failures)
       union all select 'first_token', key, value::int from jsonb_each_text(m.first_token)
       union all select 'total', key, value::int from jsonb_each_text(m.total)) as e(kind, key, count)
     where m.workspace_id = $1 and m.minute > now() - interval '24 hours'
     group by 1, 2, 3, 4`, [workspaceId]);
}

export interface HalfHour {
  modelId: string;
  start: Date;
  calls: number;
  failed: number;
}

/** Calls per half hour of the last day, oldest first; half hours without any are left out. */
export function callsByHalfHour(tx: EntityManager, workspaceId: string): Promise<HalfHour[]> {
  return tx.query(
    `select model_id as "modelId", date_bin('30 minutes', minute, timestamptz '2000-01-01 00:00Z') as start, sum(calls)::int as calls, sum(failed)::int as failed
     from model_minute where workspace_id = $1 and minute > now() - interval '24 hours' group by 1, 2 order by 1, 2`, [workspaceId]);
}

export interface LastTrouble {
  modelId: string;
  lastFailure: string | null;
  lastFailureAt: Date | null;
  /** In the future while some process leaves the model alone. */
  closedUntil: Date | null;
}

/** Of each process its newest minute tells whether it leaves the model alone: an older one may have been cut off by the turn of the minute. */
export function lastTroubles(tx: EntityManager, workspaceId: string): Promise<LastTrouble[]> {
  return tx.query(
    `with told as (
       select model_id, last_failure, last_failure_at,
         case when row_number() over (partition by model_id, process_id order by minute desc) = 1 then closed_until end as closed_until
       from model_minute where workspace_id = $1 and minute > now() - interval '24 hours')
     select distinct on (model_id) model_id as "modelId", last_failure as "lastFailure", last_failure_at as "lastFailureAt",
       max(closed_until) over (partition by model_id) as "closedUntil"
     from told order by model_id, last_failure_at desc nulls last`, [workspaceId]);
}
