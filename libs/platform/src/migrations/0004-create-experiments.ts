import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** Experiments: variants of a phase, epochs of weights, and the assignment of each unit, written once. */
export class CreateExperiments0004 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateExperiments0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table experiment (
        workspace_id uuid not null constraint experiment_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        site_id uuid not null,
        name text not null,
        hypothesis text not null default '',
        state text not null constraint experiment_state_check check (state in ('draft', 'running', 'paused', 'stopped')),
        phase integer not null default 1,
        epoch integer not null default 1,
        unit text not null constraint experiment_unit_check check (unit in ('visitor', 'conversation')),
        traffic text not null constraint experiment_traffic_check check (traffic in ('live', 'replay', 'test')),
        coverage integer not null constraint experiment_coverage_check check (coverage between 0 and 10000),
        layer_salt text not null,
        exposure_salt text not null,
        variant_salt text not null,
        cross_engine_fallback boolean not null default false,
        planned_ratings integer not null,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        stopped_at timestamptz,
        constraint experiment_pk primary key (workspace_id, id),
        constraint experiment_site_fk foreign key (workspace_id, site_id) references site (workspace_id, id)
      );
      create unique index experiment_one_running_index on experiment (workspace_id, site_id, traffic) where state = 'running';
      create table variant (
        workspace_id uuid not null constraint variant_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        experiment_id uuid not null,
        phase integer not null,
        position integer not null,
        name text not null,
        backend_version_id uuid not null,
        weight integer not null constraint variant_weight_check check (weight between 0 and 10000),
        is_control boolean not null,
        constraint variant_pk primary key (workspace_id, id),
        constraint variant_position_key unique (workspace_id, experiment_id, phase, position),
        constraint variant_experiment_fk foreign key (workspace_id, experiment_id) references experiment (workspace_id, id) on delete cascade,
        constraint variant_backend_version_fk foreign key (workspace_id, backend_version_id) references backend_version (workspace_id, id)
      );
      create table epoch (
        workspace_id uuid not null constraint epoch_workspace_fk references workspace (id) on delete cascade,
        experiment_id uuid not null,
        phase integer not null,
        number integer not null,
        weights jsonb not null,
        reason text not null default '',
        started_at timestamptz not null default now(),
        constraint epoch_pk primary key (workspace_id, experiment_id, phase, number),
        constraint epoch_experiment_fk foreign key (workspace_id, experiment_id) references experiment (workspace_id, id) on delete cascade
      );
      create table experiment_change (
        workspace_id uuid not null constraint experiment_change_workspace_fk references workspace (id) on delete cascade,
        id uuid not null,
        experiment_id uuid not null,
        kind text not null,
        actor_name text not null,
        reason text not null default '',
        detail jsonb not null default '{}',
        created_at timestamptz not null default now(),
        constraint experiment_change_pk primary key (workspace_id, id),
        constraint experiment_change_experiment_fk foreign key (workspace_id, experiment_id) references experiment (workspace_id, id) on delete cascade
      );
      create table assignment (
        workspace_id uuid not null constraint assignment_workspace_fk references workspace (id) on delete cascade,
        experiment_id uuid not null,
        phase integer not null,
        epoch integer not null,
        unit_id uuid not null,
        variant_id uuid not null,
        assigned_at timestamptz not null default now(),
        first_answered_at timestamptz,
        constraint assignment_pk primary key (workspace_id, experiment_id, phase, unit_id),
        constraint assignment_experiment_fk foreign key (workspace_id, experiment_id) references experiment (workspace_id, id) on delete cascade,
        constraint assignment_variant_fk foreign key (workspace_id, variant_id) references variant (workspace_id, id)
      );
    `);
    for (const table of ['experiment', 'variant', 'epoch', 'experiment_change', 'assignment']) await runner.query(tenantTable(table));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
