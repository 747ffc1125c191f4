import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** Conversations, their messages with everything recorded about an answer, hand-overs, ratings, one outcome row each. */
export class CreateConversations0005 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateConversations0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table conversation (
        workspace_id uuid not null constraint conversation_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        site_id uuid not null,
        visitor_id uuid not null,
        state text not null constraint conversation_state_check check (state in ('bot', 'waiting', 'with_agent', 'closed')),
        traffic text not null constraint conversation_traffic_check check (traffic in ('live', 'replay', 'preview', 'test')),
        last_seq integer not null default 0,
        -- Set by the first visitor message; before that nobody is routed.
        routed boolean not null default false,
        experiment_id uuid,
        phase integer,
        epoch integer,
        variant_id uuid,
        unit_id uuid,
        backend_version_id uuid,
        cross_engine_fallback boolean not null default false,
        agent_id uuid,
        created_at timestamptz not null default now(),
        last_message_at timestamptz not null default now(),
        closed_at timestamptz,
        deleted_at timestamptz,
        constraint conversation_pk primary key (workspace_id, id),
        constraint conversation_site_fk foreign key (workspace_id, site_id) references site (workspace_id, id),
        constraint conversation_visitor_fk foreign key (workspace_id, visitor_id) references visitor (workspace_id, id),
        constraint conversation_variant_fk foreign key (workspace_id, variant_id) references variant (workspace_id, id),
        constraint conversation_backend_version_fk foreign key (workspace_id, backend_version_id) references backend_version (workspace_id, id)
      );
      create index conversation_visitor_index on conversation (workspace_id, visitor_id);
      create index conversation_queue_index on conversation (workspace_id, state) where state in ('waiting', 'with_agent');
      create table message (
        workspace_id uuid not null constraint message_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        conversation_id uuid not null,
        seq integer not null,
        role text not null constraint message_role_check check (role in ('visitor', 'assistant', 'agent', 'system')),
        text text not null,
        text_sha256 bytea,
        client_message_id uuid,
        author_id uuid,
        author_name text,
        state text not null constraint message_state_check check (state in ('pending', 'streaming', 'complete', 'interrupted', 'failed', 'cancelled')),
        superseded_by uuid,
        -- The visitor message that this answer answers.
        answers_id uuid,
        attempt integer not null default 1,
        lease_owner text,
        lease_token uuid,
        lease_until timestamptz,
        deadline_at timestamptz,
        assigned_variant_id uuid,
        served_variant_id uuid,
        assigned_backend_version_id uuid,
        served_backend_version_id uuid,
        served_engine text,
        result text,
        fallback_reason text,
        error_code text,
        intent text,
        first_token_ms integer,
        total_ms integer,
        input_tokens integer,
        output_tokens integer,
        cost_micro_usd bigint,
        confidence double precision,
        citations jsonb not null default '[]',
        options jsonb not null default '[]',
        offers_person boolean not null default false,
        thumb text constraint message_thumb_check check (thumb in ('up', 'down')),
        thumb_comment text,
        traffic text not null,
        created_at timestamptz not null default now(),
        finished_at timestamptz,
        constraint message_pk primary key (workspace_id, id),
        constraint message_seq_key unique (workspace_id, conversation_id, seq),
        constraint message_client_key unique (workspace_id, conversation_id, client_message_id),
        constraint message_conversation_fk foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade,
        constraint message_lease_check check (state in ('pending', 'streaming') or lease_token is null)
      );
      -- One attempt under way per question and one streaming answer per conversation; then the reaper's way to lost ones.
      create unique index message_attempt_index on message (workspace_id, answers_id) where state in ('pending', 'streaming');
      create unique index message_streaming_index on message (workspace_id, conversation_id) where state = 'streaming';
      create index message_lease_index on message (lease_until) where state in ('pending', 'streaming');
      create table hand_over (
        workspace_id uuid not null constraint hand_over_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        conversation_id uuid not null,
        reason text,
        email text,
        requested_at timestamptz not null default now(),
        claimed_by uuid,
        claimed_at timestamptz,
        ended_at timestamptz,
        ended_how text constraint hand_over_ended_how_check check (ended_how in ('given_back', 'closed', 'visitor_left')),
        constraint hand_over_pk primary key (workspace_id, id),
        constraint hand_over_conversation_fk foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade
      );
      create unique index hand_over_open_index on hand_over (workspace_id, conversation_id) where ended_at is null;
      -- One row per conversation; every rate has these rows as its denominator.
      create table outcome (
        workspace_id uuid not null constraint outcome_workspace_fk references workspace (id) on delete cascade,
        conversation_id uuid not null,
        site_id uuid not null,
        experiment_id uuid,
        phase integer,
        epoch integer,
        variant_id uuid,
        unit_id uuid,
        backend_version_id uuid,
        traffic text not null,
        answers integer not null default 0,
        failures integer not null default 0,
        clarifications integer not null default 0,
        offers integer not null default 0,
        thumbs_up integer not null default 0,
        thumbs_down integer not null default 0,
        cost_micro_usd bigint not null default 0,
        asked_at timestamptz,
        csat integer constraint outcome_csat_check check (csat between 1 and 5),
        csat_comment text,
        rated_at timestamptz,
        helped boolean not null default false,
        hand_over_at timestamptz,
        person_replied boolean not null default false,
        intent text,
        -- Labelled replays: the label, and whether the first answer's intent matched it.
        expected_intent text,
        intent_matched boolean,
        started_at timestamptz not null default now(),
        ended_at timestamptz,
        constraint outcome_pk primary key (workspace_id, conversation_id),
        constraint outcome_conversation_fk foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade
      );
      create index outcome_experiment_index on outcome (workspace_id, experiment_id);
      create index outcome_started_index on outcome (workspace_id, started_at);
    `);
    for (const table of ['conversation', 'message', 'hand_over', 'outcome']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
