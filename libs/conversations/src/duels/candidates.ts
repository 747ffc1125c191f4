import type { BackendVersions } from '#backends';
import type { DuelObstacle } from '#contracts';
import type { EntityManager } from 'typeorm';
import type { ConversationRow } from '../conversation-row.ts';
import { defaultVersionOf, variantsOf } from './candidates.sql.ts';
import type { Candidate } from './draw-pair.ts';

export interface Candidates {
  /** Null when the versions are not those of an experiment. */
  of: { experimentId: string; phase: number } | null;
  among: Candidate[];
}

/**
 * Who can write the drafts: the variants of the conversation's experiment; without one, or where its variants are all
 * the same version, the site's default and the newest version of another backend.
 */
export async function candidatesFor(tx: EntityManager, workspaceId: string, row: ConversationRow, versions: BackendVersions): Promise<Candidates | DuelObstacle> {
  if (row.experimentId !== null && row.phase !== null) {
    const among = await variantsOf(tx, workspaceId, row.experimentId, row.phase);
    if (new Set(among.map(({ backendVersionId }) => backendVersionId)).size > 1) return { of: { experimentId: row.experimentId, phase: row.phase }, among };
  }
  const standard = await defaultVersionOf(tx, workspaceId, row.siteId);
  if (standard === null) return 'no_default';
  const other = await versions.newestOfAnother(tx, workspaceId, standard);
  if (other === null) return 'one_version';
  return { of: null, among: [standard, other].map((backendVersionId) => ({ backendVersionId, variantId: null })) };
}
