import type { Backend, BackendVersion } from '#contracts';
import type { BackendRow } from './backend.entity.ts';
import { engineOf, needsTraining } from './catalogue-keys.ts';
import { thresholdsInUse } from './thresholds.ts';
import type { VersionRow } from './versions.sql.ts';

type Trained = Pick<VersionRow, 'kind' | 'model' | 'artefactId'>;

/** A version that routes is as ready as those it names. */
export const isReady = ({ routedTo, ...own }: Trained & Partial<Pick<VersionRow, 'routedTo'>>): boolean => (routedTo ?? [own]).every(isTrained);

const isTrained = ({ kind, model, artefactId }: Trained): boolean => !needsTraining(kind, model) || artefactId !== null;

export function versionReply(row: VersionRow): BackendVersion {
  const { id, backendId, number, kind, model, promptPack, trainingRunId, policy, labels, note, authorName } = row;
  return {
    id, backendId, number, kind, model, promptPack, trainingRunId, policy, labels, note, authorName,
    answeredBy: (row.routedTo ?? []).map(({ model: _model, artefactId: _artefactId, routes: _routes, ...named }) => named),
    engine: engineOf(model), thresholds: thresholdsInUse(promptPack, row.learnt),
    state: isReady(row) ? 'ready' : 'untrained', createdAt: row.createdAt.toISOString(),
  };
}

/** @param latest the newest version; its number is how many there are */
export function backendReply({ id, name, kind, createdAt }: BackendRow, latest: VersionRow | undefined): Backend {
  return { id, name, kind, latest: latest ? versionReply(latest) : null, versions: latest?.number ?? 0, createdAt: createdAt.toISOString() };
}
