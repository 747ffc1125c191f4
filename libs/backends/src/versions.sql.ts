import type { EntityManager } from 'typeorm';
import type { BackendKind, NamedVersion, Policy, PromptPack } from '#contracts';
import { newId } from '#platform';
import { duplicateKey } from '#textmodels';
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
  policy: Policy | null;
  /** Whom the policy names, each once; null without a policy. */
  routedTo: RoutedTo[] | null;
  labels: string[];
  note: string;
  authorName: string | null;
  createdAt: Date;
}

/** A version that a policy names, with what tells whether it is ready. */
export type RoutedTo = NamedVersion & Pick<VersionRow, 'model' | 'artefactId'> & { routes: boolean };

const columns = `
  v.id, v.backend_id as "backendId", v.number, b.kind, v.model, v.prompt_pack as "promptPack",
  v.training_run_id as "trainingRunId", r.artefact_id as "artefactId", v.note, v.author_name as "authorName", v.created_at as "createdAt", learnt.point as learnt,
  routed.policy, routed.to as "routedTo",
  array(select l.label from version_label l where l.workspace_id = v.workspace_id and l.backend_version_id = v.id order by l.label) as labels`;
const named = `jsonb_build_object('id', t.id, 'backendId', tb.id, 'backendName', tb.name, 'kind', tb.kind, 'number', t.number, 'model', t.model, 'artefactId', tr.artefact_id,
  'routes', exists (select from backend_route own where own.workspace_id = t.workspace_id and own.backend_version_id = t.id))`;
const joinedFrom = (versions: string, routes = 'backend_route'): string => `${versions} v
  join backend b on b.workspace_id = v.workspace_id and b.id = v.backend_id
  left join training_run r on r.workspace_id = v.workspace_id and r.id = v.training_run_id and r.state = 'succeeded'
  left join lateral (
    select point from jsonb_array_elements(r.report -> 'approaches' -> (case b.kind when 'hybrid' then 'hybrid' else 'fineTuned' end) -> 'points') as point
    where b.kind <> 'prompt' and v.model like 'embedded/%' and (point ->> 'target')::double precision >= v.target_accuracy - 1e-9
    order by (point ->> 'target')::double precision limit 1
  ) learnt on true
  left join lateral (
    select jsonb_agg(distinct ${named}) as to, jsonb_build_object(
      'topics', jsonb_agg(jsonb_build_object('topic', p.topic, 'backendVersionId', p.answered_by) order by p.place) filter (where p.topic is not null),
      'otherwise', (array_agg(p.answered_by) filter (where p.topic is null))[1]) as policy
    from ${routes} p
    join backend_version t on t.workspace_id = p.workspace_id and t.id = p.answered_by
    join backend tb on tb.workspace_id = t.workspace_id and tb.id = t.backend_id
    left join training_run tr on tr.workspace_id = t.workspace_id and tr.id = t.training_run_id and tr.state = 'succeeded'
    where p.workspace_id = v.workspace_id and p.backend_version_id = v.id
    having count(*) > 0
  ) routed on true`;
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
  policy: Policy | null;
}

export interface Route {
  place: number;
  topic: string | null;
  answeredBy: string;
}

/** A policy line by line; the first one is every other topic. */
export const routesOf = ({ topics, otherwise }: Policy): Route[] =>
  [{ topic: null, backendVersionId: otherwise }, ...topics].map(({ topic, backendVersionId }, place) => ({ place, topic, answeredBy: backendVersionId }));

/** A version as it would be read back after saving it; nothing is stored. */
export async function readDraftRow(tx: EntityManager, workspaceId: string, draft: DraftRow): Promise<VersionRow> {
  const unsaved = `(select $1::uuid as workspace_id, $7::uuid as id, $2::uuid as backend_id, 0 as number, $3::text as model, $4::jsonb as prompt_pack,
    $5::uuid as training_run_id, $6::double precision as target_accuracy, '' as note, null::text as author_name, now() as created_at)`;
  const routes = `(select $1::uuid as workspace_id, $7::uuid as backend_version_id, place, topic, "answeredBy" as answered_by
    from jsonb_to_recordset($8) as unsaved_route (place integer, topic text, "answeredBy" uuid))`;
  const [row] = await tx.query<[VersionRow]>(
    `select ${columns} from ${joinedFrom(unsaved, routes)}`,
    [workspaceId, draft.backendId, draft.model, draft.promptPack && JSON.stringify(draft.promptPack), draft.trainingRunId, draft.targetAccuracy, newId(),
      JSON.stringify(draft.policy ? routesOf(draft.policy) : [])],
  );
  return row;
}

/** Those of the ids that are versions of the workspace, as a policy names them. */
export function versionsToRouteTo(tx: EntityManager, workspaceId: string, ids: readonly string[]): Promise<RoutedTo[]> {
  return tx.query<{ version: RoutedTo }[]>(
    `select ${named} as version from backend_version t
     join backend tb on tb.workspace_id = t.workspace_id and tb.id = t.backend_id
     left join training_run tr on tr.workspace_id = t.workspace_id and tr.id = t.training_run_id and tr.state = 'succeeded'
     where t.workspace_id = $1 and t.id = any($2::uuid[])`, [workspaceId, ids],
  ).then((rows) => rows.map(({ version }) => version));
}

/** Its versions may route to one another, and could not be deleted in any order otherwise. */
export async function forgetRoutes(tx: EntityManager, workspaceId: string, backendId: string): Promise<void> {
  await tx.query(
    `delete from backend_route r using backend_version v
     where r.workspace_id = $1 and v.workspace_id = $1 and v.id = r.backend_version_id and v.backend_id = $2`, [workspaceId, backendId],
  );
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

/** Versions of every backend but the one of a version, newest first; of long histories the newest part. */
export function versionRowsOfOthers(tx: EntityManager, workspaceId: string, versionId: string, limit: number): Promise<VersionRow[]> {
  return tx.query<VersionRow[]>(
    `select ${columns} from ${joined}
     where v.workspace_id = $1 and v.backend_id <> (select backend_id from backend_version where workspace_id = $1 and id = $2)
     order by v.created_at desc, v.id desc limit $3`, [workspaceId, versionId, limit]);
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

/**
 * The system message in the data set of the fine-tune that made a model, or one of its checkpoints; the newest one's where
 * several did. Null: nobody knows what it learnt with.
 */
export async function readLearntSystem(tx: EntityManager, workspaceId: string, model: string): Promise<string | null> {
  const rows = await tx.query<{ said: string }[]>(
    `select d.filters->>'systemPrompt' as said from fine_tune_job j join data_set d on d.workspace_id = j.workspace_id and d.id = j.data_set_id
     where j.workspace_id = $1 and (j.model_key = $2
       or exists (select from fine_tune_checkpoint c where c.workspace_id = $1 and c.fine_tune_job_id = j.id and 'openai/' || c.model = $2))
     order by j.id desc limit 1`, [workspaceId, model]);
  return rows[0]?.said ?? null;
}

/** The questions of all evaluation sets, as `duplicateKey` writes them. */
export async function evaluatedQuestions(tx: EntityManager, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ question: string }[]>('select question from evaluation_case where workspace_id = $1', [workspaceId]);
  return new Set(rows.map(({ question }) => duplicateKey(question)));
}
