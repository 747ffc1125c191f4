import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { listConversations, readConversation } from '#contracts';
import { openBrowser, openPage } from './support/browser.ts';
import { foundCompany, type Company } from './support/company.ts';
import { startHostPage, type HostPage } from './support/host-page.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { ServerProcess } from './support/server-process.ts';
import { WidgetPage } from './support/widget-page.ts';

const host = (address: string): string => new URL(address).host;

describe('the widget in several tabs, beside a server that goes away and comes back', () => {
  let server: ServerProcess;
  let model: ModelServer;
  let company: Company;
  let shop: HostPage;
  let browser: Browser;
  const complaints: string[][] = [];

  beforeAll(async () => {
    [server, model, browser] = await Promise.all([ServerProcess.create({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' }), startModelServer({ tokens: 4 }), openBrowser()]);
    await server.start();
    company = await foundCompany(server.address, await server.setupLink());
    const site = await company.siteAnsweredBy(await company.version('fine_tuned', (await company.model(model.url)).key));
    shop = await startHostPage(server.address, site.publicKey);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await Promise.all([shop.stop(), model.stop(), server.cleanUp()]);
  }, 60_000);

  /** Tabs of one visitor, each with the chat open. */
  const tabs = async (count: number): Promise<WidgetPage[]> => {
    const watched = await openPage(browser, [host(server.address), host(shop.origin)]);
    complaints.push(watched.complaints);
    const pages = [watched.page];
    while (pages.length < count) pages.push(await watched.page.context().newPage());
    return Promise.all(pages.map((page) => new WidgetPage(page).visit(shop.origin)));
  };
  /** What the server stored of the conversation in which this was said, one list for each conversation. */
  const storedWith = async (text: string): Promise<string[][]> => {
    const { items } = await company.call(listConversations, {});
    const all = await Promise.all(items.map(({ id }) => company.call(readConversation, { id })));
    return all.map(({ messages }) => messages.filter(({ role }) => role === 'visitor').map((one) => one.text)).filter((said) => said.includes(text));
  };
  const answer = (): string => model.words(4);

  it('makes both tabs one visitor, and shows in each what the other one says, in order and once', async () => {
    const [one, two] = await tabs(2) as [WidgetPage, WidgetPage];
    await one.say('First, from tab one');
    const talk = ['First, from tab one', answer()];
    await Promise.all([one.hears(talk), two.hears(talk)]);
    await two.say('Second, from tab two');
    talk.push('Second, from tab two', answer());
    await Promise.all([one.hears(talk), two.hears(talk)]);
    await one.page.reload();
    await one.open();
    await one.hears(talk);
    expect(await storedWith('First, from tab one')).toEqual([['First, from tab one', 'Second, from tab two']]);
    await one.page.context().close();
  }, 60_000);

  it('makes a tab that is slow to join find the conversation that another one has opened meanwhile', async () => {
    const [one, two] = await tabs(2) as [WidgetPage, WidgetPage];
    let letGo = (): void => undefined;
    const held = new Promise<void>((go) => (letGo = go));
    const asked = new Promise<void>((seen) => {
      void two.page.route('**/v1/my/conversations', async (route) => {
        // Asked before there is a conversation, answered after.
        const reply = await route.fetch();
        const none = { ...(await reply.json() as object), items: [] };
        seen();
        await held;
        await route.fulfill({ response: reply, json: none });
      });
    });
    await one.say('Said while tab two joins');
    await Promise.all([asked, one.hears(['Said while tab two joins', answer()])]);
    letGo();
    await two.hears(['Said while tab two joins', answer()]);
    await two.say('Said by tab two');
    await one.hears(['Said while tab two joins', answer(), 'Said by tab two', answer()]);
    expect(await storedWith('Said while tab two joins')).toEqual([['Said while tab two joins', 'Said by tab two']]);
    await one.page.context().close();
  }, 60_000);

  it('keeps what both tabs write while the server is away, through a reload, and delivers each once, in order, to one conversation', async () => {
    const [one, two] = await tabs(2) as [WidgetPage, WidgetPage];
    await server.end('SIGKILL');
    await Promise.all([one, two].map((tab) => tab.page.getByText('No connection. What you write is kept').waitFor()));
    await one.say('Written offline in tab one');
    await one.page.reload();
    await one.open();
    await one.hears(['Written offline in tab one']);
    await two.say('Written offline in tab two');
    const unsent = ['Written offline in tab one', 'Written offline in tab two'];
    await Promise.all([one.hears(unsent), two.hears(unsent)]);
    await server.start();
    const talk = [unsent[0] ?? '', answer(), unsent[1] ?? '', answer()];
    await Promise.all([one.hears(talk, 40_000), two.hears(talk, 40_000)]);
    expect(await storedWith('Written offline in tab one')).toEqual([unsent]);
    await one.page.context().close();
  }, 120_000);

  it('delivers what was written while the server was away on the next page, without the chat being opened', async () => {
    const [tab] = await tabs(1) as [WidgetPage];
    await tab.page.context().setOffline(true);
    await tab.say('Written in a tunnel');
    await tab.hears(['Written in a tunnel']);
    await tab.page.goto('about:blank');
    await tab.page.context().setOffline(false);
    await tab.page.goto(shop.origin);
    await tab.page.getByRole('button', { name: 'Open chat, 1 new' }).waitFor();
    await tab.open();
    await tab.hears(['Written in a tunnel', answer()]);
    expect(await storedWith('Written in a tunnel')).toEqual([['Written in a tunnel']]);
    await tab.page.context().close();
  }, 60_000);

  it('says quietly that the server restarts, shows the running answer to its end, and comes back by itself without loss or doubles', async () => {
    const [one, two] = await tabs(2) as [WidgetPage, WidgetPage];
    model.behave({ tokens: 60, tokenDelayMs: 30 });
    await one.say('Asked just before the restart');
    await Promise.all([one, two].map((tab) => tab.page.getByRole('button', { name: 'Stop' }).waitFor()));
    const ended = server.end('SIGTERM');
    await Promise.all([one, two].map((tab) => tab.page.getByText('the chat is connecting again').waitFor()));
    const talk = ['Asked just before the restart', model.words(60)];
    await Promise.all([one.hears(talk), two.hears(talk)]);
    expect(await ended).toBe(0);
    await two.say('Written during the restart');
    await server.start();
    talk.push('Written during the restart', answer());
    await Promise.all([one.hears(talk, 40_000), two.hears(talk, 40_000)]);
    expect(await storedWith('Written during the restart')).toEqual([['Asked just before the restart', 'Written during the restart']]);
    for (const tab of [one, two]) expect(await tab.notice.innerText()).toBe('');
    await one.page.context().close();
  }, 120_000);

  it('caused no script error and no policy violation', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
