import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When an answer got its thumb, and when the approved answer of an intent last changed its words: what the learning loop's
 * times are counted from. Both stay unknown for what was there before.
 */
export class KnowWhenDislikedAndApproved0035 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'KnowWhenDislikedAndApproved0000000000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table message add column thumbed_at timestamptz;
      alter table intent add column answered_at timestamptz;
      create function intent_answered() returns trigger language plpgsql as $$
      begin
        if new.answer is not null and (tg_op = 'INSERT' or new.answer is distinct from old.answer) then
          new.answered_at := now();
        end if;
        return new;
      end $$;
      create trigger intent_answered before insert or update of answer on intent for each row execute function intent_answered();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
