import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when the price of a model's machine is borne by answers: the servers share it, and it outlasts them. */
export class KeepUntilWhenHostingIsBorne0043 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'KeepUntilWhenHostingIsBorne0000000000043';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table model add column hosted_until timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
