import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a question was asked in, as its answer found it: other languages than English are answered by their words alone. */
export class AddLanguageToMessage0015 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'AddLanguageToMessage0000000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message add column language text');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
