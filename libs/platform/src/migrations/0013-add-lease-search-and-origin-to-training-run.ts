import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A run is held by one process that says every few seconds that it is still at it, so that others notice when it died.
 * It may search for its parameters, and keeps the trials that are done; and a model may come from a file.
 */
export class AddLeaseSearchAndOriginToTrainingRun0013 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'AddLeaseSearchAndOriginToTrainingRun0000000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table training_run
        add owner uuid,
        add heartbeat_at timestamptz,
        add interruptions integer not null default 0,
        add crashes integer not null default 0,
        add search jsonb,
        add trials jsonb,
        add imported jsonb
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
