import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A trained version is told how often its answers should be right; the thresholds that do it stand in the report of its training run. */
export class AddTargetAccuracyToBackendVersion0009 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'AddTargetAccuracyToBackendVersion0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table backend_version add target_accuracy double precision not null default 0.95');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table backend_version drop target_accuracy');
  }
}
