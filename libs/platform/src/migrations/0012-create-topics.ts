import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * What visitors ask and nobody answers: topics with their questions, how their last grouping went, and questions suggested
 * for articles. The words themselves stay with the messages, so that what a visitor deletes is gone here too.
 */
export class CreateTopics0012 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateTopics0000000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table topic (
        workspace_id uuid not null constraint topic_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        traffic text not null constraint topic_traffic_check check (traffic in ('live', 'replay')),
        name text not null,
        state text not null default 'open' constraint topic_state_check check (state in ('open', 'dismissed', 'intent')),
        intent_id uuid,
        created_at timestamptz not null default now(),
        constraint topic_pk primary key (workspace_id, id),
        -- With its intent the topic goes, and the next grouping brings its questions back.
        constraint topic_intent_fk foreign key (workspace_id, intent_id) references intent (workspace_id, id) on delete cascade,
        constraint topic_intent_check check ((state = 'intent') = (intent_id is not null))
      );
      create index topic_state_index on topic (workspace_id, traffic, state);
      create table topic_question (
        workspace_id uuid not null constraint topic_question_workspace_fk references workspace (id) on delete cascade,
        message_id uuid not null,
        topic_id uuid not null,
        reason text not null,
        -- Mean likeness to the other questions of the topic.
        centrality double precision not null,
        -- About the same words as a more central question.
        alike boolean not null default false,
        constraint topic_question_pk primary key (workspace_id, message_id),
        constraint topic_question_message_fk foreign key (workspace_id, message_id) references message (workspace_id, id) on delete cascade,
        constraint topic_question_topic_fk foreign key (workspace_id, topic_id) references topic (workspace_id, id) on delete cascade
      );
      create index topic_question_topic_index on topic_question (workspace_id, topic_id, centrality);
      create table topic_refresh (
        workspace_id uuid not null constraint topic_refresh_workspace_fk references workspace (id) on delete cascade,
        traffic text not null constraint topic_refresh_traffic_check check (traffic in ('live', 'replay')),
        state text not null constraint topic_refresh_state_check check (state in ('waiting', 'running', 'done', 'failed')),
        stage text not null default 'reading' constraint topic_refresh_stage_check check (stage in ('reading', 'embedding', 'grouping', 'suggesting')),
        done integer not null default 0,
        total integer not null default 0,
        questions integer not null default 0,
        ungrouped integer not null default 0,
        found integer not null default 0,
        days integer not null,
        started_at timestamptz,
        finished_at timestamptz,
        error_code text,
        constraint topic_refresh_pk primary key (workspace_id, traffic)
      );
      create table article_suggestion (
        workspace_id uuid not null constraint article_suggestion_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        article_id uuid not null,
        message_id uuid not null,
        -- Of the question's key: whoever asks the same again finds the decision made.
        text_sha256 bytea not null,
        reason text not null,
        likeness double precision not null,
        person_replied boolean not null,
        state text not null default 'open' constraint article_suggestion_state_check check (state in ('open', 'accepted', 'declined')),
        created_at timestamptz not null default now(),
        constraint article_suggestion_pk primary key (workspace_id, id),
        constraint article_suggestion_article_fk foreign key (workspace_id, article_id) references article (workspace_id, id) on delete cascade,
        constraint article_suggestion_message_fk foreign key (workspace_id, message_id) references message (workspace_id, id) on delete cascade,
        constraint article_suggestion_text_key unique (workspace_id, article_id, text_sha256)
      );
      create index article_suggestion_open_index on article_suggestion (workspace_id, likeness) where state = 'open';
      -- Finds the visitors' questions of the last weeks.
      create index message_question_index on message (workspace_id, traffic, created_at) where role = 'visitor';
    `);
    for (const table of ['topic', 'topic_question', 'topic_refresh', 'article_suggestion']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
