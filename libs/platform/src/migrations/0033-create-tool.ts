import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * Tools that a language model may use while it answers: one call over HTTP each, with typed arguments. What was called stays
 * with the answer; what came back does not, since it may be about other people.
 */
export class CreateTool0033 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateTool0000000000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tool (
        workspace_id uuid not null constraint tool_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        name text not null,
        description text not null,
        arguments jsonb not null default '[]',
        method text not null constraint tool_method_check check (method in ('GET', 'POST')),
        url text not null,
        header_names text[] not null default '{}',
        -- What the headers hold, by name, sealed for this row; null without any.
        sealed_headers bytea,
        timeout_ms integer not null,
        fields text[] not null,
        max_length integer not null,
        side_effects boolean not null default false,
        needs_identity boolean not null default false,
        enabled boolean not null default true,
        created_at timestamptz not null default now(),
        constraint tool_pk primary key (workspace_id, id),
        constraint tool_name_key unique (workspace_id, name)
      );
      alter table message add column tool_calls jsonb not null default '[]';
    `);
    await runner.query(tenantTable('tool'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
