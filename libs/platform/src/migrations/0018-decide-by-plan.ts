import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * What an experiment's verdict is given on (the primary measure, others beside it, guardrails with their margins) is
 * fixed before it starts. Looks at a running experiment are kept, because the bounds that hold at any time are the
 * intersection of all looks.
 */
export class DecideByPlan0018 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'DecideByPlan0000000000018';

  async up(runner: QueryRunner): Promise<void> {
    // Experiments of before decided by the mean rating alone and had no guardrails.
    await runner.query(`
      alter table experiment add column decision jsonb not null
        default '{"primary": "csat", "secondary": [], "guardrails": [], "margin": null}';
      alter table experiment alter column decision drop default, add column proof jsonb;
      create table experiment_look (
        workspace_id uuid not null constraint experiment_look_workspace_fk references workspace (id) on delete cascade,
        experiment_id uuid not null,
        phase integer not null,
        at timestamptz not null default now(),
        units integer not null,
        ratio_p double precision not null,
        differences jsonb not null,
        constraint experiment_look_pk primary key (workspace_id, experiment_id, phase, at),
        constraint experiment_look_experiment_fk foreign key (workspace_id, experiment_id) references experiment (workspace_id, id) on delete cascade
      );
    `);
    await runner.query(tenantTable('experiment_look'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
