import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One variant of a phase may be the control's twin: an A/A check that answers with the control's own version and is no
 * candidate. Variants of before are none, whatever their names.
 */
export class CheckAgainstATwin0039 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'CheckAgainstATwin0000000000039';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table variant add column is_twin boolean not null default false, add constraint variant_twin_check check (not (is_twin and is_control));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
