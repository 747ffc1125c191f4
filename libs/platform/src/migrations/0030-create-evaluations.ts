import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * Evaluations: sets of questions with what is expected of their answers, frozen before they judge; runs of a candidate
 * against a baseline; their answers and the comparisons of them.
 */
export class CreateEvaluations0030 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateEvaluations0000000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table evaluation_set (
        workspace_id uuid not null constraint evaluation_set_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        name text not null,
        note text not null default '',
        frozen_at timestamptz,
        sha256 text,
        created_by text not null,
        created_at timestamptz not null default now(),
        constraint evaluation_set_pk primary key (workspace_id, id),
        constraint evaluation_set_frozen_check check ((frozen_at is null) = (sha256 is null))
      );
      create table evaluation_case (
        workspace_id uuid not null constraint evaluation_case_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        set_id uuid not null,
        -- Its place in the set, from 1.
        number integer not null,
        kind text not null constraint evaluation_case_kind_check check (kind in ('facts', 'abstain', 'tool', 'adversarial')),
        question text not null,
        history jsonb not null default '[]',
        expect jsonb not null,
        reference text,
        origin text not null,
        source_message_id uuid,
        created_at timestamptz not null default now(),
        constraint evaluation_case_pk primary key (workspace_id, id),
        constraint evaluation_case_number_key unique (workspace_id, set_id, number),
        constraint evaluation_case_set_fk foreign key (workspace_id, set_id) references evaluation_set (workspace_id, id) on delete cascade
      );
      create function evaluation_set_stays() returns trigger language plpgsql as $$
      declare
        changed record := coalesce(new, old);
      begin
        if exists (select from evaluation_set where workspace_id = changed.workspace_id and id = changed.set_id and frozen_at is not null) then
          raise exception 'the cases of a frozen evaluation set never change';
        end if;
        return changed;
      end $$;
      -- Deleting the whole set stays possible: its row is gone by then.
      create trigger evaluation_case_stays before insert or update or delete on evaluation_case for each row execute function evaluation_set_stays();
      create table evaluation (
        workspace_id uuid not null constraint evaluation_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        -- Counts from 1 within the workspace.
        number integer not null,
        set_id uuid not null,
        candidate_version_id uuid not null,
        baseline_version_id uuid not null,
        judge jsonb not null,
        limits jsonb not null,
        note text not null default '',
        state text not null default 'waiting' constraint evaluation_state_check check (state in ('waiting', 'answering', 'judging', 'choosing', 'done', 'failed', 'cancelled')),
        done integer not null default 0,
        total integer not null default 0,
        error_code text,
        cancel_requested boolean not null default false,
        interruptions integer not null default 0,
        verdict jsonb,
        promoted_experiment_id uuid,
        promoted_at timestamptz,
        created_by text not null,
        created_at timestamptz not null default now(),
        finished_at timestamptz,
        constraint evaluation_pk primary key (workspace_id, id),
        constraint evaluation_number_key unique (workspace_id, number),
        constraint evaluation_set_fk foreign key (workspace_id, set_id) references evaluation_set (workspace_id, id),
        constraint evaluation_candidate_fk foreign key (workspace_id, candidate_version_id) references backend_version (workspace_id, id) on delete cascade,
        constraint evaluation_baseline_fk foreign key (workspace_id, baseline_version_id) references backend_version (workspace_id, id) on delete cascade
      );
      create table evaluation_answer (
        workspace_id uuid not null constraint evaluation_answer_workspace_fk references workspace (id) on delete cascade,
        evaluation_id uuid not null,
        case_id uuid not null,
        side text not null constraint evaluation_answer_side_check check (side in ('candidate', 'baseline')),
        answer jsonb not null,
        faults jsonb not null,
        created_at timestamptz not null default now(),
        constraint evaluation_answer_pk primary key (workspace_id, evaluation_id, case_id, side),
        constraint evaluation_answer_evaluation_fk foreign key (workspace_id, evaluation_id) references evaluation (workspace_id, id) on delete cascade,
        constraint evaluation_answer_case_fk foreign key (workspace_id, case_id) references evaluation_case (workspace_id, id) on delete cascade
      );
      create table evaluation_comparison (
        workspace_id uuid not null constraint evaluation_comparison_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        evaluation_id uuid not null,
        case_id uuid not null,
        by text not null constraint evaluation_comparison_by_check check (by in ('model', 'person')),
        -- Of people: member or API key; null for a model, which compares a pair once (in both orders).
        rater uuid,
        result text not null constraint evaluation_comparison_result_check check (result in ('candidate', 'baseline', 'tie', 'both_bad')),
        -- Which answer stood left (first); null where both orders were shown.
        left_side text constraint evaluation_comparison_left_check check (left_side in ('candidate', 'baseline')),
        reason text,
        candidate_length integer not null,
        baseline_length integer not null,
        created_at timestamptz not null default now(),
        constraint evaluation_comparison_pk primary key (workspace_id, id),
        constraint evaluation_comparison_rater_check check ((by = 'person') = (rater is not null)),
        constraint evaluation_comparison_key unique nulls not distinct (workspace_id, evaluation_id, case_id, rater),
        constraint evaluation_comparison_evaluation_fk foreign key (workspace_id, evaluation_id) references evaluation (workspace_id, id) on delete cascade,
        constraint evaluation_comparison_case_fk foreign key (workspace_id, case_id) references evaluation_case (workspace_id, id) on delete cascade
      );
    `);
    for (const table of ['evaluation_set', 'evaluation_case', 'evaluation', 'evaluation_answer', 'evaluation_comparison']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
