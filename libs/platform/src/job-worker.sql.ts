import type { EntityManager } from 'typeorm';

/** By what is known of a worker: null for one that holds a job and never showed itself. */
export interface WorkerSign {
  id: string;
  sign: string | null;
}

/** Shows the other processes that this worker lives, by the clock of the database. */
export async function showLife(tx: EntityManager, id: string, server: string): Promise<void> {
  await tx.query(
    `insert into job_worker (id, server, seen_at) values ($1, $2, clock_timestamp())
     on conflict (id) do update set seen_at = excluded.seen_at`,
    [id, server]);
}

/** Every worker that showed itself or holds a job or a queue. */
export function signsOfLife(tx: EntityManager): Promise<WorkerSign[]> {
  return tx.query<WorkerSign[]>(
    `select id, w.seen_at::text as sign
     from (
       select id from job_worker
       union select locked_by from graphile_worker._private_jobs where locked_by is not null
       union select locked_by from graphile_worker._private_job_queues where locked_by is not null
     ) known left join job_worker w using (id)`);
}

/** What these workers were at may be taken by others, each job with its queue; they are forgotten. */
export async function giveUpWorkers(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query('select graphile_worker.force_unlock_workers($1::text[])', [ids]);
  await tx.query('delete from job_worker where id = any($1::text[])', [ids]);
}
