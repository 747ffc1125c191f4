import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who takes part: an experiment asks for visitors by what is known of them, and a conversation keeps what was known when
 * it was opened. A site may keep a share of its visitors out of all experiments; their conversations are marked.
 */
export class ChooseWhoTakesPart0017 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'ChooseWhoTakesPart0000000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table experiment add column targeting jsonb not null default '[]';
      alter table site add column holdout integer not null default 0 constraint site_holdout_check check (holdout between 0 and 2000);
      alter table conversation add column arrival jsonb, add column holdout boolean not null default false;
      create index conversation_holdout_index on conversation (workspace_id, site_id) where holdout;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
