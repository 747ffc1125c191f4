import { Problem, newToken } from '#platform';
import type { EntityManager } from 'typeorm';
import type { ExperimentRow } from './experiment.entity.ts';
import type { Slice } from './slices.ts';

export type LayerKey = Pick<ExperimentRow, 'workspaceId' | 'siteId' | 'traffic'>;

/** The salt of a site's layer, which is made when first asked for. @throws Problem `not_found` for a site of nobody here */
export async function saltOfLayer(tx: EntityManager, { workspaceId, siteId, traffic }: LayerKey): Promise<string> {
  const key = [workspaceId, siteId, traffic];
  await tx.query(
    `insert into layer (workspace_id, site_id, traffic, salt)
     select workspace_id, id, $3, $4 from site where workspace_id = $1 and id = $2 on conflict do nothing`, [...key, newToken('')]);
  const [layer] = await tx.query<{ salt: string }[]>('select salt from layer where workspace_id = $1 and site_id = $2 and traffic = $3', key);
  if (!layer) throw new Problem('not_found');
  return layer.salt;
}

export interface Taken extends Slice {
  experimentId: string;
  name: string;
}

/** What the running experiments of a layer take. */
export function slicesTaken(tx: EntityManager, { workspaceId, siteId, traffic }: LayerKey): Promise<Taken[]> {
  return tx.query<Taken[]>(
    `select id as "experimentId", name, slice_from as "from", slice_to as "to" from experiment
     where workspace_id = $1 and site_id = $2 and traffic = $3 and state = 'running' order by slice_from, id`, [workspaceId, siteId, traffic]);
}

/** How many visitors a site keeps out of experiments: the share of 10,000 that it says now, and those it has met. */
export async function holdoutOf(tx: EntityManager, { workspaceId, siteId, traffic }: LayerKey): Promise<{ share: number; visitors: number }> {
  const [held] = await tx.query<{ share: number; visitors: number }[]>(
    `select s.holdout as share, (select count(distinct coalesce(a.unit_id, c.visitor_id))::integer from conversation c
                                 left join visitor_alias a on a.workspace_id = c.workspace_id and a.visitor_id = c.visitor_id
                                 where c.workspace_id = s.workspace_id and c.site_id = s.id and c.holdout and c.traffic = $3) as visitors
     from site s where s.workspace_id = $1 and s.id = $2`, [workspaceId, siteId, traffic]);
  if (!held) throw new Problem('not_found');
  return held;
}

/** Holds the layer's row, so that of two starts at once the second sees the first. */
export async function lockLayer(tx: EntityManager, { workspaceId, siteId, traffic }: LayerKey): Promise<void> {
  await tx.query('select 1 from layer where workspace_id = $1 and site_id = $2 and traffic = $3 for update', [workspaceId, siteId, traffic]);
}
