import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * When each backend version gave its first answer, for each kind of traffic: how long an edit takes to reach somebody.
 * A table of its own, because the first of ten million messages is not found without an index on all of them, and because
 * previews are no messages.
 */
export class CreateFirstAnswer0011 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CreateFirstAnswer0000000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table first_answer (
        workspace_id uuid not null constraint first_answer_workspace_fk references workspace (id) on delete cascade,
        backend_version_id uuid not null,
        traffic text not null constraint first_answer_traffic_check check (traffic in ('live', 'replay', 'preview', 'test')),
        answered_at timestamptz not null,
        constraint first_answer_pk primary key (workspace_id, backend_version_id, traffic),
        constraint first_answer_backend_version_fk foreign key (workspace_id, backend_version_id)
          references backend_version (workspace_id, id) on delete cascade
      );
    `);
    await runner.query(tenantTable('first_answer'));
    // Versions that answered before are known by their messages; the walk through them takes as long as it takes.
    await runner.query('set local statement_timeout = 0');
    await runner.query(`select set_config('app.across', 'on', true)`);
    await runner.query(`
      insert into first_answer (workspace_id, backend_version_id, traffic, answered_at)
      select m.workspace_id, v.id, m.traffic, min(m.created_at + m.first_token_ms * interval '1 ms')
      from message m join backend_version v on v.workspace_id = m.workspace_id and v.id = m.served_backend_version_id
      where m.role = 'assistant' and m.state = 'complete' and m.first_token_ms is not null
      group by m.workspace_id, v.id, m.traffic
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
