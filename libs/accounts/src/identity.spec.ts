import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { createSite, createSiteSecret, deleteSiteSecret, listSiteSecrets, openVisitor, type Site } from '#contracts';
import { newId } from '#platform';
import { accountsAlone, keyHeaders, otherWorkspace } from '../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { signIdentity, type SignedWith } from '../../../test/support/sign-identity.ts';
import { AccountsModule } from './index.ts';

const SHOP = 'https://shop.example';

describe('the signed identity of a visitor', () => {
  let db: TestDatabase;
  let server: TestApp;
  let member: Record<string, string>;
  let workspaceId: string;
  let site: Site;
  let secret: SignedWith;

  beforeAll(async () => {
    db = await startDatabase(accountsAlone);
    server = await startApp(db, [AccountsModule], { DUET_LIMIT_FACTOR: '1000' });
    ({ headers: member, workspaceId } = await otherWorkspace(server, db));
  });
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });
  beforeEach(async () => {
    site = (await server.call(createSite, { name: 'Shop', allowedOrigins: [SHOP] }, member)).body;
    secret = (await server.call(createSiteSecret, { id: site.id }, member)).body;
  });

  const open = (more: { identityToken?: string; visitorToken?: string } = {}) => server.call(openVisitor, { siteKey: site.publicKey, ...more }, { origin: SHOP });
  const aliases = () => db.database.inWorkspace(workspaceId, (tx) => tx.query<{ visitor: string; unit: string; subject: string; attributes: object }[]>(
    'select visitor_id as visitor, unit_id as unit, subject, attributes from visitor_alias where site_id = $1 order by joined_at', [site.id]));
  const now = (): number => Math.floor(Date.now() / 1_000);
  /** A token with one thing other than it should be. */
  const odd = (changes: JWTPayload, { alg = 'HS256', kid = secret.id, key = secret.secret }: { alg?: string; kid?: string; key?: string } = {}): Promise<string> =>
    new SignJWT({ sub: 'customer 7', aud: site.publicKey, iat: now(), exp: now() + 600, ...changes }).setProtectedHeader({ alg, kid }).sign(new TextEncoder().encode(key));
  const without = async (claim: string): Promise<string> => odd({ [claim]: undefined });

  it('joins the visitors of a person in the name of the first of them, and keeps what was signed last', async () => {
    const anonymous = (await open()).body.visitorToken;
    const first = await open({ visitorToken: anonymous, identityToken: await signIdentity(secret, site.publicKey, 'customer 7', { plan: 'free' }) });
    expect([first.status, first.body.visitorToken]).toEqual([201, anonymous]);
    await open({ identityToken: await signIdentity(secret, site.publicKey, 'customer 7') });
    await open({ identityToken: await signIdentity(secret, site.publicKey, 'customer 8') });
    await open({ visitorToken: anonymous, identityToken: await signIdentity(secret, site.publicKey, 'customer 7', { plan: 'pro' }) });
    const [one, two, other] = await aliases();
    expect([one?.unit, two?.unit, other?.unit]).toEqual([one?.visitor, one?.visitor, other?.visitor]);
    expect([one?.attributes, two?.attributes]).toEqual([{ plan: 'pro' }, {}]);
  });

  it('of twenty browsers at once still has one first', async () => {
    const token = await signIdentity(secret, site.publicKey, 'customer 7');
    await Promise.all(Array.from({ length: 20 }, () => open({ identityToken: token })));
    const all = await aliases();
    expect(all).toHaveLength(20);
    expect(new Set(all.map(({ unit }) => unit)).size).toBe(1);
    expect(all.filter(({ visitor, unit }) => visitor === unit)).toHaveLength(1);
  });

  it('makes another visitor of a browser that somebody else signs in with', async () => {
    const { body: { visitorToken } } = await open({ identityToken: await signIdentity(secret, site.publicKey, 'customer 7') });
    const other = await open({ visitorToken, identityToken: await signIdentity(secret, site.publicKey, 'customer 8') });
    expect(other.body.visitorToken).not.toBe(visitorToken);
    expect((await open({ visitorToken })).body.visitorToken).toBe(visitorToken);
    expect((await aliases()).map(({ subject }) => subject)).toEqual(['customer 7', 'customer 8']);
  });

  it('is refused, with a reason, unless everything about it is as it should be', async () => {
    const cases: [string, Promise<string>, RegExp][] = [
      ['a foreign secret', odd({}, { key: 'x'.repeat(47) }), /signature/], ['an unknown kid', odd({}, { kid: newId() }), /kid/], ['no uuid as kid', odd({}, { kid: '1' }), /kid/],
      ['another algorithm', odd({}, { alg: 'HS512', key: secret.secret.repeat(2) }), /HS256/], ['an expired one', odd({ iat: now() - 700, exp: now() - 100 }), /expired/],
      ['one without exp', without('exp'), /exp/], ['one without iat', without('iat'), /iat/], ['one without sub', without('sub'), /sub/], ['one without aud', without('aud'), /aud/],
      ['a long one', odd({ exp: now() + 3_600 }), /15 minutes/], ['one of the future', odd({ iat: now() + 300, exp: now() + 600 }), /iat/], ['an old one that does not expire', odd({ iat: now() - 86_400 }), /iat/],
      ['one for another site', odd({ aud: 'pk_live_other' }), /aud/], ['an empty sub', odd({ sub: ' ' }), /sub/], ['a nested attribute', odd({ attributes: { plan: { name: 'pro' } } }), /attributes/],
      ['an unsigned one', Promise.resolve(new UnsecuredJWT({ sub: 'customer 7', aud: site.publicKey, iat: now(), exp: now() + 600 }).encode()), /./], ['no token', Promise.resolve('no token'), /no JWT/],
    ];
    for (const [name, token, detail] of cases) {
      const { status, problem } = await open({ identityToken: await token });
      expect([name, status, problem.code]).toEqual([name, 401, 'identity_invalid']);
      expect(problem.detail).toMatch(detail);
    }
    expect(await aliases()).toEqual([]);
    expect((await open({ identityToken: await odd({}) })).status).toBe(201);
  });

  it('is not that of the same person of another site', async () => {
    const { body: other } = await server.call(createSite, { name: 'Other', allowedOrigins: [SHOP] }, member);
    const token = await signIdentity(secret, other.publicKey, 'customer 7');
    expect((await server.call(openVisitor, { siteKey: other.publicKey, identityToken: token }, { origin: SHOP })).problem.code).toBe('identity_invalid');
  });

  describe('is signed with a secret that', () => {
    it('is told once, stored sealed, and noted when it is used', async () => {
      expect(secret.secret).toMatch(/^sis_\w{43}$/);
      const { body: { items: [before] } } = await server.call(listSiteSecrets, { id: site.id }, member);
      expect(before).toEqual({ id: secret.id, lastFour: secret.secret.slice(-4), createdAt: expect.any(String), lastUsedAt: null });
      const [row] = await db.database.inWorkspace(workspaceId, (tx) => tx.query<{ sealed: Buffer }[]>('select sealed from site_secret where id = $1', [secret.id]));
      expect(row?.sealed.includes(secret.secret)).toBe(false);
      await open({ identityToken: await signIdentity(secret, site.publicKey, 'customer 7') });
      const { body: { items: [after] } } = await server.call(listSiteSecrets, { id: site.id }, member);
      expect(after?.lastUsedAt).toEqual(expect.any(String));
    });

    it('lives beside one other, until it is ended', async () => {
      const { body: second } = await server.call(createSiteSecret, { id: site.id }, member);
      expect((await server.call(createSiteSecret, { id: site.id }, member)).problem.code).toBe('site_secrets_full');
      for (const one of [secret, second]) expect((await open({ identityToken: await signIdentity(one, site.publicKey, 'customer 7') })).status).toBe(201);
      await server.call(deleteSiteSecret, { id: site.id, secretId: secret.id }, member);
      expect((await open({ identityToken: await signIdentity(secret, site.publicKey, 'customer 7') })).problem.code).toBe('identity_invalid');
      expect((await open({ identityToken: await signIdentity(second, site.publicKey, 'customer 7') })).status).toBe(201);
      expect((await server.call(deleteSiteSecret, { id: site.id, secretId: secret.id }, member)).status).toBe(404);
    });

    it('is one of two also when three are made at once', async () => {
      const made = await Promise.all([1, 2, 3].map(() => server.call(createSiteSecret, { id: site.id }, member)));
      expect(made.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    });

    it('only those may see and make who may change the site', async () => {
      const analyst = await keyHeaders(server, workspaceId, 'analyst');
      for (const route of [listSiteSecrets, createSiteSecret]) expect((await server.call(route, { id: site.id }, analyst)).status).toBe(403);
      const { headers: stranger } = await otherWorkspace(server, db);
      for (const route of [listSiteSecrets, createSiteSecret]) expect((await server.call(route, { id: site.id }, stranger)).status).toBe(404);
      expect((await server.call(deleteSiteSecret, { id: site.id, secretId: secret.id }, stranger)).status).toBe(404);
    });
  });
});
