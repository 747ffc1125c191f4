import type { BucketSize, ReportMark } from '#contracts';
import type { EntityManager } from 'typeorm';
import { startFormat, type ReportRange } from './totals.sql.ts';

type Row = Omit<ReportMark, 'at'> & { at: Date };

/** When the experiments of these variants began, or changed their weights or variants, within a range. */
export async function readMarks(tx: EntityManager, { workspaceId, from, to, timeZone }: ReportRange, size: BucketSize, variantIds: readonly string[]): Promise<ReportMark[]> {
  const rows = await tx.query<Row[]>(
    `select to_char(date_trunc($5, p.started_at at time zone $4), $6) as start, p.started_at as at, e.id as "experimentId", e.name as "experimentName",
       case when p.number > 1 then 'weights' when p.phase > 1 then 'variants' else 'started' end as kind, p.phase, p.number as epoch, p.reason
     from epoch p join experiment e on e.workspace_id = p.workspace_id and e.id = p.experiment_id
     where p.workspace_id = $1 and p.started_at >= $2::date::timestamp at time zone $4 and p.started_at < ($3::date + 1)::timestamp at time zone $4
       and e.id in (select v.experiment_id from variant v where v.workspace_id = $1 and v.id = any($7::uuid[]))
     order by p.started_at, e.id`, [workspaceId, from, to, timeZone, size, startFormat[size], variantIds]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
