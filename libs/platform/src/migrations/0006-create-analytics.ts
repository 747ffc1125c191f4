import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** The journal of facts, and what is folded from it: 15-minute rollups and totals per unit. */
export class CreateAnalytics0006 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateAnalytics0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Written in the transaction of the fact. xid lets the fold read only what no running transaction can still precede.
      create table journal (
        id bigint generated always as identity constraint journal_pk primary key,
        workspace_id uuid not null constraint journal_workspace_fk references workspace (id) on delete cascade,
        xid xid8 not null default pg_current_xact_id(),
        at timestamptz not null default now(),
        kind text not null,
        conversation_id uuid,
        fact jsonb not null
      );
      create index journal_fold_index on journal (xid, id);
      create index journal_workspace_index on journal (workspace_id, xid, id);
      create table fold_mark (
        projection text constraint fold_mark_pk primary key,
        xid xid8 not null default '0',
        journal_id bigint not null default 0
      );
      insert into fold_mark (projection) values ('rollups');
      -- Adds two objects of numbers key by key and drops zeros, so that the same facts give the same bytes in any order.
      create function jsonb_sum(a jsonb, b jsonb) returns jsonb language sql immutable parallel safe return (
        select coalesce(jsonb_object_agg(key, total), '{}') from (
          select key, sum(value::numeric) as total
          from (select key, value from jsonb_each_text(a) union all select key, value from jsonb_each_text(b)) as both_sides
          group by key having sum(value::numeric) <> 0) as sums);
      -- Sums of one 15-minute bucket (UTC). variant_id and experiment_id are the nil UUID outside experiments.
      create table rollup (
        workspace_id uuid not null constraint rollup_workspace_fk references workspace (id) on delete cascade,
        bucket timestamptz not null,
        site_id uuid not null,
        experiment_id uuid not null,
        variant_id uuid not null,
        backend_version_id uuid not null,
        traffic text not null,
        sums jsonb not null,
        first_token jsonb not null,
        total jsonb not null,
        constraint rollup_pk primary key (workspace_id, bucket, site_id, experiment_id, variant_id, backend_version_id, traffic)
      );
      create table unit_total (
        workspace_id uuid not null constraint unit_total_workspace_fk references workspace (id) on delete cascade,
        experiment_id uuid not null,
        phase integer not null,
        epoch integer not null,
        variant_id uuid not null,
        unit_id uuid not null,
        metric text not null,
        -- Exact sums: numerator, denominator, sum of squares of the numerator's items.
        y bigint not null default 0,
        x bigint not null default 0,
        yy bigint not null default 0,
        buckets jsonb not null default '{}',
        constraint unit_total_pk primary key (workspace_id, experiment_id, phase, epoch, unit_id, metric)
      );
      create index unit_total_variant_index on unit_total (workspace_id, experiment_id, phase, variant_id, metric);
    `);
    for (const table of ['journal', 'rollup', 'unit_total']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
