import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much its visitors may ask for is a matter of each site: a shop's chat on a sale's day is not a company's help page. */
export class AddLimitsToSite0008 implements MigrationInterface {
  readonly name = 'AddLimitsToSite0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table site
        add messages_per_minute integer not null default 20,
        add messages_at_once integer not null default 5,
        add conversations_per_day integer not null default 60,
        add messages_per_address integer not null default 600,
        add longest_message integer not null default 4000,
        add constraint site_limits_check check (
          messages_per_minute > 0 and messages_at_once > 0 and conversations_per_day > 0 and messages_per_address > 0 and longest_message > 0
        )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table site drop constraint site_limits_check, drop messages_per_minute, drop messages_at_once, drop conversations_per_day,
        drop messages_per_address, drop longest_message
    `);
  }
}
