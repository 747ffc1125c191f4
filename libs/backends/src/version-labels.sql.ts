import type { EntityManager } from 'typeorm';
import type { BackendLabels, LabelMove, VersionLabel } from '#contracts';

const MOST_MOVES = 100;
const named = (version: string): string => `case when ${version}.id is not null then jsonb_build_object('id', ${version}.id, 'number', ${version}.number) end`;

/** Built-in labels first. */
export async function labelsOf(tx: EntityManager, workspaceId: string, backendId: string): Promise<VersionLabel[]> {
  const rows = await tx.query<(Omit<VersionLabel, 'at'> & { at: Date })[]>(
    `select l.label, ${named('v')} as version, l.moved_by as by, l.moved_at as at
     from version_label l join backend_version v on v.workspace_id = l.workspace_id and v.id = l.backend_version_id
     where l.workspace_id = $1 and l.backend_id = $2 order by l.label <> 'production', l.label <> 'candidate', l.label`, [workspaceId, backendId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Newest first. */
export async function movesOf(tx: EntityManager, workspaceId: string, backendId: string): Promise<LabelMove[]> {
  const rows = await tx.query<(Omit<LabelMove, 'at'> & { at: Date })[]>(
    `select m.id, m.label, ${named('f')} as from, ${named('t')} as to, m.moved_by as by, m.message, m.moved_at as at
     from version_label_move m
     left join backend_version f on f.workspace_id = m.workspace_id and f.id = m.from_version_id
     left join backend_version t on t.workspace_id = m.workspace_id and t.id = m.to_version_id
     where m.workspace_id = $1 and m.backend_id = $2 order by m.moved_at desc, m.id desc limit ${MOST_MOVES}`, [workspaceId, backendId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export function followersOf(tx: EntityManager, workspaceId: string, backendId: string): Promise<BackendLabels['followedBy']> {
  return tx.query<BackendLabels['followedBy']>('select id, name from site where workspace_id = $1 and follows_backend_id = $2 order by name, id', [workspaceId, backendId]);
}

/** Lets every site that follows the backend answer by this version from now on. */
export async function answerFollowersBy(tx: EntityManager, workspaceId: string, backendId: string, versionId: string): Promise<void> {
  await tx.query('update site set default_backend_version_id = $3 where workspace_id = $1 and follows_backend_id = $2', [workspaceId, backendId, versionId]);
}
