import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * Labels of backend versions, such as `production`, and every move that they made; a site's default may follow a backend's
 * production label instead of being a version that was chosen for it.
 */
export class LabelVersions0032 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'LabelVersions0000000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- For the foreign keys below: a label stays within its backend.
      alter table backend_version add constraint backend_version_backend_key unique (workspace_id, backend_id, id);
      create table version_label (
        workspace_id uuid not null constraint version_label_workspace_fk references workspace (id) on delete cascade,
        backend_id uuid not null,
        label text not null constraint version_label_label_check check (length(label) between 1 and 40),
        backend_version_id uuid not null,
        moved_by text not null,
        moved_at timestamptz not null default now(),
        constraint version_label_pk primary key (workspace_id, backend_id, label),
        constraint version_label_version_fk foreign key (workspace_id, backend_id, backend_version_id)
          references backend_version (workspace_id, backend_id, id) on delete cascade
      );
      create index version_label_version_index on version_label (workspace_id, backend_version_id);
      create table version_label_move (
        workspace_id uuid not null constraint version_label_move_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        backend_id uuid not null,
        label text not null,
        -- Null: it was on none, or is on none any more.
        from_version_id uuid,
        to_version_id uuid,
        moved_by text not null,
        message text not null default '',
        moved_at timestamptz not null default now(),
        constraint version_label_move_pk primary key (workspace_id, id),
        constraint version_label_move_backend_fk foreign key (workspace_id, backend_id) references backend (workspace_id, id) on delete cascade,
        constraint version_label_move_somewhere_check check (from_version_id is distinct from to_version_id)
      );
      create index version_label_move_backend_index on version_label_move (workspace_id, backend_id, moved_at);
      -- The default version is still written out: whoever answers a visitor reads it as before.
      alter table site add column follows_backend_id uuid;
      alter table site add constraint site_follows_backend_fk foreign key (workspace_id, follows_backend_id) references backend (workspace_id, id);
      alter table site add constraint site_follows_check check (follows_backend_id is null or default_backend_version_id is not null);
    `);
    for (const table of ['version_label', 'version_label_move']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
