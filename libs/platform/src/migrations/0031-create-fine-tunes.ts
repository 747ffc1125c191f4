import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * Fine-tunes: what was asked for, how far the provider is, what it told and what came of it. What is submitted is written down
 * before and after each step, so that a server that dies in between neither loses a job nor submits one twice.
 */
export class CreateFineTunes0031 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateFineTunes0000000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table fine_tune_job (
        workspace_id uuid not null constraint fine_tune_job_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        -- Counts from 1 within the workspace.
        number integer not null,
        provider text not null constraint fine_tune_job_provider_check check (provider in ('embedded', 'openai', 'manual')),
        method text not null constraint fine_tune_job_method_check check (method in ('sft', 'dpo', 'kto', 'intents')),
        state text not null default 'draft' constraint fine_tune_job_state_check check (state in ('draft', 'validating', 'uploading', 'queued', 'running', 'succeeded',
          'failed', 'cancelled', 'evaluated', 'promoted', 'rejected', 'retired')),
        note text not null,
        data_set_id uuid,
        training_run_id uuid,
        base_model text not null,
        parameters jsonb not null,
        prices jsonb not null,
        estimate jsonb,
        suffix text,
        base_url text,
        -- Sealed for this row.
        sealed_key bytea,
        key_ending text,
        backend_ids uuid[] not null default '{}',
        attempt integer not null default 1,
        -- What is sent to the provider, and under which ids it has it.
        files jsonb not null,
        issues jsonb not null,
        training_file_id text,
        validation_file_id text,
        remote_id text,
        -- Of the provider's newest event that is stored.
        newest_event_id text,
        fraction double precision,
        step integer,
        steps integer,
        cancel_requested boolean not null default false,
        -- How often in a row the provider could not be asked.
        failures integer not null default 0,
        error_code text,
        error_detail text,
        next_poll_at timestamptz,
        trained_tokens bigint,
        model_key text,
        model_id uuid,
        created_by text not null,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        finished_at timestamptz,
        constraint fine_tune_job_pk primary key (workspace_id, id),
        constraint fine_tune_job_number_key unique (workspace_id, number),
        constraint fine_tune_job_data_set_fk foreign key (workspace_id, data_set_id) references data_set (workspace_id, id) on delete set null (data_set_id),
        constraint fine_tune_job_training_run_fk foreign key (workspace_id, training_run_id) references training_run (workspace_id, id) on delete set null (training_run_id),
        constraint fine_tune_job_model_fk foreign key (workspace_id, model_id) references model (workspace_id, id) on delete set null (model_id)
      );
      create index fine_tune_job_data_set_index on fine_tune_job (workspace_id, data_set_id);
      create index fine_tune_job_model_key_index on fine_tune_job (workspace_id, model_key);
      create table fine_tune_event (
        workspace_id uuid not null,
        fine_tune_job_id uuid not null,
        -- Its place among the events of the job, from 1, without gaps.
        number integer not null,
        remote_id text not null,
        level text not null constraint fine_tune_event_level_check check (level in ('info', 'warn', 'error')),
        message text not null,
        -- Of a step of the training.
        point jsonb,
        at timestamptz not null,
        constraint fine_tune_event_pk primary key (workspace_id, fine_tune_job_id, number),
        constraint fine_tune_event_remote_key unique (workspace_id, fine_tune_job_id, remote_id),
        constraint fine_tune_event_job_fk foreign key (workspace_id, fine_tune_job_id) references fine_tune_job (workspace_id, id) on delete cascade
      );
      create table fine_tune_checkpoint (
        workspace_id uuid not null,
        fine_tune_job_id uuid not null,
        remote_id text not null,
        step integer not null,
        model text not null,
        train_loss double precision,
        validation_loss double precision,
        at timestamptz not null,
        constraint fine_tune_checkpoint_pk primary key (workspace_id, fine_tune_job_id, remote_id),
        constraint fine_tune_checkpoint_job_fk foreign key (workspace_id, fine_tune_job_id) references fine_tune_job (workspace_id, id) on delete cascade
      );
    `);
    for (const table of ['fine_tune_job', 'fine_tune_event', 'fine_tune_checkpoint']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
