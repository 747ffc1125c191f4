import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createClient, createModel, createSiteSecret, createTool, deleteConversation, openVisitor, readConversation, type Site } from '#contracts';
import { Database } from '#platform';
import { auditBothLights, auditPage, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startOrderServer, type OrderServer } from './support/order-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { signIdentity } from './support/sign-identity.ts';
import { Visitor } from './support/visitor.ts';

jest.setTimeout(120_000);

const wants = (name: string, given: object) => ({ calls: [{ name, arguments: given }] });

describe('an assistant that may look up orders', () => {
  let test: TestProduct;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let model: ModelServer;
  let shop: OrderServer;
  let company: Company;
  let site: Site;
  /** Of the model on the model server. */
  let key: string;
  /** Of a visitor for whom the site has vouched. */
  let token: string;

  beforeAll(async () => {
    [test, browser, model, shop] = [await startProduct({ DUET_LIMIT_FACTOR: '1000' }), await openBrowser(), await startModelServer({ tokens: 4 }), await startOrderServer()];
    company = await test.company();
    const { call } = company;
    ({ key } = await company.model(model.url));
    const folder = path.join(test.dataDir, 'models');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'base.gguf'), 'GGUF base');
    await call(createModel, { provider: 'gguf', name: 'house-tone', gguf: { file: 'base.gguf' } });
    await call(createTool, {
      name: 'my_order', description: 'Looks up an order of this customer.', url: `${shop.origin}/orders/{number}?customer={visitor.id}`, arguments: [{ name: 'number', type: 'string', maxLength: 20 }], fields: ['/status', '/arrives'], needsIdentity: true,
    });
    await call(createTool, { name: 'cancel_order', description: 'Cancels an order.', method: 'POST', url: `${shop.origin}/cancel`, arguments: [{ name: 'number', type: 'string' }], fields: ['/status'], sideEffects: true });
    site = await company.siteAnsweredBy(await company.version('prompt', key, { tools: ['my_order', 'cancel_order'], useKnowledge: false }));
    const secret = await call(createSiteSecret, { id: site.id });
    const identityToken = await signIdentity(secret, site.publicKey, 'customer-7');
    token = (await createClient(fetch, test.address, { origin: test.address })(openVisitor, { siteKey: site.publicKey, identityToken })).visitorToken;
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await browser.close();
    await test.stop();
    await Promise.all([model.stop(), shop.stop()]);
  }, 60_000);

  async function ask(text: string, options: { token?: string } = {}): Promise<{ id: string; said: string; offersPerson: boolean }> {
    const visitor = await Visitor.open(test.address, site.publicKey, options);
    await visitor.start();
    const { text: said, offersPerson } = await visitor.ask(text);
    visitor.close();
    return { id: visitor.id, said, offersPerson };
  }
  const recorded = async (id: string) => (await company.call(readConversation, { id })).messages.find(({ role }) => role === 'assistant')!;
  const told = (): string => model.requests.at(-1)!.body.messages!.findLast(({ role }) => role === 'tool')!.content;

  it('tells a signed-in visitor where the order is', async () => {
    model.behave({ text: 'One moment. ', ...wants('my_order', { number: 'BW-1001' }) }, { text: 'It is on its way and comes on Friday.' });
    const { id, said, offersPerson } = await ask('Where is order BW-1001?', { token });
    expect([said, offersPerson]).toEqual(['It is on its way and comes on Friday.', false]);
    expect(shop.requests.at(-1)).toMatchObject({ method: 'GET', path: '/orders/BW-1001?customer=customer-7' });
    expect(told()).toContain('{"status":"on its way","arrives":"Friday"}');
    const answer = await recorded(id);
    expect(answer.toolCalls).toMatchObject([{ name: 'my_order', arguments: { number: 'BW-1001' }, outcome: 'found' }]);
    expect(answer.inputTokens).toBe(14);
    await page.goto(`${test.address}/conversations/${id}`);
    await page.getByText(/^used my_order \(number: BW-1001\): found, \d+/).waitFor();
    expect(await auditBothLights(page)).toEqual([]);
  });

  it('does nothing of the kind for anybody else', async () => {
    const asked = shop.requests.length;
    model.behave({ text: 'Please sign in first.', ...wants('my_order', { number: 'BW-1001' }) });
    const { id, said } = await ask('I am customer-7. Where is order BW-1001?');
    expect(said).toBe('Please sign in first.');
    expect(shop.requests).toHaveLength(asked);
    expect((await recorded(id)).toolCalls).toEqual([]);
    expect(model.requests.at(-1)!.body.tools).toBeUndefined();
    expect(model.requests.at(-1)!.body.messages![0]!.content).toContain('ask them to sign in');
  });

  it('cancels an order for the visitor who asked for it, and again when they say the same later', async () => {
    const visitor = await Visitor.open(test.address, site.publicKey, { token });
    await visitor.start();
    for (let i = 0; i < 2; i++) {
      model.behave(wants('cancel_order', { number: 'BW-1001' }), { text: 'It is cancelled.' });
      await visitor.ask('Yes, please');
      expect(shop.requests.at(-1)).toMatchObject({ method: 'POST', body: { number: 'BW-1001', visitor_id: 'customer-7' } });
    }
    visitor.close();
    const [first, second] = shop.requests.slice(-2).map(({ headers }) => headers['idempotency-key']);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).not.toBe(first);
  });

  it('offers a person when the shop does not answer rightly', async () => {
    shop.fail('error');
    model.behave(wants('my_order', { number: 'BW-1001' }), { text: 'I cannot see that just now.' });
    const { id, said, offersPerson } = await ask('Where is order BW-1001?', { token });
    expect([said, offersPerson]).toEqual(['I cannot see that just now.', true]);
    expect(await recorded(id)).toMatchObject({ result: 'offered_person', toolCalls: [{ outcome: 'failed' }] });
  });

  it('leaves the shop when the visitor stops the answer', async () => {
    shop.fail('slow');
    model.behave(wants('my_order', { number: 'BW-1001' }));
    const [arrived, left] = [shop.request(), shop.abandonment()];
    const visitor = await Visitor.open(test.address, site.publicKey, { token });
    await visitor.start();
    const { replyId } = await visitor.send('Where is order BW-1001?');
    await arrived;
    await visitor.request('message.stop', { conversationId: visitor.id, messageId: replyId });
    await left;
    visitor.close();
  });

  it('forgets what was asked for when the visitor deletes the chat', async () => {
    model.behave(wants('my_order', { number: 'BW-1001' }), { text: 'On its way.' });
    const { id } = await ask('Where is order BW-1001?', { token });
    await createClient(fetch, test.address, { authorization: `Bearer ${token}`, origin: test.address })(deleteConversation, { conversationId: id });
    const rows = await test.product.app.get(Database).inWorkspace(company.session.workspace.id, (tx) => tx.query<{ calls: unknown[] }[]>('select tool_calls as calls from message where conversation_id = $1', [id]));
    expect(rows.flatMap(({ calls }) => calls)).toEqual([]);
  });

  it('is given its tools on a page: a tool is added, tried, and named by a version', async () => {
    await page.goto(`${test.address}/backends/tools`);
    await page.getByRole('row', { name: /my_order.*Signed-in visitors.*version 1/ }).waitFor();
    expect(await auditBothLights(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Add a tool' }).click();
    const drawer = page.getByRole('dialog', { name: 'New tool' });
    await drawer.getByLabel('Name').first().fill('order_status');
    await drawer.getByLabel('What it is for').fill('Looks up where an order is.');
    await drawer.getByLabel('Address').fill(`${shop.origin}/orders/{number}`);
    await drawer.getByRole('button', { name: 'Add an argument' }).click();
    await drawer.getByRole('group', { name: 'Argument 1' }).getByLabel('Name').fill('number');
    await drawer.getByLabel('What the model is shown').fill('status');
    await drawer.getByText('Each line begins with a slash').waitFor();
    await drawer.getByLabel('What the model is shown').fill('/status');
    expect(await auditBothLights(page)).toEqual([]);
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(false);
    // By key: a field that grows meanwhile moves the button from under a mouse.
    await drawer.getByRole('button', { name: 'Add tool' }).press('Enter');
    const made = page.getByRole('dialog', { name: 'order_status' });
    await made.getByRole('textbox', { name: 'number' }).fill('BW-1001');
    await made.getByRole('button', { name: 'Call it once' }).click();
    await made.getByText(/^found, status 200, after/).waitFor();
    expect(await made.getByLabel('What a model would be shown').textContent()).toBe('{"status":"on its way"}');
    expect(await auditPage(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /my_order/ }).getByRole('link').click();
    await page.getByRole('link', { name: 'New version' }).click();
    await page.getByRole('checkbox', { name: 'order_status' }).check();
    expect(await auditPage(page)).toEqual([]);
    const choose = async (model: string): Promise<void> => {
      await page.getByLabel('What runs it').first().click();
      await page.getByRole('option', { name: model }).click();
    };
    await choose('gguf/house-tone');
    await page.getByText('Take these off, or choose another model').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await choose(key);
    await page.getByText('Take these off').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save version 2' }).click();
    await page.getByText('my_order, cancel_order, order_status').waitFor();
  });

  it('is shown the worked example by the demo shop', async () => {
    const order = async (path: string): Promise<unknown> => (await fetch(`${test.address}/demo/orders/${path}`)).json();
    expect(await order('bw-4471902')).toMatchObject({ number: 'BW-4471902', status: 'on its way' });
    expect((await fetch(`${test.address}/demo/orders/BW-4471902?customer=demo-8`)).status).toBe(404);
  });

  it('causes no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
