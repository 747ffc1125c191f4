import { Controller, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Nothing, changeSite, createSite, endConversation, openVisitor, route, siteLimits, type Site, type SiteLimits } from '#contracts';
import { Endpoint, newId } from '#platform';
import { accountsAlone, otherWorkspace } from '../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { AccountsModule, ForVisitors, Limits, Sites, VisitorLimits, Visitors, Who, installCors, undeclaredHandlers } from './index.ts';
import type { Visitor } from './index.ts';

const whoAmI = route({ method: 'GET', path: '/v1/test/visitor', summary: 'Who am I?', audience: 'visitor', input: Nothing, reply: z.object({ id: z.string(), siteName: z.string() }) });
const forgotten = route({ method: 'GET', path: '/v1/test/forgotten', summary: 'Declares nothing', input: Nothing, reply: z.object({}) });

@Controller()
class TestController {
  @Endpoint(whoAmI)
  @ForVisitors()
  async who(@Who() { id, siteName }: Visitor) {
    return { id, siteName };
  }

  @Endpoint(forgotten)
  async forgotten() {
    return {};
  }
}

@Module({ controllers: [TestController] })
class TestModule {}

const SHOP = 'https://shop.example';

describe('visitors', () => {
  let db: TestDatabase;
  let server: TestApp;
  let site: Site;
  let member: Record<string, string>;
  let workspaceId: string;

  beforeAll(async () => {
    db = await startDatabase(accountsAlone);
    server = await startApp(db, [AccountsModule, TestModule], {}, (app) => {
      installCors(app.getHttpAdapter().getInstance(), app.get(Sites));
    });
    const company = await otherWorkspace(server, db);
    [member, workspaceId] = [company.headers, company.workspaceId];
    site = (await server.call(createSite, { name: 'Shop', allowedOrigins: [SHOP, 'https://*.shop.example'] }, member)).body;
  });
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });

  const open = (headers: Record<string, string>, more: { visitorToken?: string; siteKey?: string } = {}) =>
    server.call(openVisitor, { siteKey: site.publicKey, ...more }, headers);
  const visitorOf = ({ id: siteId, name: siteName }: Site): Visitor => ({ id: newId(), workspaceId, siteId, siteName });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('come from the origins of their site', async () => {
    for (const origin of [SHOP, 'https://www.shop.example', 'http://duet.test']) {
      const { status, body } = await open({ origin });
      expect([status, body.settings.siteName]).toEqual([201, 'Shop']);
      expect(body.visitorToken).toMatch(/^vt_\w{43}$/);
    }
    for (const headers of [{}, { origin: 'null' }, { origin: 'https://evil.example' }, { origin: 'http://localhost:3000' }, { origin: 'https://a.b.shop.example' }]) {
      const { status, problem } = await open(headers as Record<string, string>);
      expect([status, problem.code]).toEqual([403, 'origin_refused']);
    }
  });

  it('come from this machine only while a site lists no origin', async () => {
    const { body: { publicKey } } = await server.call(createSite, { name: 'New', allowedOrigins: [] }, member);
    expect((await open({ origin: 'http://localhost:8080' }, { siteKey: publicKey })).status).toBe(201);
    expect((await open({ origin: SHOP }, { siteKey: publicKey })).status).toBe(403);
  });

  it('meet a 404 with an unknown site key', async () => {
    expect((await open({ origin: SHOP }, { siteKey: 'pk_live_0000000000000000000000' })).status).toBe(404);
  });

  it('keep a token that is still valid, at its own site', async () => {
    const { body: { visitorToken } } = await open({ origin: SHOP });
    expect((await open({ origin: SHOP }, { visitorToken })).body.visitorToken).toBe(visitorToken);
    expect((await open({ origin: SHOP }, { visitorToken: 'vt_unknown' })).body.visitorToken).not.toBe('vt_unknown');
    const { body: { publicKey } } = await server.call(createSite, { name: 'Other', allowedOrigins: [SHOP] }, member);
    expect((await open({ origin: SHOP }, { siteKey: publicKey, visitorToken })).body.visitorToken).not.toBe(visitorToken);
  });

  it('are known by their token, from an allowed origin or none', async () => {
    const { body: { visitorToken } } = await open({ origin: SHOP });
    const known = await server.call(whoAmI, {}, bearer(visitorToken));
    expect(known.body.siteName).toBe('Shop');
    expect((await server.call(whoAmI, {}, { ...bearer(visitorToken), origin: SHOP })).body).toEqual(known.body);
    expect((await server.call(whoAmI, {}, { ...bearer(visitorToken), origin: 'https://evil.example' })).problem.code).toBe('origin_refused');
    expect((await server.call(whoAmI, {}, {})).status).toBe(401);
    expect((await server.call(whoAmI, {}, member)).status).toBe(401);
  });

  it('are forgotten by the server after thirty idle days', async () => {
    const { workspaceId, id } = await db.database.acrossWorkspaces((tx) => tx.query<{ workspaceId: string; id: string }[]>('select workspace_id as "workspaceId", id from site')).then(([row]) => row!);
    const { token: visitorToken } = await db.database.inWorkspace(workspaceId, (tx) => server.app.get(Visitors).create(tx, { workspaceId, id }));
    await db.source.query(`update credential set created_at = now() - interval '31 days' where kind = 'visitor'`);
    expect((await server.call(whoAmI, {}, bearer(visitorToken))).status).toBe(401);
  });

  it('are not limited when a program with the right to replay opens them', async () => {
    expect((await open(member)).status).toBe(201);
    const other = await otherWorkspace(server, db);
    expect((await open(other.headers)).problem.code).toBe('origin_refused');
  });

  it('leave the family of their browser behind and no more of what it says; a program with a key leaves nothing', async () => {
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
    await open({ origin: SHOP, 'user-agent': userAgent });
    await open({ ...member, 'user-agent': userAgent });
    const rows = await db.database.inWorkspace(workspaceId, (tx) => tx.query<{ browser: string | null }[]>('select * from visitor order by created_at desc limit 2'));
    expect(rows.map(({ browser }) => browser)).toEqual([null, 'firefox']);
    expect(JSON.stringify(rows)).not.toMatch(/Mozilla|133|Linux/);
  });

  it('of pages that just lost their permission are refused at once', async () => {
    const { body } = await server.call(createSite, { name: 'Short', allowedOrigins: [SHOP] }, member);
    expect((await open({ origin: SHOP }, { siteKey: body.publicKey })).status).toBe(201);
    await server.call(changeSite, { id: body.id, allowedOrigins: ['https://else.example'] }, member);
    expect((await open({ origin: SHOP }, { siteKey: body.publicKey })).status).toBe(403);
  });

  it('are held out of experiments by a share of at most a fifth', async () => {
    expect((await server.call(changeSite, { id: site.id, holdout: 500 }, member)).body.holdout).toBe(500);
    for (const holdout of [-1, 2_001, 0.5]) expect((await server.call(changeSite, { id: site.id, holdout }, member)).problem.code).toBe('invalid_request');
  });

  it('meet a 404 for a default backend version that does not exist here', async () => {
    expect((await server.call(changeSite, { id: site.id, defaultBackendVersionId: newId() }, member)).status).toBe(404);
  });

  it('of allowed origins may read our answers, others may not', async () => {
    const preflight = (origin: string, path = '/v1/visitors') =>
      server.send({ method: 'OPTIONS', path, headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
    const allowed = await preflight(SHOP);
    expect([allowed.status, allowed.headers['access-control-allow-origin'], allowed.headers.vary]).toEqual([204, SHOP, 'origin']);
    expect(allowed.headers['access-control-allow-headers']).toContain('authorization');
    expect((await preflight(SHOP, endConversation.path.replace(/\{\w+\}/, newId()))).headers['access-control-allow-origin']).toBe(SHOP);
    expect((await preflight('https://evil.example')).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await preflight(SHOP, '/v1/members')).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await open({ origin: SHOP })).headers).toMatchObject({ 'access-control-allow-origin': SHOP, vary: 'origin' });
    expect((await open({ origin: SHOP })).headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('may send five messages at once and no sixth', async () => {
    const limits = server.app.get(VisitorLimits);
    const visitor = visitorOf(site);
    for (let message = 1; message <= 5; message++) await limits.take(visitor, '127.0.0.1');
    await expect(limits.take(visitor, '127.0.0.1')).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(limits.take({ ...visitor, id: newId() }, '127.0.0.1')).resolves.toBeUndefined();
  });

  describe('of a site with limits of its own', () => {
    const siteWith = async (limits: Partial<SiteLimits>): Promise<Site> => {
      const { body: { id } } = await server.call(createSite, { name: 'Limited', allowedOrigins: [] }, member);
      return (await server.call(changeSite, { id, limits }, member)).body;
    };
    const howMany = async (take: () => Promise<void>): Promise<number> => {
      for (let taken = 0; ; taken++) if (!(await take().then(() => true, () => false))) return taken;
    };

    it('see the usual ones where nothing was set', async () => {
      const { limits } = await siteWith({ messagesAtOnce: 2 });
      expect(limits).toEqual({ messagesPerMinute: 20, messagesAtOnce: 2, conversationsPerDay: 60, messagesPerAddress: 600, longestMessage: 4_000 });
      expect(Object.fromEntries(Object.entries(siteLimits).map(([name, { usual }]) => [name, usual]))).toEqual(site.limits);
    });

    it('may send as much as it says', async () => {
      const limits = server.app.get(VisitorLimits);
      const [atOnce, aMinute, aDay] = await Promise.all([siteWith({ messagesAtOnce: 2 }), siteWith({ messagesAtOnce: 50, messagesPerMinute: 7 }), siteWith({ conversationsPerDay: 3 })].map(async (made) => visitorOf(await made)));
      expect(await howMany(() => limits.take(atOnce as Visitor, null))).toBe(2);
      expect(await howMany(() => limits.take(aMinute as Visitor, null))).toBe(7);
      expect(await howMany(() => limits.takeConversation(aDay as Visitor))).toBe(3);
      const office = await siteWith({ messagesPerAddress: 4 });
      expect(await howMany(async () => limits.take(visitorOf(office), '203.0.113.9'))).toBe(4);
      await limits.take(visitorOf(office), '203.0.113.10');
    });

    it('may not send longer messages than it says, counted in characters', async () => {
      const limits = server.app.get(VisitorLimits);
      const visitor = visitorOf(await siteWith({ longestMessage: 100 }));
      await limits.take(visitor, null, '\u{1F600}'.repeat(100));
      await expect(limits.take(visitor, null, 'a'.repeat(101))).rejects.toMatchObject({ code: 'message_too_long' });
    });

    it('meet a change at once', async () => {
      const limits = server.app.get(VisitorLimits);
      const changing = await siteWith({ longestMessage: 100 });
      const visitor = visitorOf(changing);
      await expect(limits.take(visitor, null, 'a'.repeat(150))).rejects.toMatchObject({ code: 'message_too_long' });
      await server.call(changeSite, { id: changing.id, limits: { longestMessage: 200 } }, member);
      await limits.take(visitor, null, 'a'.repeat(150));
    });

    it('are safe from numbers that make no sense', async () => {
      for (const limits of [{ messagesAtOnce: 0 }, { messagesPerMinute: 601 }, { longestMessage: 4_001 }, { conversationsPerDay: 1.5 }, {}]) {
        expect((await server.call(changeSite, { id: site.id, limits }, member)).status).toBe(400);
      }
    });
  });

  it('are limited by network address', async () => {
    server.app.get(Limits).change('address.handshake.minute', { points: 1, seconds: 60 });
    const from = { origin: SHOP, 'x-forwarded-for': '203.0.113.7' };
    expect([(await open(from)).status, (await open(from)).status]).toEqual([201, 429]);
    expect((await open({ ...from, 'x-forwarded-for': '203.0.113.8' })).status).toBe(201);
  });

  it('do not reach a handler that declares nothing, and neither does anybody else', async () => {
    expect((await server.call(forgotten, {}, member)).problem.code).toBe('forbidden');
    expect(undeclaredHandlers(server.app)).toEqual([expect.objectContaining({ handler: 'TestController.forgotten', fault: 'undeclared' })]);
  });
});
