import type { EntityManager } from 'typeorm';

export interface Watched {
  workspaceId: string;
  id: string;
  /** Its shares follow what is measured. */
  adaptive: boolean;
  /** Its coverage still rises. */
  ramping: boolean;
}

/** Running experiments with at least so many units in their present phase, of all workspaces. */
export const runningWith = (tx: EntityManager, fewestUnits: number): Promise<Watched[]> =>
  tx.query<Watched[]>(
    `select e.workspace_id as "workspaceId", e.id, e.allocation->>'kind' = 'adaptive' as adaptive, e.ramp <> '[]' as ramping from experiment e
     where e.state = 'running' and $1 <= (select count(*) from assignment a where a.workspace_id = e.workspace_id and a.experiment_id = e.id and a.phase = e.phase)
     order by e.workspace_id, e.id`, [fewestUnits]);

/**
 * Takes a running experiment for the length of the transaction; false when another server has it, or when it runs no more.
 * Not the key of the row: visitors are assigned meanwhile.
 */
export async function takeRunning(tx: EntityManager, { workspaceId, id }: Pick<Watched, 'workspaceId' | 'id'>): Promise<boolean> {
  const rows = await tx.query<unknown[]>(`select 1 from experiment where workspace_id = $1 and id = $2 and state = 'running' for no key update skip locked`, [workspaceId, id]);
  return rows.length > 0;
}

/** When Duet acted on an experiment the last time; null when it never did. */
export async function lastAlarmAt(tx: EntityManager, { workspaceId, id }: Watched): Promise<Date | null> {
  const [last] = await tx.query<{ at: Date | null }[]>(`select max(created_at) as at from experiment_change where workspace_id = $1 and experiment_id = $2 and detail ? 'alarm'`, [workspaceId, id]);
  return last?.at ?? null;
}

/** The units on which Duet paused an experiment the last time because of this variant; null when it never did. */
export async function unitsOfLastAlarm(tx: EntityManager, { workspaceId, id }: Watched, variantId: string): Promise<number | null> {
  const [last] = await tx.query<{ units: number }[]>(
    `select (detail->'alarm'->>'units')::int as units from experiment_change
     where workspace_id = $1 and experiment_id = $2 and detail->'alarm'->>'variantId' = $3 order by created_at desc, id desc limit 1`, [workspaceId, id, variantId]);
  return last?.units ?? null;
}
