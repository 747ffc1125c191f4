import type { Experiment, ExperimentState } from '#contracts';
import type { EntityManager } from 'typeorm';

export interface ExperimentFilter {
  id?: string | undefined;
  siteId?: string | undefined;
  state?: ExperimentState | undefined;
  /** Put away ones instead of the others; absent: either, which one experiment by its id is read with. */
  archived?: boolean | undefined;
}

type Row = Omit<Experiment, 'createdAt' | 'startedAt' | 'stoppedAt' | 'archivedAt'> & { createdAt: Date; startedAt: Date | null; stoppedAt: Date | null; archivedAt: Date | null };

/** Experiments with the variants of their present phase, newest first. */
export async function readExperiments(tx: EntityManager, workspaceId: string, { id, siteId, state, archived }: ExperimentFilter): Promise<Experiment[]> {
  const rows = await tx.query<Row[]>(
    `select e.id, e.site_id as "siteId", s.name as "siteName", e.name, e.hypothesis, e.state, e.phase, e.epoch, e.unit, e.traffic, e.coverage, e.ramp, json_build_object('from', e.slice_from, 'to', e.slice_to) as slice, e.targeting,
       e.cross_engine_fallback as "crossEngineFallback", e.planned_ratings as "plannedRatings", e.decision, e.growthbook, e.allocation,
       e.created_at as "createdAt", e.started_at as "startedAt", e.stopped_at as "stoppedAt", e.archived_at as "archivedAt", coalesce(v.all, '[]') as variants
     from experiment e join site s on s.workspace_id = e.workspace_id and s.id = e.site_id
     left join lateral (
       select json_agg(json_build_object('id', v.id, 'name', v.name, 'backendVersionId', v.backend_version_id, 'backendName', b.name, 'backendKind', b.kind,
         'versionNumber', bv.number, 'weight', v.weight, 'isControl', v.is_control, 'isTwin', v.is_twin) order by v.position) as all
       from variant v
       join backend_version bv on bv.workspace_id = v.workspace_id and bv.id = v.backend_version_id
       join backend b on b.workspace_id = bv.workspace_id and b.id = bv.backend_id
       where v.workspace_id = e.workspace_id and v.experiment_id = e.id and v.phase = e.phase
     ) v on true
     where e.workspace_id = $1 and ($2::uuid is null or e.id = $2) and ($3::uuid is null or e.site_id = $3) and ($4::text is null or e.state = $4)
       and ($5::boolean is null or (e.archived_at is not null) = $5)
     order by e.created_at desc, e.id desc`,
    [workspaceId, id ?? null, siteId ?? null, state ?? null, archived ?? null],
  );
  return rows.map((row) => ({
    ...row, createdAt: row.createdAt.toISOString(), startedAt: row.startedAt?.toISOString() ?? null, stoppedAt: row.stoppedAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
  }));
}

/** Names of the variants whose backend version cannot answer: it runs a trained embedded model that was never trained, and routes to nobody. */
export async function untrainedVariants(tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<string[]> {
  const rows = await tx.query<{ name: string }[]>(
    `select v.name from variant v
     join backend_version bv on bv.workspace_id = v.workspace_id and bv.id = v.backend_version_id
     join backend b on b.workspace_id = bv.workspace_id and b.id = bv.backend_id
     where v.workspace_id = $1 and v.experiment_id = $2 and v.phase = $3
       and b.kind in ('fine_tuned', 'hybrid') and bv.model like 'embedded/%' and bv.training_run_id is null
       and not exists (select from backend_route r where r.workspace_id = bv.workspace_id and r.backend_version_id = bv.id)
     order by v.position`, [workspaceId, experimentId, phase]);
  return rows.map(({ name }) => name);
}

/** Versions of the present phase that visitors of the site do not meet already, by default or in this experiment. */
export async function newToVisitors(tx: EntityManager, { workspaceId, id, siteId, phase }: { workspaceId: string; id: string; siteId: string; phase: number }): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select distinct v.backend_version_id as id from variant v
     where v.workspace_id = $1 and v.experiment_id = $2 and v.phase = $4
       and not exists (select from site s where s.workspace_id = $1 and s.id = $3 and s.default_backend_version_id = v.backend_version_id)
       and not exists (
         select from variant met join assignment a on a.workspace_id = met.workspace_id and a.experiment_id = met.experiment_id and a.variant_id = met.id
         where met.workspace_id = $1 and met.experiment_id = $2 and met.backend_version_id = v.backend_version_id)`, [workspaceId, id, siteId, phase]);
  return rows.map((row) => row.id);
}
