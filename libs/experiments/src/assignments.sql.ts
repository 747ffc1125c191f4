import type { ArrivalFacts, GrowthBookSplit, Targeting, Traffic } from '#contracts';
import type { Asking } from '#platform';
import type { EntityManager } from 'typeorm';
import type { Slice } from './slices.ts';

export interface Arrival {
  workspaceId: string;
  siteId: string;
  visitorId: string;
  conversationId: string;
  traffic: Traffic;
  /** What was known of the visitor when the chat was opened. */
  facts: ArrivalFacts | null;
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
  targeting: Targeting;
  growthbook: GrowthBookSplit | null;
  layerSalt: string;
  exposureSalt: string;
  variantSalt: string;
  crossEngineFallback: boolean;
  unitId: string;
  variants: OpenVariant[];
  stored: Stored | null;
}

const firstOfPerson = `(
  select f.unit_id from visitor_alias o
  join assignment f on f.workspace_id = o.workspace_id and f.experiment_id = e.id and f.phase = e.phase and f.unit_id = o.visitor_id
  where o.workspace_id = e.workspace_id and o.unit_id = p.unit_id order by greatest(f.assigned_at, o.joined_at), f.unit_id limit 1)`;

/**
 * The site's running experiments, and the paused ones in which this unit was assigned already. Those that have it come
 * first, the earliest assignment at the head.
 *
 * The unit of a signed-in visitor is the one under which the person was assigned first, counted from when it was the
 * person's; before any assignment, the person's first visitor. One statement, so that weights and epoch are of one moment.
 */
export function findOpenExperiments(tx: EntityManager, { workspaceId, siteId, visitorId, conversationId, traffic }: Omit<Arrival, 'facts'>): Promise<OpenExperiment[]> {
  return tx.query<OpenExperiment[]>(
    `select e.id, e.state, e.phase, e.epoch, e.coverage, json_build_object('from', e.slice_from, 'to', e.slice_to) as slice, e.targeting, e.growthbook, e.layer_salt as "layerSalt", e.exposure_salt as "exposureSalt", e.variant_salt as "variantSalt",
       e.cross_engine_fallback as "crossEngineFallback", u.id as "unitId",
       (select json_agg(json_build_object('id', v.id, 'weight', v.weight, 'backendVersionId', v.backend_version_id) order by v.position)
        from variant v where v.workspace_id = e.workspace_id and v.experiment_id = e.id and v.phase = e.phase) as variants,
       case when a.unit_id is not null then json_build_object('variantId', a.variant_id, 'epoch', a.epoch) end as stored
     from experiment e
     left join visitor_alias p on p.workspace_id = e.workspace_id and p.visitor_id = $4::uuid
     cross join lateral (select case e.unit when 'conversation' then $5::uuid else coalesce(${firstOfPerson}, p.unit_id, $4::uuid) end as id) u
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

/** Notes when a unit first got an answer; later ones change nothing. */
export async function noteFirstAnswer(tx: Asking, unit: { workspaceId: string; experimentId: string; phase: number; unitId: string }): Promise<void> {
  await tx.query(
    `update assignment set first_answered_at = now()
     where workspace_id = $1 and experiment_id = $2 and phase = $3 and unit_id = $4 and first_answered_at is null`,
    [unit.workspaceId, unit.experimentId, unit.phase, unit.unitId]);
}
