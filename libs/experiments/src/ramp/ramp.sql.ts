import type { Experiment } from '#contracts';
import type { EntityManager } from 'typeorm';

/**
 * Since when the present coverage counts: since the epoch that brought it, whichever epochs changed weights after it, or
 * since the experiment last went on; null before the start.
 */
export async function coverageSince(tx: EntityManager, workspaceId: string, { id, phase }: Pick<Experiment, 'id' | 'phase'>): Promise<Date | null> {
  const [found] = await tx.query<{ since: Date | null }[]>(
    `select greatest(min(p.started_at), (
       select max(c.created_at) from experiment_change c where c.workspace_id = $1 and c.experiment_id = $2 and c.kind in ('started', 'resumed'))) as since
     from epoch p join experiment e on e.workspace_id = p.workspace_id and e.id = p.experiment_id
     where p.workspace_id = $1 and p.experiment_id = $2 and p.phase = $3 and p.number > coalesce((
       select max(o.number) from epoch o where o.workspace_id = $1 and o.experiment_id = $2 and o.phase = $3 and o.coverage is distinct from e.coverage), 0)`,
    [workspaceId, id, phase]);
  return found?.since ?? null;
}
