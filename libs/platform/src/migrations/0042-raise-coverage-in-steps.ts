import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The steps by which the coverage of an experiment still rises. */
export class RaiseCoverageInSteps0042 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'RaiseCoverageInSteps0000000000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table experiment add ramp jsonb not null default '[]'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
