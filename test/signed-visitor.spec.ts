import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { listSiteSecrets } from '#contracts';
import { auditBothLights, openDesk, type WatchedPage } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { says } from './support/scripted-backend.ts';
import { Shop } from './support/shop.ts';
import { signIdentity } from './support/sign-identity.ts';
import type { WidgetPage } from './support/widget-page.ts';

/** Two cores of a busy machine: what takes a second alone may take many. */
jest.setTimeout(120_000);

describe('a visitor for whom the site vouches', () => {
  let shop: Shop;
  let desk: WatchedPage;
  let page: Page;
  let secret: string;

  beforeAll(async () => {
    shop = await Shop.open(says('Your parcel left on Monday.'));
    desk = await openDesk(shop.browser, shop.test.address, shop.company.cookie, { viewport: { width: 1280, height: 800 } });
    ({ page } = desk);
    page.setDefaultTimeout(60_000);
  });
  afterAll(() => shop.close(), 60_000);

  const faults = (): Promise<string[]> => auditBothLights(page);
  const tokenOf = async (person: string): Promise<string> => {
    const { items: [newest] } = await shop.company.call(listSiteSecrets, { id: shop.site.id });
    return signIdentity({ id: newest?.id ?? '', secret }, shop.site.publicKey, person, { plan: 'pro' });
  };
  const visit = async (tag: string): Promise<WidgetPage> => {
    const { origin } = await shop.page({ tag });
    return (await shop.tab()).visit(origin);
  };
  /** What is known of who said this. */
  const knownAfter = async (tab: WidgetPage, text: string) => {
    await tab.say(text);
    const stored = await eventually(() => shop.stored(tab).catch(() => null), (found) => found?.messages.some((message) => message.text === text) ?? false);
    return stored?.arrival;
  };

  it('is vouched for with a secret that the page of the site shows once', async () => {
    await page.goto(`${shop.test.address}/settings/sites/${shop.site.id}`);
    await page.getByText('No secret yet: all visitors are anonymous.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Make a secret' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep this secret' });
    secret = (await dialog.locator('code').textContent()) ?? '';
    expect(secret).toMatch(/^sis_\w{43}$/);
    expect(await faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('cell', { name: `…${secret.slice(-4)}` }).waitFor();
    expect(await page.content()).not.toContain(secret);
    const { items: [made] } = await shop.company.call(listSiteSecrets, { id: shop.site.id });
    await page.getByText(`kid: '${made?.id}'`).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('is known by the token in the script tag, with what was signed about them', async () => {
    const tab = await visit(`data-duet-attributes='{"plan": "free", "cart": 3}' data-duet-identity="${await tokenOf('customer 7')}"`);
    expect(await knownAfter(tab, 'Where is my parcel?')).toMatchObject({ signedInAs: 'customer 7', attributes: { plan: 'pro', cart: 3 }, verified: ['plan'] });
    const id = await tab.conversationId();
    await page.goto(`${shop.test.address}/conversations/${id}`);
    await page.getByText('as customer 7').waitFor();
    await page.getByText('plan: pro (signed), cart: 3').waitFor();
    expect(await faults()).toEqual([]);
    await tab.page.context().close();
  });

  it('is known from when they sign in, in the same chat, and leaves nothing behind after signing out', async () => {
    const tab = await visit('');
    expect(await knownAfter(tab, 'Anybody there?')).toMatchObject({ signedInAs: null });
    await tab.answers(1);
    const before = await tab.conversationId();
    const again = tab.page.waitForResponse(/\/v1\/my\/conversations$/);
    await tab.page.evaluate(`window.duet.identify(${JSON.stringify(await tokenOf('customer 8'))})`);
    await again;
    await tab.hears(['Anybody there?', 'Your parcel left on Monday.']);
    expect(await tab.conversationId()).toBe(before);
    await tab.endChat();
    await tab.page.getByRole('button', { name: 'Start a new chat' }).click();
    expect(await knownAfter(tab, 'And now?')).toMatchObject({ signedInAs: 'customer 8' });
    await tab.page.evaluate('window.duet.logout()');
    await tab.hears([]);
    expect(await tab.kept()).toEqual([]);
    expect(await knownAfter(tab, 'Somebody else')).toMatchObject({ signedInAs: null, attributes: {} });
    await tab.page.context().close();
  });

  it('is another visitor than the one who used this browser before', async () => {
    const tab = await visit(`data-duet-identity="${await tokenOf('customer 7')}"`);
    await knownAfter(tab, 'For my eyes only');
    await tab.answers(1);
    await tab.page.evaluate(`window.duet.identify(${JSON.stringify(await tokenOf('customer 9'))})`);
    await tab.hears([]);
    expect(await knownAfter(tab, 'Hello')).toMatchObject({ signedInAs: 'customer 9' });
    await tab.page.context().close();
  });

  it('is not asked for when a page says that somebody has signed out who never was here', async () => {
    const { origin } = await shop.page();
    const tab = await shop.tab();
    const requests: string[] = [];
    tab.page.on('request', (request) => requests.push(request.url()));
    await tab.page.goto(origin);
    await tab.page.getByRole('button', { name: 'Open chat' }).waitFor();
    await tab.page.evaluate('window.duet.logout()');
    await tab.page.waitForLoadState('networkidle');
    expect(requests.filter((url) => /\/widget\/chat-|\/v1\//.test(url))).toEqual([]);
    await tab.page.context().close();
  });

  it('can chat also when the token is wrong, as somebody unknown', async () => {
    const tab = await visit('data-duet-identity="no token"');
    expect(await knownAfter(tab, 'Still here?')).toMatchObject({ signedInAs: null });
    await tab.page.context().close();
  });

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(desk.complaints).toEqual([]);
    expect(shop.complaints.flat()).toEqual([]);
  });
});
