import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was known of a unit before any variant said a word: the topic and the language of its first message, as one
 * reader takes them for all variants, and the ratings that it gave before. Read after the assignment, off the path of
 * the message, so a row says when it was read and which server is at it.
 */
export class KnowVisitorsBeforeAssignment0023 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'KnowVisitorsBeforeAssignment0000000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table assignment
        add column topic text,
        add column language text,
        add column read_at timestamptz,
        add column earlier_ratings integer,
        add column earlier_rating_sum integer,
        add column read_attempts integer not null default 0,
        add column reading_until timestamptz;
      create index assignment_unread_index on assignment (assigned_at) where read_at is null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
