import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An experiment may draw as a split that runs in GrowthBook, so that it moves over without moving its visitors. */
export class DrawAsGrowthbook0022 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'DrawAsGrowthbook0000000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table experiment add column growthbook jsonb');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
