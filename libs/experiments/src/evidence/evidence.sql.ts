import type { AssignmentRule, Evidence } from '#contracts';
import type { PhaseKey } from '#analytics';
import type { EntityManager } from 'typeorm';
import { holdoutSalt } from '../holdout.ts';

interface EpochRow {
  number: number;
  startedAt: Date;
  reason: string;
  weights: Record<string, number>;
  coverage: number | null;
  assigned: Record<string, number>;
  answered: Record<string, number>;
}

/** When the experiment rested, whatever the phase, in order: each pause until it went on or was stopped. */
export async function readPauses(tx: EntityManager, { workspaceId, experimentId }: PhaseKey): Promise<NonNullable<Evidence['pauses']>> {
  const rows = await tx.query<{ from: Date; until: Date | null }[]>(
    `select created_at as "from", until from (
       select kind, created_at, lead(created_at) over (order by created_at, id) as until from experiment_change
       where workspace_id = $1 and experiment_id = $2 and kind in ('paused', 'resumed', 'stopped')) moves
     where kind = 'paused' order by created_at`, [workspaceId, experimentId]);
  return rows.map(({ from, until }) => ({ from: from.toISOString(), until: until?.toISOString() ?? null }));
}

/** The times of constant weights of a phase, with the units that each assigned and of those the ones that got an answer, by variant id. */
export async function readEpochs(tx: EntityManager, { workspaceId, experimentId, phase }: PhaseKey): Promise<Evidence['epochs']> {
  const rows = await tx.query<EpochRow[]>(
    `select e.number, e.started_at as "startedAt", e.reason, e.weights, e.coverage, coalesce(a.assigned, '{}') as assigned, coalesce(a.answered, '{}') as answered from epoch e
     left join (
       select epoch, jsonb_object_agg(variant_id, units) as assigned, jsonb_object_agg(variant_id, answered) as answered from (
         select epoch, variant_id, count(*) as units, count(first_answered_at) as answered from assignment
         where workspace_id = $1 and experiment_id = $2 and phase = $3 group by epoch, variant_id) counted group by epoch) a on a.epoch = e.number
     where e.workspace_id = $1 and e.experiment_id = $2 and e.phase = $3 order by e.number`, [workspaceId, experimentId, phase]);
  return rows.map(({ coverage, ...row }) => ({ ...row, ...(coverage !== null && { coverage }), startedAt: row.startedAt.toISOString() }));
}

interface RuleRow extends Omit<AssignmentRule, 'hash' | 'salts'> {
  siteId: string;
  layer: string;
  exposure: string;
  variant: string;
}

/** With what the present phase draws. */
export async function readAssignmentRule(tx: EntityManager, { workspaceId, experimentId }: PhaseKey): Promise<AssignmentRule> {
  const [row] = await tx.query<RuleRow[]>(
    `select e.site_id as "siteId", e.layer_salt as layer, e.exposure_salt as exposure, e.variant_salt as variant, e.targeting, e.growthbook,
       json_build_object('from', e.slice_from, 'to', e.slice_to) as slice, case e.traffic when 'replay' then 0 else s.holdout end as holdout
     from experiment e join site s on s.workspace_id = e.workspace_id and s.id = e.site_id
     where e.workspace_id = $1 and e.id = $2`, [workspaceId, experimentId]);
  if (!row) throw new Error(`experiment ${experimentId} vanished while it was read`);
  const { siteId, layer, exposure, variant, ...rule } = row;
  return { hash: 'murmurhash3_x86_32', salts: { holdout: holdoutSalt(siteId), layer, exposure, variant }, ...rule };
}
