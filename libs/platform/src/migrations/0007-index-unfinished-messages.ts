import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts the answers that a conversation is owed without reading the rest of it: every message is stored behind this count. */
export class IndexUnfinishedMessages0007 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'IndexUnfinishedMessages0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index message_unfinished_index on message (workspace_id, conversation_id) where state in ('pending', 'streaming')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index message_unfinished_index');
  }
}
