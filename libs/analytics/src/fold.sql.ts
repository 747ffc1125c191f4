import type { EntityManager } from 'typeorm';
import { orNil, type JournalRow, type RollupDelta, type UnitDelta } from './accumulate.ts';
import type { Fact } from './journal.ts';

export interface Mark {
  xid: string;
  journalId: string;
}

interface RawRow {
  id: string;
  xid: string;
  workspace_id: string;
  at: Date;
  fact: Fact;
}
export type MarkedRow = JournalRow & Mark;

const toRow = (raw: RawRow): MarkedRow => ({ workspaceId: raw.workspace_id, at: raw.at, fact: raw.fact, xid: raw.xid, journalId: raw.id });

/** Takes the fold's mark for this transaction; null while another process holds it. */
export async function takeMark(tx: EntityManager, wait: boolean): Promise<Mark | null> {
  const [mark] = await tx.query<{ xid: string; journal_id: string }[]>(
    `select xid, journal_id from fold_mark where projection = 'rollups' for update ${wait ? '' : 'skip locked'}`);
  return mark ? { xid: mark.xid, journalId: mark.journal_id } : null;
}

export const moveMark = (tx: EntityManager, mark: Mark): Promise<unknown> =>
  tx.query(`update fold_mark set xid = $1::xid8, journal_id = $2 where projection = 'rollups'`, [mark.xid, mark.journalId]);

/**
 * The next facts after the mark, in the order of their transactions. Identity columns become visible out of order, so
 * only transactions are read that none still running can precede.
 */
export async function factsAfter(tx: EntityManager, mark: Mark, limit: number): Promise<MarkedRow[]> {
  const rows = await tx.query<RawRow[]>(
    `select id, xid, workspace_id, at, fact from journal
     where (xid, id) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, id limit $3`,
    [mark.xid, mark.journalId, limit]);
  return rows.map(toRow);
}

/** Facts of one workspace between two marks, the first excluded, the last included. */
export async function factsOf(tx: EntityManager, workspaceId: string, after: Mark, upTo: Mark, limit: number): Promise<MarkedRow[]> {
  const rows = await tx.query<RawRow[]>(
    `select id, xid, workspace_id, at, fact from journal
     where workspace_id = $1 and (xid, id) > ($2::xid8, $3::bigint) and (xid, id) <= ($4::xid8, $5::bigint) order by xid, id limit $6`,
    [workspaceId, after.xid, after.journalId, upTo.xid, upTo.journalId, limit]);
  return rows.map(toRow);
}

export async function addRollups(tx: EntityManager, deltas: readonly RollupDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await tx.query(
    `insert into rollup (workspace_id, bucket, site_id, experiment_id, variant_id, backend_version_id, traffic, sums, first_token, total)
     select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::jsonb[], $9::jsonb[], $10::jsonb[])
     on conflict on constraint rollup_pk do update set sums = jsonb_sum(rollup.sums, excluded.sums),
       first_token = jsonb_sum(rollup.first_token, excluded.first_token), total = jsonb_sum(rollup.total, excluded.total)`,
    [
      deltas.map((d) => d.workspaceId), deltas.map((d) => d.bucket), deltas.map((d) => d.whose.siteId), deltas.map((d) => orNil(d.whose.experimentId)),
      deltas.map((d) => orNil(d.whose.variantId)), deltas.map((d) => orNil(d.whose.backendVersionId)), deltas.map((d) => d.whose.traffic),
      deltas.map((d) => JSON.stringify(d.sums)), deltas.map((d) => JSON.stringify(d.firstToken)), deltas.map((d) => JSON.stringify(d.total)),
    ]);
}

export async function addUnitTotals(tx: EntityManager, deltas: readonly UnitDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await tx.query(
    `insert into unit_total (workspace_id, experiment_id, phase, epoch, variant_id, unit_id, metric, y, x, yy, buckets)
     select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::uuid[], $6::uuid[], $7::text[], $8::bigint[], $9::bigint[], $10::bigint[], $11::jsonb[])
     on conflict on constraint unit_total_pk do update set y = unit_total.y + excluded.y, x = unit_total.x + excluded.x,
       yy = unit_total.yy + excluded.yy, buckets = jsonb_sum(unit_total.buckets, excluded.buckets)`,
    [
      deltas.map((d) => d.workspaceId), deltas.map((d) => d.whose.experimentId), deltas.map((d) => d.whose.phase ?? 1), deltas.map((d) => d.whose.epoch ?? 1),
      deltas.map((d) => orNil(d.whose.variantId)), deltas.map((d) => d.whose.unitId), deltas.map((d) => d.metric),
      deltas.map((d) => d.y), deltas.map((d) => d.x), deltas.map((d) => d.yy), deltas.map((d) => JSON.stringify(d.buckets)),
    ]);
}

export async function clearFolded(tx: EntityManager, workspaceId: string): Promise<void> {
  await tx.query('delete from rollup where workspace_id = $1', [workspaceId]);
  await tx.query('delete from unit_total where workspace_id = $1', [workspaceId]);
}

/** One digest of every folded row of a workspace, in key order: equal digests mean equal bytes. */
export async function digestOfFolded(tx: EntityManager, workspaceId: string): Promise<string> {
  const [row] = await tx.query<{ digest: string }[]>(
    `select encode(sha256(convert_to(
       coalesce((select string_agg(r::text, E'\\n' order by bucket, site_id, experiment_id, variant_id, backend_version_id, traffic) from rollup r where workspace_id = $1), '') || E'\\n' ||
       coalesce((select string_agg(u::text, E'\\n' order by experiment_id, phase, epoch, unit_id, metric) from unit_total u where workspace_id = $1), ''), 'UTF8')), 'hex') as digest`,
    [workspaceId]);
  return row?.digest ?? '';
}
