import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * Runs of the prompt optimizer and the prompts that they compared. What a call may use at most is reserved in the row before
 * it is made, so that a server which dies in the middle has not spent anything unseen.
 */
export class CreateOptimizerRuns0036 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateOptimizerRuns0000000000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table optimizer_run (
        workspace_id uuid not null constraint optimizer_run_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        -- Counts from 1 within the workspace.
        number integer not null,
        start_version_id uuid not null,
        set_id uuid not null,
        steps text not null constraint optimizer_run_steps_check check (steps in ('examples', 'examples_and_instructions')),
        reflection_model text,
        token_budget integer not null,
        rollout_limit integer not null,
        seed integer not null,
        note text not null default '',
        feedback_ids uuid[] not null,
        validation_ids uuid[] not null,
        -- What the cases asked when the run began: they may be changed or deleted later.
        question_keys text[] not null,
        left_out integer not null,
        state text not null default 'waiting' constraint optimizer_run_state_check check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
        ended_by text,
        error_code text,
        cancel_requested boolean not null default false,
        owner uuid,
        tokens integer not null default 0,
        -- Of the call under way, at most.
        tokens_reserved integer not null default 0,
        cost_micro_usd double precision not null default 0,
        rollouts integer not null default 0,
        next_step integer not null default 0,
        refused jsonb not null default '{}',
        standing jsonb,
        curve jsonb not null default '[]',
        interruptions integer not null default 0,
        created_by text not null,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        finished_at timestamptz,
        constraint optimizer_run_pk primary key (workspace_id, id),
        constraint optimizer_run_number_key unique (workspace_id, number),
        constraint optimizer_run_start_fk foreign key (workspace_id, start_version_id) references backend_version (workspace_id, id) on delete cascade,
        constraint optimizer_run_set_fk foreign key (workspace_id, set_id) references evaluation_set (workspace_id, id) on delete cascade
      );
      create table optimizer_candidate (
        workspace_id uuid not null constraint optimizer_candidate_workspace_fk references workspace (id) on delete cascade,
        run_id uuid not null,
        -- From 0, the start.
        number integer not null,
        parents integer[] not null,
        step text not null constraint optimizer_candidate_step_check check (step in ('start', 'examples', 'instructions', 'merge')),
        pack jsonb not null,
        -- By the id of each validation case.
        scores jsonb not null,
        saved_version_id uuid,
        created_at timestamptz not null default now(),
        constraint optimizer_candidate_pk primary key (workspace_id, run_id, number),
        constraint optimizer_candidate_run_fk foreign key (workspace_id, run_id) references optimizer_run (workspace_id, id) on delete cascade,
        constraint optimizer_candidate_saved_fk foreign key (workspace_id, saved_version_id) references backend_version (workspace_id, id) on delete cascade
      );
    `);
    for (const table of ['optimizer_run', 'optimizer_candidate']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
