import type { EntityManager } from 'typeorm';
import { resolvedAlone } from './totals.sql.ts';

/** Sums over the units of one variant that were assigned in one epoch, for one measure. Whole numbers as text: they may outgrow a double. */
export interface UnitMomentsRow {
  variantId: string;
  epoch: number;
  metric: string;
  units: string;
  y: string;
  x: string;
  yy: string;
  xx: string;
  xy: string;
}

const sums = `count(*) as units, sum(y) as y, sum(x) as x, sum(y::numeric * y) as yy, sum(x::numeric * x) as xx, sum(x::numeric * y) as xy`;

/** Of the units that could count: those with a denominator. */
export const unitMoments = (tx: EntityManager, workspaceId: string, experimentId: string, phase: number, metrics: readonly string[]): Promise<UnitMomentsRow[]> =>
  tx.query(
    `select variant_id as "variantId", epoch, metric, ${sums} from unit_total
     where workspace_id = $1 and experiment_id = $2 and phase = $3 and metric = any($4) and x > 0 group by variant_id, epoch, metric
     union all
     select variant_id, epoch, 'resolved', ${sums} from (
       select variant_id, epoch, unit_id, count(*) filter (where ${resolvedAlone}) as y, count(*) as x from outcome o
       where workspace_id = $1 and experiment_id = $2 and phase = $3 and variant_id is not null and unit_id is not null
       group by variant_id, epoch, unit_id) units
     where 'resolved' = any($4) group by variant_id, epoch`,
    [workspaceId, experimentId, phase, metrics]);
