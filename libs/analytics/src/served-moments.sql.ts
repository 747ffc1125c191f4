import type { EntityManager } from 'typeorm';
import { sourceOf, type MomentSums, type PhaseKey } from './unit-moments.sql.ts';

/** Sums of a measure together with who answered, exact: w is x times the share of the unit's answers that its own variant gave, in 10,000ths. */
export interface ServedSums extends MomentSums {
  w: string;
  ww: string;
  xw: string;
  yw: string;
}

export interface ServedMomentsRow extends ServedSums {
  variantId: string;
  epoch: number;
}

/**
 * Of the units of these variants, in a measure that is a ratio: those with a denominator. A unit without a finished answer
 * was not answered by its variant. Conversations of one visitor count as one, as everywhere where units are conversations.
 */
export const servedMoments = (tx: EntityManager, phase: PhaseKey, metric: string, { cap, variantIds }: { cap: number | null; variantIds: readonly string[] }): Promise<ServedMomentsRow[]> =>
  tx.query(
    `select "variantId", epoch, count(*)::text as units, sum(y)::text as y, sum(x)::text as x, sum(w)::text as w, sum(y * y)::text as yy, sum(x * x)::text as xx, sum(w * w)::text as ww,
       sum(x * y)::text as xy, sum(x * w)::text as xw, sum(y * w)::text as yw
     from (
       select a.variant_id as "variantId", a.epoch, sum(s.y)::numeric as y, sum(s.x)::numeric as x, sum(coalesce(round(s.x::numeric * 10000 * (e.x - e.y) / e.x), 0)) as w from assignment a
       join (${sourceOf(metric)}) s on s.unit_id = a.unit_id
       left join unit_total e on e.workspace_id = a.workspace_id and e.experiment_id = a.experiment_id and e.phase = a.phase and e.unit_id = a.unit_id and e.metric = 'elsewhere' and e.x > 0
       left join conversation c on $7 and c.workspace_id = a.workspace_id and c.id = a.unit_id
       where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3 and a.variant_id = any($6) and s.x > 0 and $5::text is not null and coalesce($4::bigint, 0) is not null
       group by a.variant_id, a.epoch, coalesce(c.visitor_id, a.unit_id)) of_units
     group by "variantId", epoch order by "variantId", epoch`, [phase.workspaceId, phase.experimentId, phase.phase, cap, metric, variantIds, phase.clustered ?? false]);
