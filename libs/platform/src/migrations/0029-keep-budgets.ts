import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * What answers may use in a day, and what they have used: counters that every closing answer adds to in its own
 * transaction. A site's and a workspace's are kept in several parts, so that answers that end together do not wait for
 * each other. And what a guard saw in a question or an answer stays with the answer.
 */
export class KeepBudgets0029 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'KeepBudgets0000000000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspace
        add budget_tokens double precision,
        add budget_dollars double precision,
        add constraint workspace_budgets_check check (budget_tokens > 0 and budget_dollars > 0);
      alter table site
        add budget_visitor_tokens double precision default 500000,
        add budget_visitor_dollars double precision,
        add budget_tokens double precision,
        add budget_dollars double precision,
        add constraint site_budgets_check check (budget_visitor_tokens > 0 and budget_visitor_dollars > 0 and budget_tokens > 0 and budget_dollars > 0);
      alter table message add guard text[] not null default '{}';
      create table spend (
        workspace_id uuid not null constraint spend_workspace_fk references workspace (id) on delete cascade,
        scope text not null,
        -- The visitor, the site or the workspace.
        subject_id uuid not null,
        -- In the workspace's time zone.
        day date not null,
        part integer not null,
        site_id uuid,
        tokens bigint not null,
        micro_usd bigint not null,
        constraint spend_pk primary key (workspace_id, scope, subject_id, day, part),
        constraint spend_site_fk foreign key (workspace_id, site_id) references site (workspace_id, id) on delete cascade,
        constraint spend_scope_check check (scope in ('visitor', 'site', 'workspace'))
      );
      create index spend_day_index on spend (workspace_id, day);
    `);
    await runner.query(tenantTable('spend'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
