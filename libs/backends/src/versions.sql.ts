import type { EntityManager } from 'typeorm';
import type { BackendKind, PromptPack } from '#contracts';
import type { LearntThresholds } from './thresholds.ts';

export interface VersionRow {
  id: string;
  backendId: string;
  number: number;
  kind: BackendKind;
  model: string;
  promptPack: PromptPack | null;
  trainingRunId: string | null;
  /** Of the training run; null while there is none. */
  artefactId: string | null;
  /** Of the training run's report, for the target of this version; null where nothing was measured. */
  learnt: LearntThresholds | null;
  note: string;
  authorName: string | null;
  createdAt: Date;
}

const columns = `
  v.id, v.backend_id as "backendId", v.number, b.kind, v.model, v.prompt_pack as "promptPack",
  v.training_run_id as "trainingRunId", r.artefact_id as "artefactId", v.note, v.author_name as "authorName", v.created_at as "createdAt", learnt.point as learnt`;
const joinedFrom = (versions: string): string => `${versions} v
  join backend b on b.workspace_id = v.workspace_id and b.id = v.backend_id
  left join training_run r on r.workspace_id = v.workspace_id and r.id = v.training_run_id and r.state = 'succeeded'
  left join lateral (
    select point from jsonb_array_elements(r.report -> 'approaches' -> (case b.kind when 'hybrid' then 'hybrid' else 'fineTuned' end) -> 'points') as point
    where b.kind <> 'prompt' and v.model like 'embedded/%' and (point ->> 'target')::double precision >= v.target_accuracy - 1e-9
    order by (point ->> 'target')::double precision limit 1
  ) learnt on true`;
const joined = joinedFrom('backend_version');

export async function readVersionRow(tx: EntityManager, workspaceId: string, id: string): Promise<VersionRow | undefined> {
  const rows = await tx.query<VersionRow[]>(`select ${columns} from ${joined} where v.workspace_id = $1 and v.id = $2`, [workspaceId, id]);
  return rows[0];
}

export interface DraftRow {
  backendId: string;
  model: string;
  promptPack: PromptPack | null;
  trainingRunId: string | null;
  targetAccuracy: number;
}

/** A version as it would be read back after saving it; nothing is stored. */
export async function readDraftRow(tx: EntityManager, workspaceId: string, draft: DraftRow): Promise<VersionRow> {
  const unsaved = `(select $1::uuid as workspace_id, null::uuid as id, $2::uuid as backend_id, 0 as number, $3::text as model, $4::jsonb as prompt_pack,
    $5::uuid as training_run_id, $6::double precision as target_accuracy, '' as note, null::text as author_name, now() as created_at)`;
  const [row] = await tx.query<[VersionRow]>(
    `select ${columns} from ${joinedFrom(unsaved)}`,
    [workspaceId, draft.backendId, draft.model, draft.promptPack && JSON.stringify(draft.promptPack), draft.trainingRunId, draft.targetAccuracy],
  );
  return row;
}

/** Newest first. */
export function versionRowsOf(tx: EntityManager, workspaceId: string, backendId: string): Promise<VersionRow[]> {
  return tx.query<VersionRow[]>(`select ${columns} from ${joined} where v.workspace_id = $1 and v.backend_id = $2 order by v.number desc`, [workspaceId, backendId]);
}

/** The newest version of each backend that has one. */
export function latestVersionRows(tx: EntityManager, workspaceId: string): Promise<VersionRow[]> {
  return tx.query<VersionRow[]>(
    `select distinct on (v.backend_id) ${columns} from ${joined} where v.workspace_id = $1 order by v.backend_id, v.number desc`, [workspaceId],
  );
}

/** Locks the backend, so that two savers get two numbers. @returns undefined when there is no such backend */
export async function lockBackend(tx: EntityManager, workspaceId: string, id: string): Promise<{ kind: BackendKind; next: number } | undefined> {
  const rows = await tx.query<{ kind: BackendKind }[]>('select kind from backend where workspace_id = $1 and id = $2 for update', [workspaceId, id]);
  if (!rows[0]) return undefined;
  const [last] = await tx.query<{ number: number | null }[]>(
    'select max(number) as number from backend_version where workspace_id = $1 and backend_id = $2', [workspaceId, id],
  );
  return { kind: rows[0].kind, next: (last?.number ?? 0) + 1 };
}

export interface RunOfVersion {
  id: string;
  number: number;
}

/** A training run by its id or by its number, whatever came of it. */
export async function findRun(tx: EntityManager, workspaceId: string, by: { id: string } | { number: number }): Promise<RunOfVersion | undefined> {
  const [column, value] = 'id' in by ? ['id', by.id] as const : ['number', by.number] as const;
  const rows = await tx.query<RunOfVersion[]>(`select id, number from training_run where workspace_id = $1 and ${column} = $2`, [workspaceId, value]);
  return rows[0];
}

export interface WorkspaceFacts {
  name: string;
  /** Dollars per hour of processor time. */
  cpuPricePerHour: number;
}

export async function readWorkspaceFacts(tx: EntityManager, workspaceId: string): Promise<WorkspaceFacts> {
  const rows = await tx.query<WorkspaceFacts[]>('select name, cpu_price_per_hour as "cpuPricePerHour" from workspace where id = $1', [workspaceId]);
  return rows[0] ?? { name: '', cpuPricePerHour: 0 };
}
