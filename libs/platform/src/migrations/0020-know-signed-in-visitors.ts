import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * Sites vouch for their visitors with tokens signed by secrets of their own, and visitors of several browsers are known
 * to be one person: the first of them is the person's unit in experiments.
 */
export class KnowSignedInVisitors0020 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'KnowSignedInVisitors0000000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table site_secret (
        workspace_id uuid not null constraint site_secret_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        site_id uuid not null,
        sealed bytea not null,
        last_four text not null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz,
        constraint site_secret_pk primary key (workspace_id, id),
        constraint site_secret_site_fk foreign key (workspace_id, site_id) references site (workspace_id, id) on delete cascade
      );
      create index site_secret_site_index on site_secret (workspace_id, site_id);
      create table visitor_alias (
        workspace_id uuid not null constraint visitor_alias_workspace_fk references workspace (id) on delete cascade,
        visitor_id uuid not null,
        site_id uuid not null,
        subject text not null,
        -- The person's first visitor.
        unit_id uuid not null,
        attributes jsonb not null default '{}',
        joined_at timestamptz not null default now(),
        constraint visitor_alias_pk primary key (workspace_id, visitor_id),
        constraint visitor_alias_visitor_fk foreign key (workspace_id, visitor_id) references visitor (workspace_id, id) on delete cascade,
        constraint visitor_alias_unit_fk foreign key (workspace_id, unit_id) references visitor (workspace_id, id) on delete cascade
      );
      create unique index visitor_alias_person_index on visitor_alias (workspace_id, site_id, subject) where visitor_id = unit_id;
      create index visitor_alias_unit_index on visitor_alias (workspace_id, unit_id);
    `);
    await runner.query(tenantTable('site_secret'));
    await runner.query(tenantTable('visitor_alias'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
