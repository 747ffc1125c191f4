import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** How language models do, minute by minute; how much they read at once, and when they will be switched off. */
export class WatchModels0028 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'WatchModels0000000000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table model
        -- As entered by a person; tokens.
        add column context_window integer constraint model_context_window_check check (context_window > 0),
        add column retires_on date,
        -- As the provider's list of models says.
        add column told_context_window integer,
        add column told_retires_on date,
        -- What the last press of the test button gave.
        add column last_test jsonb;
      create table model_minute (
        workspace_id uuid not null,
        model_id uuid not null,
        minute timestamptz not null,
        -- Each process writes rows of its own, again and again while the minute lasts.
        process_id uuid not null,
        calls integer not null,
        failed integer not null,
        cancelled integer not null,
        tried_again integer not null,
        -- How many failed of which class.
        failures jsonb not null,
        -- How many of them took so long, by latency bucket; failures are in the overflow bucket.
        first_token jsonb not null,
        total jsonb not null,
        last_failure text,
        last_failure_at timestamptz,
        -- Until then this process leaves the model alone.
        closed_until timestamptz,
        constraint model_minute_pk primary key (workspace_id, model_id, minute, process_id),
        constraint model_minute_model_fk foreign key (workspace_id, model_id) references model (workspace_id, id) on delete cascade
      );
      create index model_minute_minute on model_minute (minute);
      ${tenantTable('model_minute')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
