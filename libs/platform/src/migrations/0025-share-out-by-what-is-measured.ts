import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An experiment may move the shares of its variants by what is measured; until now they stayed as somebody set them. */
export class ShareOutByWhatIsMeasured0025 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'ShareOutByWhatIsMeasured0000000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table experiment add column allocation jsonb not null default '{"kind": "fixed"}'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
