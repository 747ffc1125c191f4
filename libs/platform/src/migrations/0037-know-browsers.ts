import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The family of a visitor's browser, so that a check of the shares can say in which one visitors get lost, and how many of
 * them are no people. The family alone: a whole User-Agent helps to tell one person from another. Unknown for those of before.
 */
export class KnowBrowsers0037 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'KnowBrowsers0000000000037';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table visitor add column browser text
        constraint visitor_browser_check check (browser in ('chrome', 'safari', 'firefox', 'edge', 'other', 'automated'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
