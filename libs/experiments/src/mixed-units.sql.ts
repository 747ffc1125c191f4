import type { EntityManager } from 'typeorm';

/**
 * People who met two variants of an experiment's phase: as anonymous visitors of several browsers they were assigned
 * differently, and then they signed in. Each keeps the first variant from then on; what was measured stays where it was.
 *
 * A health figure: each of them blurs the difference between variants. Always 0 where the unit is the conversation.
 */
export async function mixedUnits(tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<number> {
  const [row] = await tx.query<{ mixed: number }[]>(
    `select count(*)::integer as mixed from (
       select from assignment a join visitor_alias p on p.workspace_id = a.workspace_id and p.visitor_id = a.unit_id
       where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3
       group by p.unit_id having count(distinct a.variant_id) > 1
     ) people`, [workspaceId, experimentId, phase]);
  return row?.mixed ?? 0;
}
