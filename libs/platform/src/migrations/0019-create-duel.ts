import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** Blind choices of agents between two drafts of an answer. */
export class CreateDuel0019 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateDuel0000000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duel (
        workspace_id uuid not null constraint duel_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        conversation_id uuid not null,
        -- The last message of what both drafts answer.
        question_id uuid not null,
        -- Null: the conversation is in no experiment, or its variants are all the same version.
        experiment_id uuid,
        phase integer,
        left_variant_id uuid,
        right_variant_id uuid,
        left_backend_version_id uuid not null,
        right_backend_version_id uuid not null,
        -- Empty when that version gave no answer, and after the visitor had the conversation forgotten.
        left_text text not null,
        right_text text not null,
        left_options jsonb not null default '[]',
        right_options jsonb not null default '[]',
        -- In characters, as they were shown; 0 when there was no answer.
        left_length integer not null,
        right_length integer not null,
        left_outcome text not null,
        right_outcome text not null,
        left_error_code text,
        right_error_code text,
        left_total_ms integer not null,
        right_total_ms integer not null,
        left_cost_micro_usd bigint,
        right_cost_micro_usd bigint,
        -- Null while nobody has chosen.
        result text constraint duel_result_check check (result in ('left', 'right', 'tie', 'both_bad')),
        -- Member or API key that asked for the drafts and chooses.
        rater uuid not null,
        -- What the agent sent in the end, when it began as one of the drafts.
        sent_message_id uuid,
        created_at timestamptz not null default now(),
        decided_at timestamptz,
        constraint duel_pk primary key (workspace_id, id),
        constraint duel_conversation_fk foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade,
        constraint duel_question_fk foreign key (workspace_id, question_id) references message (workspace_id, id) on delete cascade,
        constraint duel_sent_message_fk foreign key (workspace_id, sent_message_id) references message (workspace_id, id),
        constraint duel_experiment_fk foreign key (workspace_id, experiment_id) references experiment (workspace_id, id),
        constraint duel_left_variant_fk foreign key (workspace_id, left_variant_id) references variant (workspace_id, id),
        constraint duel_right_variant_fk foreign key (workspace_id, right_variant_id) references variant (workspace_id, id),
        constraint duel_left_backend_version_fk foreign key (workspace_id, left_backend_version_id) references backend_version (workspace_id, id),
        constraint duel_right_backend_version_fk foreign key (workspace_id, right_backend_version_id) references backend_version (workspace_id, id),
        constraint duel_two_versions_check check (left_backend_version_id <> right_backend_version_id),
        constraint duel_experiment_check check ((experiment_id is null) = (left_variant_id is null) and (experiment_id is null) = (right_variant_id is null) and (experiment_id is null) = (phase is null)),
        constraint duel_decided_check check ((result is null) = (decided_at is null))
      );
      create index duel_conversation_index on duel (workspace_id, conversation_id);
      create index duel_experiment_index on duel (workspace_id, experiment_id, phase) where result is not null;
    `);
    await runner.query(tenantTable('duel'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
