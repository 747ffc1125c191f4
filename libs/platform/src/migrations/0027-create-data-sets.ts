import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * Data sets made of conversations: what was asked for, what came of it, and which messages are in them. The words stay with
 * the messages, so that what a visitor deletes is gone from every file that is made afterwards.
 */
export class CreateDataSets0027 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateDataSets0000000000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table data_set (
        workspace_id uuid not null constraint data_set_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        name text not null,
        filters jsonb not null,
        state text not null default 'waiting' constraint data_set_state_check check (state in ('waiting', 'running', 'done', 'failed')),
        stage text not null default 'reading' constraint data_set_stage_check check (stage in ('reading', 'redacting', 'splitting', 'writing')),
        done integer not null default 0,
        total integer not null default 0,
        error_code text,
        -- Written once, when it is built.
        manifest jsonb,
        created_by text not null,
        created_at timestamptz not null default now(),
        finished_at timestamptz,
        constraint data_set_pk primary key (workspace_id, id),
        constraint data_set_manifest_check check ((state = 'done') = (manifest is not null))
      );
      create function data_set_stays() returns trigger language plpgsql as $$
      begin
        if old.manifest is not null and (new.manifest is distinct from old.manifest or new.filters is distinct from old.filters) then
          raise exception 'the manifest of a data set never changes';
        end if;
        return new;
      end $$;
      create trigger data_set_stays before update on data_set for each row execute function data_set_stays();
      create table data_set_turn (
        workspace_id uuid not null constraint data_set_turn_workspace_fk references workspace (id) on delete cascade,
        data_set_id uuid not null,
        -- Its place in the data set, from 1.
        number integer not null,
        part text not null constraint data_set_turn_part_check check (part in ('train', 'validation', 'test')),
        conversation_id uuid not null,
        context_ids uuid[] not null,
        question_ids uuid[] not null,
        answer_ids uuid[] not null,
        rejected_ids uuid[] not null,
        -- Of a pair of drafts: their texts stand with the choice.
        duel_id uuid,
        liked boolean,
        why text not null,
        weight double precision not null,
        marks text[] not null,
        intent text,
        asked_at timestamptz not null,
        constraint data_set_turn_pk primary key (workspace_id, data_set_id, number),
        constraint data_set_turn_data_set_fk foreign key (workspace_id, data_set_id) references data_set (workspace_id, id) on delete cascade,
        constraint data_set_turn_conversation_fk foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade
      );
      create index data_set_turn_conversation_index on data_set_turn (workspace_id, conversation_id);
    `);
    for (const table of ['data_set', 'data_set_turn']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
