import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { changeSite, changeWorkspace, createSite, readBudgets, readSession, readSite } from '#contracts';
import { Config, Database, Metrics, newId } from '#platform';
import { accountsAlone, keyHeaders, otherWorkspace } from '../../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { AccountsModule, Budgets, Sites, Workspaces, type Spender } from '../index.ts';
import { OldSpend } from './old-spend.job.ts';

describe('daily budgets', () => {
  let db: TestDatabase;
  let server: TestApp;
  let workspaceId: string;
  let headers: Record<string, string>;

  beforeAll(async () => {
    db = await startDatabase(accountsAlone);
    server = await startApp(db, [AccountsModule]);
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });
  const budgets = (): Budgets => server.app.get(Budgets);
  const sum = (tokens: number, microUsd = 0) => ({ tokens, microUsd });

  /** A workspace of its own with a site; each test spends in a fresh one. */
  async function shop(): Promise<Spender & { siteId: string; visitorId: string }> {
    ({ workspaceId, headers } = await otherWorkspace(server, db));
    const site = await server.call(createSite, { name: 'Shop' }, headers);
    return { workspaceId, siteId: site.body.id, visitorId: newId() };
  }
  const today = async () => (await server.call(readBudgets, {}, headers)).body;

  it('are off, but for a visitor, who may use far more than anybody asks', async () => {
    const { siteId } = await shop();
    expect((await server.call(readSite, { id: siteId }, headers)).body.budgets).toEqual({ visitorTokens: 500_000, visitorDollars: null, tokens: null, dollars: null });
    expect((await server.call(readSession, {}, headers)).body.workspace.budgets).toEqual({ tokens: null, dollars: null });
  });

  it('count exactly what answers use that end at the same time on several servers', async () => {
    const spender = await shop();
    const elsewhere = await new DataSource(db.source.options).initialize();
    const other = new Database(elsewhere);
    const servers = [budgets(), new Budgets(other, new Sites(other, db.config), new Workspaces(other), db.config, new Metrics())];
    const visitors = Array.from({ length: 5 }, newId);
    await Promise.all(Array.from({ length: 200 }, (_, at) => servers[at % 2]!.count({ ...spender, visitorId: visitors[at % 5]! }, sum(at, 2 * at))));
    const rows = await db.database.inWorkspace(workspaceId, (tx) => tx.query<{ scope: string; tokens: number; money: number; parts: number }[]>(
      'select scope, sum(tokens)::integer as tokens, sum(micro_usd)::integer as money, count(distinct part)::integer as parts from spend group by scope order by scope'));
    const all = (200 * 199) / 2;
    expect(rows.map(({ scope, tokens, money }) => [scope, tokens, money])).toEqual([['site', all, 2 * all], ['visitor', all, 2 * all], ['workspace', all, 2 * all]]);
    expect(rows[0]!.parts).toBeGreaterThan(4);
    expect((await today()).sites[0]).toMatchObject({ tokens: { used: all }, visitors: 5 });
    await elsewhere.destroy();
  });

  it('name whose is used up, the narrowest first, and leave the built-in engine what is only counted in tokens', async () => {
    const spender = await shop();
    const { siteId } = spender;
    await server.call(changeSite, { id: siteId, budgets: { visitorTokens: 1_000, tokens: 3_000, dollars: 0.01 } }, headers);
    await server.call(changeWorkspace, { budgets: { tokens: 5_000 } }, headers);
    const spent = (visitorId: string | null, usesTokens = true) => budgets().spent({ ...spender, visitorId }, usesTokens);
    await budgets().count(spender, sum(999));
    expect(await spent(spender.visitorId)).toBeNull();
    await budgets().count(spender, sum(1));
    expect(await spent(spender.visitorId)).toBe('visitor');
    expect([await spent(newId()), await spent(null), await spent(spender.visitorId, false)]).toEqual([null, null, null]);
    await budgets().count({ ...spender, visitorId: newId() }, sum(2_000));
    expect([await spent(spender.visitorId), await spent(newId())]).toEqual(['visitor', 'site']);
    await budgets().count({ ...spender, siteId: null, visitorId: null }, sum(2_000));
    expect(await budgets().spent({ ...spender, siteId: null, visitorId: null }, true)).toBe('workspace');
    await budgets().count(spender, sum(0, 10_000));
    expect(await spent(newId(), false)).toBe('site');
  });

  it('are read with what was used today, and say how near they are', async () => {
    const spender = await shop();
    await server.call(changeSite, { id: spender.siteId, budgets: { visitorTokens: 1_000, tokens: 2_000, dollars: 10 } }, headers);
    await budgets().count(spender, sum(1_600, 1_000_000));
    const { workspace, sites } = await today();
    expect(workspace).toEqual({ tokens: { used: 1_600, limit: null }, dollars: { used: 1, limit: null }, share: null });
    expect(sites).toEqual([{
      siteId: spender.siteId, siteName: 'Shop', visitors: 1, visitorsAtLimit: 1, tokens: { used: 1_600, limit: 2_000 }, dollars: { used: 1, limit: 10 }, share: 0.8,
    }]);
  });

  it('begin anew at midnight where the workspace is, and forget after forty days', async () => {
    const spender = await shop();
    await server.call(changeWorkspace, { timeZone: 'Pacific/Kiritimati', budgets: { tokens: 1_000 } }, headers);
    await budgets().count(spender, sum(1_000));
    const early = (await today()).day;
    expect(await budgets().spent(spender, true)).toBe('workspace');
    // Where it is 25 hours earlier, nothing was used yet.
    await server.call(changeWorkspace, { timeZone: 'Pacific/Pago_Pago' }, headers);
    expect(Date.parse(early) - Date.parse((await today()).day)).toBeGreaterThanOrEqual(86_400_000);
    expect(await budgets().spent(spender, true)).toBeNull();
    await db.database.inWorkspace(workspaceId, (tx) => tx.query(`with x as (update spend set day = current_date - 41 where scope = 'site' returning 1) select 1 from x`));
    await server.app.get(OldSpend).forget();
    const left = await db.database.inWorkspace(workspaceId, (tx) => tx.query<{ scope: string }[]>('select scope from spend order by scope'));
    expect(left.map(({ scope }) => scope)).toEqual(['visitor', 'workspace']);
  });

  it.each([[{ tokens: 10 }], [{ tokens: 1_000.5 }], [{ dollars: 0 }], [{ dollars: -1 }], [{ money: 3 }], [{}]])('refuse %j', async (wrong) => {
    await shop();
    expect((await server.call(changeWorkspace, { budgets: wrong as { tokens: number } }, headers)).problem.code).toBe('invalid_request');
  });

  it('are set by who may set the site and the workspace, and read by the whole team', async () => {
    const { siteId } = await shop();
    const agent = await keyHeaders(server, workspaceId, 'agent');
    expect((await server.call(readBudgets, {}, agent)).status).toBe(200);
    expect((await server.call(changeSite, { id: siteId, budgets: { tokens: 9_000 } }, agent)).status).toBe(403);
    const other = await otherWorkspace(server, db);
    expect((await server.call(changeSite, { id: siteId, budgets: { tokens: 9_000 } }, other.headers)).status).toBe(404);
    expect((await server.call(readBudgets, {}, other.headers)).body.sites).toEqual([]);
  });

  it('of a visitor grow with the factor by which a measuring run widens its limits', async () => {
    const spender = await shop();
    const wide = new Budgets(db.database, server.app.get(Sites), server.app.get(Workspaces), new Config({ DUET_LIMIT_FACTOR: '10' }, '.'), new Metrics());
    await wide.count(spender, sum(600_000));
    expect([await budgets().spent(spender, true), await wide.spent(spender, true)]).toEqual(['visitor', null]);
  });
});
