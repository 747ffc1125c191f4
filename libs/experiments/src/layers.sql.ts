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

/** Holds the layer's row, so that of two starts at once the second sees the first. */
export async function lockLayer(tx: EntityManager, { workspaceId, siteId, traffic }: LayerKey): Promise<void> {
  await tx.query('select 1 from layer where workspace_id = $1 and site_id = $2 and traffic = $3 for update', [workspaceId, siteId, traffic]);
}
