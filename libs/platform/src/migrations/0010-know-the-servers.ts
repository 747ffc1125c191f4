import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the servers of one installation must know of each other: who works on jobs, and that all hold the same secret key. */
export class KnowTheServers0010 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'KnowTheServers0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row per process that works on jobs. It changes while the process lives.
      create table job_worker (
        id text constraint job_worker_pk primary key,
        server text not null,
        seen_at timestamptz not null default now()
      );
      -- A single row: something sealed with the installation's secret key, which only the same key opens.
      create table installation (
        only_row boolean constraint installation_pk primary key default true constraint installation_only_row_check check (only_row),
        sealed_check bytea not null,
        created_at timestamptz not null default now()
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
