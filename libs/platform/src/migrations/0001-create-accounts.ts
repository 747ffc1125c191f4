import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** Workspaces, the people in them, the sites they serve and every kind of credential. */
export class CreateAccounts0001 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateAccounts0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table workspace (
        id uuid constraint workspace_pk primary key,
        name text not null,
        time_zone text not null default 'UTC',
        cpu_price_per_hour double precision not null default 0.04,
        demo boolean not null default false,
        created_at timestamptz not null default now()
      );
      create table person (
        id uuid constraint person_pk primary key,
        email text not null constraint person_email_key unique,
        name text not null,
        password_hash text,
        created_at timestamptz not null default now()
      );
      -- The front door's directory: which token belongs to whom. Holds hashes only, so it needs no wall of its own.
      create table credential (
        token_hash bytea constraint credential_pk primary key,
        kind text not null constraint credential_kind_check check (kind in ('session', 'api_key', 'visitor', 'site', 'setup', 'invite')),
        workspace_id uuid constraint credential_workspace_fk references workspace (id) on delete cascade,
        subject_id uuid,
        created_at timestamptz not null default now(),
        last_used_at timestamptz,
        expires_at timestamptz
      );
      create index credential_subject_index on credential (kind, subject_id);
      create table member (
        workspace_id uuid not null constraint member_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        person_id uuid not null constraint member_person_fk references person (id),
        role text not null constraint member_role_check check (role in ('owner', 'admin', 'analyst', 'agent')),
        available boolean not null default false,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz,
        constraint member_pk primary key (workspace_id, id),
        constraint member_person_key unique (workspace_id, person_id)
      );
      create table api_key (
        workspace_id uuid not null constraint api_key_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        name text not null,
        role text not null constraint api_key_role_check check (role in ('owner', 'admin', 'analyst', 'agent')),
        last_four text not null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz,
        constraint api_key_pk primary key (workspace_id, id)
      );
      create table site (
        workspace_id uuid not null constraint site_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        name text not null,
        public_key text not null constraint site_public_key_key unique,
        allowed_origins text[] not null default '{}',
        default_backend_version_id uuid,
        greeting text not null,
        accent_colour text not null default '#3b5bdb',
        created_at timestamptz not null default now(),
        constraint site_pk primary key (workspace_id, id)
      );
      create table visitor (
        workspace_id uuid not null constraint visitor_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        site_id uuid not null,
        created_at timestamptz not null default now(),
        constraint visitor_pk primary key (workspace_id, id),
        constraint visitor_site_fk foreign key (workspace_id, site_id) references site (workspace_id, id)
      );
    `);
    for (const table of ['member', 'api_key', 'site', 'visitor']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
