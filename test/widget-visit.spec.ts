import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { changeSite, claimConversation, readConversation, readQueue } from '#contracts';
import { delta, finished, Gate, says } from './support/scripted-backend.ts';
import { eventually } from './support/eventually.ts';
import type { HostPage } from './support/host-page.ts';
import { startModelServer, type Behaviour, type ModelServer } from './support/model-server.ts';
import { Shop } from './support/shop.ts';
import type { WidgetPage } from './support/widget-page.ts';

const answer = 'Refunds take five days.';
const question = 'How long does a refund take?';
const bottomOf = (box: { y: number; height: number } | null): number => (box === null ? Infinity : box.y + box.height);

describe('a visit to a page with the widget', () => {
  let shop: Shop;
  let home: HostPage;
  beforeAll(async () => {
    shop = await Shop.open(says(answer));
    home = await shop.page();
  }, 120_000);
  beforeEach(() => {
    shop.backend.script = says(answer);
  });
  afterAll(() => shop.close(), 60_000);

  /** The chat, open; `clock` lets the test move the page's time. */
  const open = async (options: { clock?: boolean } = {}): Promise<WidgetPage> => {
    const tab = await shop.tab();
    if (options.clock) await tab.page.clock.install();
    return tab.visit(home.origin);
  };
  const asked = async (options: { clock?: boolean } = {}): Promise<WidgetPage> => {
    const tab = await open(options);
    await tab.say(question);
    await tab.answers(1);
    return tab;
  };

  /** Time passes after what is on the page has been drawn: only then does the widget begin to wait. */
  const pass = async (tab: WidgetPage, ms: number): Promise<void> => {
    await tab.settled();
    await tab.page.clock.fastForward(ms);
  };

  describe('before the chat is opened', () => {
    it('asks for one script, opens no socket and keeps nothing on the visitor\'s machine', async () => {
      const tab = await shop.tab();
      const requests: string[] = [];
      let sockets = 0;
      tab.page.on('request', (request) => requests.push(request.url()));
      tab.page.on('websocket', () => sockets++);
      await tab.page.goto(home.origin);
      await tab.page.getByRole('button', { name: 'Open chat' }).waitFor();
      await tab.page.waitForLoadState('networkidle');
      expect(requests.filter((url) => url.startsWith(shop.test.address))).toEqual([`${shop.test.address}/widget.js`]);
      await Promise.all([tab.page.waitForResponse(/\/widget\/chat-.+\.js$/), tab.page.getByRole('button', { name: 'Open chat' }).hover()]);
      expect(requests.filter((url) => url.includes('/v1/'))).toEqual([]);
      expect(sockets).toBe(0);
      await tab.open();
      expect(await tab.kept()).toEqual([]);
      await tab.page.context().close();
    }, 60_000);
  });

  describe('the question how satisfied the visitor is', () => {
    it('is asked when the chat is ended; score and comment reach the server and can be changed', async () => {
      const tab = await asked();
      await tab.endChat();
      await tab.rating.waitFor();
      expect(await eventually(() => shop.satisfaction(tab), ({ wasAsked }) => wasAsked)).toEqual({ wasAsked: true, csat: null, comment: null });
      await tab.rate('Dissatisfied', 'It took too long.');
      await tab.page.getByText('You gave 2 of 5').waitFor();
      const stored = await shop.stored(tab);
      expect([stored.conversation.csat, stored.csatComment]).toEqual([2, 'It took too long.']);
      await tab.page.getByRole('button', { name: 'Change' }).click();
      await tab.rate('Satisfied', '');
      await tab.page.getByText('You gave 4 of 5').waitFor();
      const changed = await shop.stored(tab);
      expect([changed.conversation.csat, changed.csatComment]).toEqual([4, null]);
      await tab.page.context().close();
    }, 90_000);

    it('is asked after two minutes without input, once; skipping it leaves no rating', async () => {
      const tab = await asked({ clock: true });
      await pass(tab, 100_000);
      await tab.input.fill('Let me thi');
      await pass(tab, 100_000);
      await tab.settled();
      expect(await tab.rating.count()).toBe(0);
      await pass(tab, 30_000);
      await tab.rating.waitFor();
      await tab.page.getByRole('button', { name: 'Skip' }).click();
      await tab.rating.waitFor({ state: 'hidden' });
      expect(await eventually(() => shop.satisfaction(tab), ({ wasAsked }) => wasAsked)).toEqual({ wasAsked: true, csat: null, comment: null });
      await tab.endChat();
      await tab.settled();
      expect(await tab.rating.count()).toBe(0);
      await tab.page.context().close();
    }, 90_000);

    it('is asked after the same time when the answer failed', async () => {
      shop.backend.script = () => [{ type: 'error', code: 'provider_error', retryable: false }];
      const tab = await open({ clock: true });
      await tab.say(question);
      await tab.page.getByRole('button', { name: 'Try again' }).waitFor();
      await pass(tab, 121_000);
      await tab.rating.waitFor();
      await tab.page.context().close();
    }, 90_000);

    it('is not asked again on the next page', async () => {
      const tab = await asked({ clock: true });
      await pass(tab, 121_000);
      await tab.rating.waitFor();
      await eventually(() => shop.satisfaction(tab), ({ wasAsked }) => wasAsked);
      await tab.page.reload();
      await tab.open();
      await tab.answers(1);
      await pass(tab, 121_000);
      await tab.endChat();
      await tab.settled();
      expect(await tab.rating.count()).toBe(0);
      await tab.page.context().close();
    }, 90_000);

    it('is asked in one of two tabs that are both looked at', async () => {
      const one = await asked();
      const two = await one.another(home.origin);
      await two.answers(1);
      await one.endChat();
      await two.page.getByText('This chat has ended.').waitFor();
      const cards = (): Promise<number[]> => Promise.all([one, two].map((tab) => tab.rating.count()));
      await eventually(cards, (counts) => counts.includes(1));
      await Promise.all([one.settled(), two.settled()]);
      expect((await cards()).sort()).toEqual([0, 1]);
      await one.page.context().close();
    }, 90_000);
  });

  describe('a message', () => {
    it('shows how much may still be written, before it is sent', async () => {
      await shop.company.call(changeSite, { id: shop.site.id, limits: { longestMessage: 100 } });
      const tab = await open();
      await tab.input.fill('a'.repeat(80));
      expect(await tab.page.getByText(/characters? left/).count()).toBe(0);
      await tab.input.fill('a'.repeat(95));
      await tab.page.getByText('5 characters left').waitFor();
      await tab.input.fill('a'.repeat(101));
      await tab.page.getByText('1 character too many').waitFor();
      await tab.input.press('Enter');
      expect([await tab.page.getByRole('button', { name: 'Send' }).isDisabled(), await tab.said()]).toEqual([true, []]);
      await tab.page.context().close();
    }, 60_000);

    it('that the server refuses shows why, keeps its text, and can be edited', async () => {
      await shop.company.call(changeSite, { id: shop.site.id, limits: { longestMessage: 4_000 } });
      const tab = await asked();
      await shop.company.call(changeSite, { id: shop.site.id, limits: { longestMessage: 100 } });
      const long = 'Where is my parcel? '.repeat(10).trim();
      await tab.say(long);
      await tab.page.getByText('This message is too long for this chat.').waitFor();
      await tab.hears([question, answer, long]);
      await tab.page.getByRole('button', { name: 'Edit' }).click();
      expect(await tab.input.inputValue()).toBe(long);
      await tab.hears([question, answer]);
      await tab.say('Where is my parcel?');
      await tab.hears([question, answer, 'Where is my parcel?', answer]);
      await shop.company.call(changeSite, { id: shop.site.id, limits: { longestMessage: 4_000 } });
      await tab.page.context().close();
    }, 60_000);
  });

  describe('an answer', () => {
    it('that the visitor stops keeps what was said and says that it was stopped', async () => {
      const gate = new Gate();
      shop.backend.script = () => [delta('It takes five'), gate.wait, delta(' days.'), finished()];
      const tab = await open();
      await tab.say(question);
      await tab.page.getByText('It takes five').waitFor();
      await tab.page.getByRole('button', { name: 'Stop' }).click();
      await tab.page.getByText('Stopped.').waitFor();
      gate.open();
      await tab.hears([question, 'It takes five']);
      expect((await shop.stored(tab)).messages.at(-1)).toMatchObject({ state: 'cancelled', text: 'It takes five', result: 'stopped' });
      shop.backend.script = says(answer);
      await tab.say('And in winter?');
      await tab.hears([question, 'It takes five', 'And in winter?', answer]);
      await tab.page.context().close();
    }, 60_000);

    it('that failed can be asked for again', async () => {
      shop.backend.script = () => [{ type: 'error', code: 'provider_error', retryable: false }];
      const tab = await open();
      await tab.say(question);
      await tab.page.getByText('Sorry, I could not answer that just now.').waitFor();
      shop.backend.script = says(answer);
      await tab.page.getByRole('button', { name: 'Try again' }).click();
      await tab.answers(1);
      expect((await tab.said()).filter((text) => text === question)).toHaveLength(1);
      expect((await tab.said()).at(-1)).toBe(answer);
      await tab.page.context().close();
    }, 60_000);
  });

  describe('a model server in trouble', () => {
    const models: ModelServer[] = [];
    afterAll(() => Promise.all(models.map((model) => model.stop())));

    /** A visitor of a site that is answered by a model server of this behaviour. */
    const troubled = async (name: string, behaviour: Behaviour): Promise<WidgetPage> => {
      const model = await startModelServer({ tokens: 4, ...behaviour });
      models.push(model);
      const version = await shop.company.version('prompt', (await shop.company.model(model.url, name)).key);
      const { origin } = await shop.page({ site: await shop.company.siteAnsweredBy(version) });
      const tab = await (await shop.tab()).visit(origin);
      await tab.say(question);
      return tab;
    };
    const words = (count: number): string => models[0]?.words(count) ?? '';
    const sorry = 'Sorry, I could not answer that just now. Please try again, or talk to a person.';

    it('is waited for while it is slow, and else ends in a plain sentence with a way on; nothing spins for ever', async () => {
      const slow = troubled('slow', { firstTokenMs: 4_000 }).then(async (tab) => {
        await tab.page.getByText('The assistant is answering').waitFor();
        await tab.hears([question, words(4)], 40_000);
        return tab;
      });
      const failing = [
        { name: 'silent', behaviour: { hang: true }, leaves: () => sorry },
        { name: 'refusing', behaviour: { refuse: { status: 500 } }, leaves: () => sorry },
        { name: 'cut', behaviour: { cutAfter: 2 }, leaves: () => words(2) },
        { name: 'stalling', behaviour: { stallAfter: 2 }, leaves: () => words(2) },
        { name: 'garbled', behaviour: { malformedAfter: 2 }, leaves: () => words(2) },
      ].map(async ({ name, behaviour, leaves }) => {
        const tab = await troubled(name, behaviour);
        await tab.page.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 60_000 });
        await tab.hears([question, leaves()]);
        await tab.page.getByRole('button', { name: 'Talk to a person' }).waitFor();
        return tab;
      });
      for (const tab of await Promise.all([slow, ...failing])) {
        expect([await tab.page.locator('.dots').count(), await tab.page.getByRole('log').getAttribute('aria-busy')]).toEqual([0, 'false']);
        await tab.page.context().close();
      }
    }, 150_000);
  });

  describe('a person', () => {
    it('who is away is asked for before any message, and is left an e-mail address, which stays known', async () => {
      const tab = await open();
      await tab.askForPerson();
      const address = tab.page.getByRole('textbox', { name: 'E-mail address' });
      const button = tab.page.getByRole('button', { name: 'Send address' });
      await button.waitFor();
      // The list stays at its end while it grows, so that the next step is in sight.
      const isInSight = async (): Promise<boolean> => bottomOf(await button.boundingBox()) <= bottomOf(await tab.page.getByRole('log').boundingBox());
      expect(await eventually(isInSight, Boolean)).toBe(true);
      await address.fill('ada at example');
      await address.press('Enter');
      await tab.page.getByText('This does not look like an e-mail address.').waitFor();
      await address.fill('ada@example.com');
      await button.click();
      await tab.page.getByText('The team will write to ada@example.com.').waitFor();
      await tab.page.reload();
      await tab.open();
      await tab.page.getByText('The team will write to ada@example.com.').waitFor();
      const { items } = await shop.company.call(readQueue, {});
      expect(items.map(({ email }) => email)).toEqual(['ada@example.com']);
      await tab.endChat();
      await tab.page.context().close();
    }, 60_000);

    it('who is there is waited for, and the place in the queue follows', async () => {
      const desk = io(`${shop.test.address}/desk`, { transports: ['websocket'], extraHeaders: { cookie: shop.company.cookie, origin: shop.test.address } });
      await desk.timeout(20_000).emitWithAck('desk.available', { on: true });
      const [first, second] = [await open(), await open()];
      await first.askForPerson();
      await first.page.getByText('You are next in line.').waitFor();
      await second.askForPerson();
      await second.page.getByText('You are number 2 in line.').waitFor();
      await shop.company.call(claimConversation, { id: await first.conversationId() });
      await second.page.getByText('You are next in line.').waitFor();
      desk.close();
      await second.page.getByRole('textbox', { name: 'E-mail address' }).waitFor();
      for (const tab of [first, second]) {
        await tab.endChat();
        await tab.page.context().close();
      }
    }, 90_000);
  });

  describe('a chat that its visitor deletes', () => {
    it('is gone here, in the other tab and at the server, and the page says so', async () => {
      const one = await asked();
      const [two, id] = [await one.another(home.origin), await one.conversationId()];
      await two.answers(1);
      await one.page.getByRole('button', { name: 'More' }).click();
      await one.page.getByRole('button', { name: 'Delete my chat' }).click();
      await one.page.getByRole('button', { name: 'Delete for good' }).click();
      for (const tab of [one, two]) {
        await tab.page.getByText('Your chat was deleted.').waitFor();
        await tab.hears([]);
      }
      expect(await one.kept()).toEqual([]);
      const left = await shop.company.call(readConversation, { id }).then(({ messages }) => messages.map(({ text }) => text).join(''), () => '');
      expect(left).toBe('');
      await one.page.context().close();
    }, 60_000);
  });

  it('caused no script error and no policy violation', () => {
    expect(shop.complaints.flat()).toEqual([]);
  });
});
