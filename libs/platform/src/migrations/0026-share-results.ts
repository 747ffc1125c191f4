import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** Links by which somebody without an account reads the results of one experiment. */
export class ShareResults0026 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'ShareResults0000000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table experiment_share (
        workspace_id uuid not null constraint experiment_share_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        experiment_id uuid not null,
        note text not null default '',
        -- The name of the member or API key: the link outlives them.
        created_by text not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        withdrawn_at timestamptz,
        opens integer not null default 0,
        last_opened_at timestamptz,
        constraint experiment_share_pk primary key (workspace_id, id),
        constraint experiment_share_experiment_fk foreign key (workspace_id, experiment_id) references experiment (workspace_id, id) on delete cascade
      );
      create index experiment_share_experiment_index on experiment_share (workspace_id, experiment_id);
      -- Whose the token of a link is stands where all tokens stand, as a hash.
      alter table credential drop constraint credential_kind_check;
      alter table credential add constraint credential_kind_check check (kind in ('session', 'api_key', 'visitor', 'site', 'setup', 'invite', 'share'));
    `);
    await runner.query(tenantTable('experiment_share'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
