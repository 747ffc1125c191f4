import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { migrate } from './database.ts';

/** A step of the next version of the product. */
class AddColour9999 implements MigrationInterface {
  readonly name = 'AddColour0000000009999';
  constructor(private readonly statement: string) {}
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(this.statement);
  }
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

describe('a database that an older or newer version of the product has used', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await startDatabase();
  }, 120_000);
  afterAll(() => db.stop(), 60_000);
  afterEach(async () => {
    if (db.source.migrations.at(-1)?.name === 'AddColour0000000009999') db.source.migrations.pop();
    await db.source.query(`delete from migrations where name = 'AddColour0000000009999'`);
  });

  it('is left alone by an older version, which says what to do', async () => {
    await db.source.query(`insert into migrations (timestamp, name) values (9999, 'AddColour0000000009999')`);
    const refused = migrate(db.source);
    await expect(refused).rejects.toMatchObject({ code: 'database_newer' });
    await expect(refused).rejects.toThrow(/newer version of Duet \(it knows AddColour0000000009999\)/);
  });

  it('may take longer for a step than a request may take', async () => {
    db.source.migrations.push(new AddColour9999(`create table colour as select current_setting('statement_timeout') as patience`));
    await migrate(db.source);
    expect(await db.source.query('select patience from colour')).toEqual([{ patience: '15min' }]);
    expect(await db.source.query('show statement_timeout')).toEqual([{ statement_timeout: '10s' }]);
  }, 60_000);

  it('waits for somebody who holds a table, without holding up everybody else for long', async () => {
    const holder = db.source.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select from article');
    db.source.migrations.push(new AddColour9999('alter table article add colour text'));
    const migrated = migrate(db.source);
    // The step gives up its place in the queue for the table after five seconds, and comes back.
    await eventually(() => db.source.query<object[]>(`select from pg_locks where not granted and relation = 'article'::regclass`), ({ length }) => length > 0);
    await db.source.query('select from article');
    await holder.rollbackTransaction();
    await holder.release();
    await migrated;
    expect(await db.source.query('select colour from article')).toEqual([]);
  }, 60_000);
});
