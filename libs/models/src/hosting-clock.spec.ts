import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { accountsEntities } from '#accounts';
import { newId, type Database } from '#platform';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { standIns } from '../../../test/support/stand-ins.ts';
import { HostingClock, modelsEntities } from './index.ts';

const lora = { key: 'openai/lora', prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 3.6 } };

describe('the price of a machine that is paid by the hour', () => {
  let db: TestDatabase;
  let workspaceId: string;
  let server: HostingClock;
  let otherServer: HostingClock;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    db = await startDatabase([...accountsEntities, ...modelsEntities, ...standIns('backend_version', 'backend').slice(1)]);
    server = new HostingClock(db.database);
    otherServer = new HostingClock(db.database);
  });
  beforeEach(async () => {
    workspaceId = await workspaceWithModel();
  });
  afterAll(() => db.stop());

  const query = (workspace: string, sql: string, values: unknown[]) => db.database.inWorkspace(workspace, (tx) => tx.query<unknown>(sql, values));
  const workspaceWithModel = async (): Promise<string> => {
    const id = await db.workspace();
    await query(id, `insert into model (workspace_id, id, key, provider, name) values ($1, $2, $3, 'openai', 'lora')`, [id, newId(), lora.key]);
    return id;
  };
  const minutesPass = (minutes: number) => query(workspaceId, `update model set hosted_until = hosted_until - make_interval(mins => $2) where workspace_id = $1`, [workspaceId, minutes]);
  /** To the nearest cent: the test itself takes time. */
  const dollars = async (clock: HostingClock, workspace = workspaceId): Promise<number> => Math.round((await clock.share(workspace, lora)) / 10_000) / 100;

  it('is borne by each answer for the time since the one before, at most for an hour', async () => {
    const borne = [];
    for (const minutes of [0, 10, 20, 30, 1_500]) {
      await minutesPass(minutes);
      borne.push(await dollars(server));
    }
    expect(borne).toEqual([3.6, 0.6, 1.2, 1.8, 3.6]);
  });

  it('is borne once, however many servers answer, and by which of them', async () => {
    await dollars(server);
    await minutesPass(10);
    expect([await dollars(otherServer), await dollars(server)]).toEqual([0.6, 0]);
    await minutesPass(30);
    const together = await Promise.all(Array.from({ length: 8 }, (_, at) => dollars(at % 2 ? server : otherServer)));
    expect(together.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1.8);
    expect(together.filter((one) => one > 0)).toHaveLength(1);
  });

  it('is borne by each workspace for its own machine, though another has one of the same name', async () => {
    const other = await workspaceWithModel();
    expect([await dollars(server), await dollars(server, other)]).toEqual([3.6, 3.6]);
  });

  it('asks the database nothing where there is none, and spoils no answer where the database is away', async () => {
    let asked = 0;
    const away = new HostingClock({ inWorkspace: () => Promise.reject(new Error(`away ${++asked}`)) } as unknown as Database);
    expect([await away.share(workspaceId, { ...lora, prices: { ...lora.prices, hourlyPrice: 0 } }), asked]).toEqual([0, 0]);
    expect([await away.share(workspaceId, lora), asked]).toEqual([0, 1]);
    expect(await server.share(workspaceId, { ...lora, key: 'openai/gone' })).toBe(0);
  });
});
