import type { Traffic } from '#contracts';
import type { Asking } from '#platform';
import type { EntityManager } from 'typeorm';
import type { Slice } from './slices.ts';

export interface Arrival {
  workspaceId: string;
  siteId: string;
  visitorId: string;
  conversationId: string;
  traffic: Traffic;
}

export interface OpenVariant {
  id: string;
  weight: number;
  backendVersionId: string;
}

export interface Stored {
  variantId: string;
  epoch: number;
}

/** The experiment that decides about an arrival, with its present variants and the unit's assignment, if any. */
export interface OpenExperiment {
  id: string;
  state: 'running' | 'paused';
  phase: number;
  epoch: number;
  coverage: number;
  slice: Slice;
  layerSalt: string;
  exposureSalt: string;
  variantSalt: string;
  crossEngineFallback: boolean;
  unitId: string;
  variants: OpenVariant[];
  stored: Stored | null;
}

/**
 * The site's running experiments, and the paused ones in which this unit was assigned already. Those that have it come
 * first, the earliest assignment at the head.
 *
 * One statement, so that weights and epoch are of one moment.
 */
export function findOpenExperiments(tx: EntityManager, { workspaceId, siteId, visitorId, conversationId, traffic }: Arrival): Promise<OpenExperiment[]> {
  return tx.query<OpenExperiment[]>(
    `select e.id, e.state, e.phase, e.epoch, e.coverage, json_build_object('from', e.slice_from, 'to', e.slice_to) as slice, e.layer_salt as "layerSalt", e.exposure_salt as "exposureSalt", e.variant_salt as "variantSalt",
       e.cross_engine_fallback as "crossEngineFallback", u.id as "unitId",
       (select json_agg(json_build_object('id', v.id, 'weight', v.weight, 'backendVersionId', v.backend_version_id) order by v.position)
        from variant v where v.workspace_id = e.workspace_id and v.experiment_id = e.id and v.phase = e.phase) as variants,
       case when a.unit_id is not null then json_build_object('variantId', a.variant_id, 'epoch', a.epoch) end as stored
     from experiment e
     cross join lateral (select case e.unit when 'visitor' then $4::uuid else $5::uuid end as id) u
     left join assignment a on a.workspace_id = e.workspace_id and a.experiment_id = e.id and a.phase = e.phase and a.unit_id = u.id
     where e.workspace_id = $1 and e.site_id = $2 and e.traffic = $3
       and (e.state = 'running' or (e.state = 'paused' and a.unit_id is not null))
     order by a.assigned_at nulls last, e.started_at desc`,
    [workspaceId, siteId, traffic, visitorId, conversationId],
  );
}

/**
 * Writes the proposal unless the unit has an assignment in this phase already.
 *
 * @returns what is true now, and whether this call made it so
 */
export async function storeAssignment(
  tx: EntityManager, workspaceId: string, { id, phase, epoch, unitId }: OpenExperiment, variantId: string,
): Promise<Stored & { newly: boolean }> {
  const key = [workspaceId, id, phase, unitId];
  const [written] = await tx.query<Stored[]>(
    `insert into assignment (workspace_id, experiment_id, phase, unit_id, epoch, variant_id) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning variant_id as "variantId", epoch`, [...key, epoch, variantId]);
  if (written) return { ...written, newly: true };
  // Somebody else's insert won; it is committed, because ours waited for it.
  const [stored] = await tx.query<Stored[]>(
    `select variant_id as "variantId", epoch from assignment where workspace_id = $1 and experiment_id = $2 and phase = $3 and unit_id = $4`, key);
  if (!stored) throw new Error('an assignment vanished between conflict and reading');
  return { ...stored, newly: false };
}

export interface AssignedCount {
  epoch: number;
  variantId: string;
  units: number;
  /** By variant id, as planned in that epoch. */
  weights: Record<string, number>;
}

/** How many units each epoch of a phase gave to each variant, beside what it planned. */
export function assignedByEpoch(tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<AssignedCount[]> {
  return tx.query<AssignedCount[]>(
    `select a.epoch, a.variant_id as "variantId", count(*)::integer as units, e.weights from assignment a
     join epoch e on e.workspace_id = a.workspace_id and e.experiment_id = a.experiment_id and e.phase = a.phase and e.number = a.epoch
     where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3 group by a.epoch, a.variant_id, e.weights`,
    [workspaceId, experimentId, phase],
  );
}

/** Notes when a unit first got an answer; later ones change nothing. */
export async function noteFirstAnswer(tx: Asking, unit: { workspaceId: string; experimentId: string; phase: number; unitId: string }): Promise<void> {
  await tx.query(
    `update assignment set first_answered_at = now()
     where workspace_id = $1 and experiment_id = $2 and phase = $3 and unit_id = $4 and first_answered_at is null`,
    [unit.workspaceId, unit.experimentId, unit.phase, unit.unitId]);
}
