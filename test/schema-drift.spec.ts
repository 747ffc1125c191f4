import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entities } from '../apps/server/src/entities.ts';
import { startDatabase, type TestDatabase } from './support/database.ts';

describe('the entities and the migrations', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await startDatabase(entities);
  });
  afterAll(() => db.stop());

  it('describe the same schema: nothing is left to change', async () => {
    const { upQueries } = await db.source.driver.createSchemaBuilder().log();
    expect(upQueries.map((one) => one.query)).toEqual([]);
  });
});
