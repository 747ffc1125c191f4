import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** What a company knows: articles, intents with approved answers, labelled questions; and cached text vectors. */
export class CreateKnowledge0002 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateKnowledge0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table article (
        workspace_id uuid not null constraint article_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        slug text not null,
        title text not null,
        body text not null,
        questions text[] not null default '{}',
        intents text[] not null default '{}',
        version integer not null default 1,
        published boolean not null default true,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint article_pk primary key (workspace_id, id),
        constraint article_slug_key unique (workspace_id, slug)
      );
      create table intent (
        workspace_id uuid not null constraint intent_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        key text not null,
        label text not null,
        answer text,
        updated_at timestamptz not null default now(),
        constraint intent_pk primary key (workspace_id, id),
        constraint intent_key_key unique (workspace_id, key)
      );
      -- intent_id null: the question is out of scope.
      create table example (
        workspace_id uuid not null constraint example_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        intent_id uuid,
        text text not null,
        normalised text not null,
        part text not null constraint example_part_check check (part in ('train', 'test')),
        source text not null constraint example_source_check check (source in ('import', 'demo', 'hand', 'agent')),
        created_at timestamptz not null default now(),
        constraint example_pk primary key (workspace_id, id),
        constraint example_intent_fk foreign key (workspace_id, intent_id) references intent (workspace_id, id) on delete cascade,
        constraint example_text_key unique (workspace_id, part, normalised)
      );
      create index example_intent_index on example (workspace_id, intent_id);
      -- Rises with every change, so that each process knows when its index is stale.
      create table knowledge_state (
        workspace_id uuid constraint knowledge_state_pk primary key constraint knowledge_state_workspace_fk references workspace (id) on delete cascade,
        revision bigint not null default 0
      );
      create table text_vector (
        workspace_id uuid not null constraint text_vector_workspace_fk references workspace (id) on delete cascade,
        text_sha256 bytea not null,
        encoder text not null,
        pooled bytea not null,
        vector bytea not null,
        constraint text_vector_pk primary key (workspace_id, encoder, text_sha256)
      );
    `);
    for (const table of ['article', 'intent', 'example', 'knowledge_state', 'text_vector']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
