import type { Backend, BackendVersion } from '#contracts';
import type { BackendRow } from './backend.entity.ts';
import { engineOf, needsTraining } from './catalogue-keys.ts';
import { thresholdsInUse } from './thresholds.ts';
import type { VersionRow } from './versions.sql.ts';

export const isReady = ({ kind, model, artefactId }: Pick<VersionRow, 'kind' | 'model' | 'artefactId'>): boolean =>
  !needsTraining(kind, model) || artefactId !== null;

export function versionReply(row: VersionRow): BackendVersion {
  const { id, backendId, number, kind, model, promptPack, trainingRunId, note, authorName } = row;
  return {
    id, backendId, number, kind, model, promptPack, trainingRunId, note, authorName,
    engine: engineOf(model), thresholds: thresholdsInUse(promptPack, row.learnt),
    state: isReady(row) ? 'ready' : 'untrained', createdAt: row.createdAt.toISOString(),
  };
}

/** @param latest the newest version; its number is how many there are */
export function backendReply({ id, name, kind, createdAt }: BackendRow, latest: VersionRow | undefined): Backend {
  return { id, name, kind, latest: latest ? versionReply(latest) : null, versions: latest?.number ?? 0, createdAt: createdAt.toISOString() };
}
