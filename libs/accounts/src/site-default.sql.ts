import type { EntityManager } from 'typeorm';
import type { InputOf, changeSite } from '#contracts';
import { Problem } from '#platform';
import type { SiteRow } from './site.entity.ts';

type Default = Pick<SiteRow, 'defaultBackendVersionId' | 'followsBackendId'>;

/**
 * The default of a site as its row shall hold it. The version is written out now, and again when the label moves: answers
 * never look a label up.
 *
 * @returns nothing where the default stays
 * @throws Problem `not_found` for an unknown backend; `no_production_version`
 */
export async function defaultOf(
  tx: EntityManager, workspaceId: string, { followsBackendId, defaultBackendVersionId }: Pick<InputOf<typeof changeSite>, 'followsBackendId' | 'defaultBackendVersionId'>,
): Promise<Partial<Default>> {
  if (!followsBackendId) return defaultBackendVersionId === undefined ? {} : { defaultBackendVersionId, followsBackendId: null };
  // The backend's row is what moving a label locks: a move comes before this or sees the site.
  const backends = await tx.query<{ id: string }[]>('select id from backend where workspace_id = $1 and id = $2 for update', [workspaceId, followsBackendId]);
  if (backends.length === 0) throw new Problem('not_found');
  const [production] = await tx.query<{ id: string }[]>(
    `select backend_version_id as id from version_label where workspace_id = $1 and backend_id = $2 and label = 'production'`, [workspaceId, followsBackendId],
  );
  if (!production) throw new Problem('no_production_version');
  return { defaultBackendVersionId: production.id, followsBackendId };
}
