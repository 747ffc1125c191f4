import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** Models, trained artefacts, training runs, backends and their immutable versions. */
export class CreateBackends0003 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateBackends0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table model (
        workspace_id uuid not null constraint model_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        key text not null,
        provider text not null constraint model_provider_check check (provider in ('openai', 'anthropic', 'ollama', 'langchain')),
        name text not null,
        base_url text,
        sealed_key bytea,
        key_ending text,
        input_price double precision not null default 0,
        output_price double precision not null default 0,
        hourly_price double precision not null default 0,
        from_environment boolean not null default false,
        created_at timestamptz not null default now(),
        constraint model_pk primary key (workspace_id, id),
        constraint model_key_key unique (workspace_id, key)
      );
      create table artefact (
        workspace_id uuid not null constraint artefact_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        sha256 bytea not null,
        bytes bytea not null,
        created_at timestamptz not null default now(),
        constraint artefact_pk primary key (workspace_id, id)
      );
      create table training_run (
        workspace_id uuid not null constraint training_run_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        number integer not null,
        state text not null constraint training_run_state_check check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
        seed integer not null,
        note text not null default '',
        backend_ids uuid[] not null default '{}',
        progress jsonb not null,
        report jsonb,
        error_code text,
        artefact_id uuid,
        cancel_requested boolean not null default false,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        finished_at timestamptz,
        constraint training_run_pk primary key (workspace_id, id),
        constraint training_run_number_key unique (workspace_id, number),
        constraint training_run_artefact_fk foreign key (workspace_id, artefact_id) references artefact (workspace_id, id)
      );
      create table backend (
        workspace_id uuid not null constraint backend_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        name text not null,
        kind text not null constraint backend_kind_check check (kind in ('prompt', 'fine_tuned', 'hybrid')),
        created_at timestamptz not null default now(),
        constraint backend_pk primary key (workspace_id, id)
      );
      create table backend_version (
        workspace_id uuid not null constraint backend_version_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        backend_id uuid not null,
        number integer not null,
        model text not null,
        prompt_pack jsonb,
        training_run_id uuid,
        note text not null default '',
        author_name text,
        created_at timestamptz not null default now(),
        constraint backend_version_pk primary key (workspace_id, id),
        constraint backend_version_number_key unique (workspace_id, backend_id, number),
        constraint backend_version_backend_fk foreign key (workspace_id, backend_id) references backend (workspace_id, id) on delete cascade,
        constraint backend_version_training_run_fk foreign key (workspace_id, training_run_id) references training_run (workspace_id, id)
      );
      alter table site add constraint site_default_backend_version_fk
        foreign key (workspace_id, default_backend_version_id) references backend_version (workspace_id, id);
    `);
    for (const table of ['model', 'artefact', 'training_run', 'backend', 'backend_version']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
