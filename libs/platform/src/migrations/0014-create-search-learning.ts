import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** How much each way of searching counts in a workspace, and what that was learnt from. */
export class CreateSearchLearning0014 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateSearchLearning0000000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table search_learning (
        workspace_id uuid constraint search_learning_pk primary key constraint search_learning_workspace_fk references workspace (id) on delete cascade,
        -- Counts the learnings, so that each process knows when its index holds older weights.
        number integer not null,
        -- Of the knowledge that it was learnt from.
        revision bigint not null,
        -- Null: equal shares.
        weights jsonb,
        report jsonb not null,
        learnt_at timestamptz not null default now()
      );
    `);
    await runner.query(tenantTable('search_learning'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
