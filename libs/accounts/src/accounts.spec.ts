import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  acceptInvite, addMember, changeMember, changeSite, changeWorkspace, claimSetup, createApiKey, createSite, listApiKeys, listMembers, listSites,
  readSession, readSite, readSetup, removeMember, revokeApiKey, signIn, signOut,
} from '#contracts';
import { newId } from '#platform';
import { PASSWORD, accountsAlone, keyHeaders, otherWorkspace, setupToken, signedIn } from '../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { AccountsModule, Limits, Setup, undeclaredHandlers } from './index.ts';
import { ExpiredCredentials } from './expired-credentials.job.ts';

const claim = (token: string, email = 'ada@shop.example') => ({ token, name: 'Ada', email, password: PASSWORD });

describe('accounts', () => {
  let db: TestDatabase;
  let server: TestApp;

  beforeAll(async () => {
    db = await startDatabase(accountsAlone);
  });
  afterAll(() => db.stop());
  beforeEach(async () => {
    await db.source.query('truncate workspace, person, credential cascade');
    server = await startApp(db, [AccountsModule]);
  });
  afterEach(() => server.stop());

  const owner = async () => {
    const reply = await server.call(claimSetup, claim(await setupToken(server)));
    return { headers: signedIn(reply), session: reply.body };
  };

  describe('an installation that nobody has claimed', () => {
    it('says so, and asks members for its setup link', async () => {
      expect((await server.call(readSetup, {})).body).toEqual({ claimed: false });
      const refused = await server.call(listMembers, {});
      expect([refused.status, refused.problem.code]).toEqual([503, 'setup_required']);
      expect((await server.call(signIn, { email: 'a@b.example', password: 'x' })).problem.code).toBe('setup_required');
    });

    it('makes whoever opens the link the owner of a new workspace with a site', async () => {
      const { headers, session } = await owner();
      expect(session).toMatchObject({ role: 'owner', person: { name: 'Ada', email: 'ada@shop.example' } });
      expect((await server.call(listMembers, {}, headers)).body.items).toEqual([expect.objectContaining({ id: session.memberId })]);
      expect((await server.call(listSites, {}, headers)).body.items).toHaveLength(1);
      expect((await server.call(readSetup, {})).body).toEqual({ claimed: true });
    });

    it('gives the demo workspace to its owner when there is one', async () => {
      const demo = await db.workspace('Demo');
      await db.source.query('update workspace set demo = true where id = $1', [demo]);
      expect((await owner()).session.workspace.id).toBe(demo);
    });

    it('is claimed by exactly one of two who open the link at once', async () => {
      const token = await setupToken(server);
      const replies = await Promise.all(['ada', 'bob', 'cleo'].map((name) => server.call(claimSetup, claim(token, `${name}@shop.example`))));
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 410, 410]);
    });

    it('takes the link of each server that started, until one of them is claimed', async () => {
      const [first, second] = [await setupToken(server), await setupToken(server)];
      expect((await server.call(claimSetup, claim(first))).status).toBe(201);
      expect((await server.call(claimSetup, claim(second, 'eve@shop.example'))).problem.code).toBe('setup_link_invalid');
    });

    it('takes no older link once it was renewed, and no link after half an hour', async () => {
      const older = await setupToken(server);
      const setup = server.app.get(Setup);
      await setup.renewedLink();
      expect((await server.call(claimSetup, claim(older))).problem.code).toBe('setup_link_invalid');
      const stale = (await setup.link(new Date(Date.now() - 31 * 60_000)))?.split('/').at(-1) ?? '';
      expect((await server.call(claimSetup, claim(stale))).problem.code).toBe('setup_link_invalid');
    });

    it('makes no link once it has an owner', async () => {
      await owner();
      expect(await server.app.get(Setup).link()).toBeNull();
    });

    it('refuses passwords that are tried first', async () => {
      const token = await setupToken(server);
      for (const password of ['password1234', 'PasswordPassword', 'aaaaaaaaaaaa', '012345678901', 'qwertyuiop12']) {
        expect((await server.call(claimSetup, { ...claim(token), password })).problem.code).toBe('weak_password');
      }
      expect((await server.call(claimSetup, { ...claim(token), password: 'elevenchars' })).problem.code).toBe('invalid_request');
    });
  });

  describe('signing in', () => {
    it('opens a session in a cookie that scripts and other sites cannot use', async () => {
      await owner();
      const reply = await server.call(signIn, { email: 'ADA@shop.example', password: PASSWORD });
      expect(String(reply.headers['set-cookie'])).toMatch(/^duet=\w{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/);
      expect((await server.call(readSession, {}, signedIn(reply))).body).toEqual(reply.body);
    });

    it('uses a host-bound Secure cookie behind TLS', async () => {
      const overTls = await startApp(db, [AccountsModule], { DUET_PUBLIC_URL: 'https://duet.test' });
      const reply = await overTls.call(claimSetup, claim(await setupToken(overTls)));
      expect(String(reply.headers['set-cookie'])).toMatch(/^__Host-duet=\w{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800; Secure$/);
      expect((await overTls.call(readSession, {}, signedIn(reply))).status).toBe(200);
      await overTls.stop();
    });

    it('answers a wrong password and an unknown address alike', async () => {
      await owner();
      const wrong = await server.call(signIn, { email: 'ada@shop.example', password: 'not the password' });
      const unknown = await server.call(signIn, { email: 'nobody@shop.example', password: 'not the password' });
      expect([wrong.status, wrong.problem.code, wrong.problem.title]).toEqual([401, 'wrong_credentials', unknown.problem.title]);
      expect(unknown.problem.code).toBe('wrong_credentials');
    });

    it('refuses the sixth guess and says how long to wait', async () => {
      await owner();
      for (let guess = 1; guess <= 5; guess++) await server.call(signIn, { email: 'ada@shop.example', password: 'guess' });
      const refused = await server.call(signIn, { email: 'ada@shop.example', password: PASSWORD });
      expect([refused.status, refused.problem.code]).toEqual([429, 'rate_limited']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    });

    it('ends with signing out, with time, and with the idle hours', async () => {
      const { headers } = await owner();
      await server.call(signOut, {}, headers);
      expect((await server.call(readSession, {}, headers)).problem.code).toBe('unauthenticated');
      const again = signedIn(await server.call(signIn, { email: 'ada@shop.example', password: PASSWORD }));
      await db.source.query(`update credential set created_at = now() - interval '13 hours' where kind = 'session'`);
      expect((await server.call(readSession, {}, again)).status).toBe(401);
      await db.source.query(`update credential set last_used_at = now() where kind = 'session'`);
      expect((await server.call(readSession, {}, again)).status).toBe(200);
      await db.source.query(`update credential set expires_at = now() where kind = 'session'`);
      expect((await server.call(readSession, {}, again)).status).toBe(401);
    });
  });

  describe('a page of another site', () => {
    it('cannot write with the cookie of somebody who is signed in', async () => {
      const { headers: { cookie = '' } } = await owner();
      const write = (headers: Record<string, string>) => server.call(changeWorkspace, { name: 'Renamed' }, { cookie, ...headers });
      for (const headers of [{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
        expect((await write(headers as Record<string, string>)).problem.code).toBe('cross_site_refused');
      }
      expect((await write({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
      expect((await write({ origin: 'http://duet.test' })).status).toBe(200);
    });

    it('cannot sign its visitor in', async () => {
      await owner();
      const reply = await server.call(signIn, { email: 'ada@shop.example', password: PASSWORD }, { origin: 'https://evil.example' });
      expect(reply.problem.code).toBe('cross_site_refused');
    });

    it('is no concern of an API key', async () => {
      const { session } = await owner();
      const key = await keyHeaders(server, session.workspace.id, 'owner');
      expect((await server.call(changeWorkspace, { timeZone: 'Europe/Berlin' }, key)).body.timeZone).toBe('Europe/Berlin');
    });
  });

  describe('members', () => {
    const invite = async (headers: Record<string, string>, role: 'owner' | 'admin' | 'analyst' | 'agent', email = `${role}@shop.example`) => {
      const added = await server.call(addMember, { name: role, email, role }, headers);
      const token = added.body.inviteLink.split('/invite/')[1] ?? '';
      return { member: added.body.member, token, headers: signedIn(await server.call(acceptInvite, { token, password: `${PASSWORD} ${role}` })) };
    };

    it('set a password with their invitation, once, and sign in with it', async () => {
      const { headers } = await owner();
      const agent = await invite(headers, 'agent');
      expect((await server.call(readSession, {}, agent.headers)).body).toMatchObject({ role: 'agent', person: { email: 'agent@shop.example' } });
      expect((await server.call(signIn, { email: 'agent@shop.example', password: `${PASSWORD} agent` })).status).toBe(201);
      expect((await server.call(acceptInvite, { token: agent.token, password: PASSWORD })).problem.code).toBe('gone');
    });

    it('may do what their role says', async () => {
      const { headers } = await owner();
      const [admin, analyst, agent] = [await invite(headers, 'admin'), await invite(headers, 'analyst'), await invite(headers, 'agent')];
      const site = { name: 'Outlet', allowedOrigins: [] };
      const statusOf = async (who: Record<string, string>) => [
        (await server.call(listSites, {}, who)).status, (await server.call(createSite, site, who)).status,
        (await server.call(addMember, { name: 'New', email: `${newId()}@shop.example`, role: 'agent' }, who)).status,
        (await server.call(createApiKey, { name: 'CI', role: 'agent' }, who)).status,
      ];
      expect(await statusOf(headers)).toEqual([200, 201, 201, 201]);
      expect(await statusOf(admin.headers)).toEqual([200, 201, 201, 403]);
      expect(await statusOf(analyst.headers)).toEqual([200, 403, 403, 403]);
      expect(await statusOf(agent.headers)).toEqual([200, 403, 403, 403]);
    });

    it('who administrate give and take roles below their own only', async () => {
      const { headers } = await owner();
      const admin = await invite(headers, 'admin');
      const agent = await invite(headers, 'agent');
      expect((await server.call(addMember, { name: 'X', email: 'x@shop.example', role: 'owner' }, admin.headers)).status).toBe(403);
      expect((await server.call(changeMember, { id: admin.member.id, role: 'owner' }, admin.headers)).status).toBe(403);
      expect((await server.call(changeMember, { id: agent.member.id, role: 'analyst' }, admin.headers)).body.role).toBe('analyst');
    });

    it('lose their sessions when they are removed, and can be invited again', async () => {
      const { headers } = await owner();
      const agent = await invite(headers, 'agent');
      await server.call(removeMember, { id: agent.member.id }, headers);
      expect((await server.call(readSession, {}, agent.headers)).status).toBe(401);
      expect((await invite(headers, 'agent')).member.role).toBe('agent');
    });

    it('have one membership an address', async () => {
      const { headers } = await owner();
      expect((await server.call(addMember, { name: 'Ada', email: 'ada@shop.example', role: 'agent' }, headers)).problem.code).toBe('email_taken');
    });

    it('always include an owner, also when two owners remove each other at once', async () => {
      const { headers, session } = await owner();
      const members = (await server.call(listMembers, {}, headers)).body.items;
      const first = members[0]?.id ?? '';
      expect((await server.call(removeMember, { id: first }, headers)).problem.code).toBe('last_owner');
      expect((await server.call(changeMember, { id: first, role: 'admin' }, headers)).problem.code).toBe('last_owner');
      const second = await invite(headers, 'owner', 'second@shop.example');
      const both = await Promise.all([
        server.call(removeMember, { id: second.member.id }, headers), server.call(removeMember, { id: first }, second.headers),
      ]);
      expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
      const left = await db.database.inWorkspace(session.workspace.id, (tx) => tx.query<unknown[]>(`select 1 from member where role = 'owner'`));
      expect(left).toHaveLength(1);
    });

    it('of another workspace cannot be taken over by inviting them', async () => {
      await owner();
      const other = await otherWorkspace(server, db);
      const added = await server.call(addMember, { name: 'Ada', email: 'ada@shop.example', role: 'agent' }, other.headers);
      const token = added.body.inviteLink.split('/invite/')[1] ?? '';
      expect((await server.call(acceptInvite, { token, password: 'a password of my own' })).problem.code).toBe('wrong_credentials');
      expect((await server.call(acceptInvite, { token, password: PASSWORD })).body.workspace.id).toBe(other.workspaceId);
      expect((await server.call(removeMember, { id: added.body.member.id }, other.headers)).status).toBe(200);
      expect((await server.call(signIn, { email: 'ada@shop.example', password: PASSWORD })).body.role).toBe('owner');
    });
  });

  describe('API keys', () => {
    it('work until they are revoked, and show their last four characters', async () => {
      const { headers } = await owner();
      const { body: { key, secret } } = await server.call(createApiKey, { name: 'CI', role: 'analyst' }, headers);
      const bearer = { authorization: `Bearer ${secret}` };
      expect(secret).toMatch(/^sk_\w{43}$/);
      expect((await server.call(readSession, {}, bearer)).body).toMatchObject({ role: 'analyst', person: { name: 'CI' }, memberId: null });
      expect((await server.call(listApiKeys, {}, headers)).body.items).toEqual([expect.objectContaining({ id: key.id, lastFour: secret.slice(-4) })]);
      await server.call(revokeApiKey, { id: key.id }, headers);
      expect((await server.call(readSession, {}, bearer)).status).toBe(401);
    });

    it('are stored as hashes', async () => {
      const { headers } = await owner();
      const { body: { secret } } = await server.call(createApiKey, { name: 'CI', role: 'analyst' }, headers);
      const everything = JSON.stringify(await db.source.query(`select encode(token_hash, 'escape') as hash, c.* from credential c`));
      expect(everything).not.toContain(secret.slice(3));
    });
  });

  it('answers 404 for the ids of another workspace', async () => {
    const { headers, session } = await owner();
    const other = await otherWorkspace(server, db);
    const site = (await server.call(listSites, {}, headers)).body.items[0]?.id ?? '';
    const member = (await server.call(listMembers, {}, headers)).body.items[0]?.id ?? '';
    const { body: { key } } = await server.call(createApiKey, { name: 'CI', role: 'agent' }, headers);
    expect((await server.call(readSite, { id: site }, other.headers)).status).toBe(404);
    expect((await server.call(changeSite, { id: site, name: 'Mine' }, other.headers)).status).toBe(404);
    expect((await server.call(changeMember, { id: member, role: 'agent' }, other.headers)).status).toBe(404);
    expect((await server.call(removeMember, { id: member }, other.headers)).status).toBe(404);
    expect((await server.call(revokeApiKey, { id: key.id }, other.headers)).status).toBe(404);
    expect((await server.call(listMembers, {}, other.headers)).body.items).toEqual([]);
    expect((await server.call(readSite, { id: site }, headers)).body.id).toBe(site);
    expect(session.workspace.id).not.toBe(other.workspaceId);
  });

  it('declares who may call each of its handlers, as the contracts say', () => {
    expect(undeclaredHandlers(server.app)).toEqual([]);
  });

  it('asks for no change of its tables', async () => {
    const { upQueries } = await db.source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('forgets credentials that let nobody in any more', async () => {
    await owner();
    const other = await otherWorkspace(server, db);
    await db.source.query(`update credential set expires_at = now() - interval '1 minute' where kind = 'session'`);
    await server.app.get(ExpiredCredentials).forget();
    expect(await db.source.query('select distinct kind from credential order by kind')).toEqual([{ kind: 'api_key' }, { kind: 'site' }]);
    expect((await server.call(listMembers, {}, other.headers)).status).toBe(200);
  });

  it('can be given other limits', async () => {
    server.app.get(Limits).change('sign-in.account-at-address', { points: 1, seconds: 60 });
    await owner();
    const guess = () => server.call(signIn, { email: 'ada@shop.example', password: 'guess' });
    expect([(await guess()).status, (await guess()).status]).toEqual([401, 429]);
  });
});
