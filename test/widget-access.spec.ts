import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import type { Citation } from '#contracts';
import { auditPage } from './support/browser.ts';
import { delta, finished, Gate, type Script } from './support/scripted-backend.ts';
import { Shop } from './support/shop.ts';
import type { WidgetPage } from './support/widget-page.ts';

const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true };
const answer = 'Refunds take five days.';
const citation: Citation = {
  articleId: '0190a000-0000-7000-8000-000000000001', slug: 'refunds', title: 'Refunds', heading: 'How', articleVersion: 1,
  start: 0, end: 23, snippet: 'Refunds are paid to the **card** that you used.',
};
const options = [{ intent: 'refund', label: 'Get a refund' }, { intent: 'exchange', label: 'Exchange a bag' }];

describe('the widget for everybody', () => {
  let shop: Shop;
  let origins: Record<'ltr' | 'rtl', string>;
  /** What answers wait for that take long. */
  let gate = new Gate();

  /** Answers by what was asked. */
  const script: Script = ({ text }) => {
    switch (text) {
      case 'My bag': return [delta('What about your bag?'), { type: 'clarify', options }, finished()];
      case 'Break': return [{ type: 'error', code: 'provider_error', retryable: false }];
      case 'Take your time': return [delta('Refunds take '), gate.wait, delta('five days.'), finished()];
      default: return [delta(answer), { type: 'citation', citation }, finished()];
    }
  };
  beforeAll(async () => {
    shop = await Shop.open(script);
    origins = { ltr: (await shop.page()).origin, rtl: (await shop.page({ dir: 'rtl' })).origin };
  }, 120_000);
  afterAll(() => shop.close(), 60_000);

  describe('by keyboard alone', () => {
    /** Presses the key until something of this name has the focus. */
    const walk = async (tab: WidgetPage, key: 'Tab' | 'Shift+Tab', name: string): Promise<void> => {
      const passed: string[] = [];
      while (passed.at(-1) !== name) {
        if (passed.length > 25) throw new Error(`${name} is not among ${passed.join(', ')}`);
        await tab.page.keyboard.press(key);
        passed.push(await tab.focused());
      }
    };

    it('is opened, written in, judged, ended, rated and closed', async () => {
      const tab = await shop.tab();
      const { page } = tab;
      await page.goto(origins.ltr);
      await page.getByRole('button', { name: 'Open chat' }).waitFor();
      await page.keyboard.press('Tab');
      expect(await tab.focused()).toBe('Open chat');
      await page.keyboard.press('Enter');
      await tab.input.waitFor();
      expect(await tab.focused()).toBe('Write a message');
      await page.keyboard.type('Good morning,');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('how long does a refund take?');
      expect(await tab.input.inputValue()).toBe('Good morning,\nhow long does a refund take?');
      await page.keyboard.press('Enter');
      await tab.hears(['Good morning,\nhow long does a refund take?', answer]);
      expect(await tab.focused()).toBe('Write a message');

      await walk(tab, 'Shift+Tab', 'Source 1: Refunds');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Read the article' }).waitFor();
      await walk(tab, 'Tab', 'Bad answer');
      await page.keyboard.press('Space');
      await walk(tab, 'Tab', 'What was wrong? (optional)');
      await page.keyboard.type('Too short');
      await walk(tab, 'Tab', 'Send comment');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Send comment' }).waitFor({ state: 'hidden' });

      await walk(tab, 'Tab', 'Write a message');
      await page.keyboard.type('My bag');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Exchange a bag' }).waitFor();
      await walk(tab, 'Shift+Tab', 'Exchange a bag');
      await page.keyboard.press('Enter');
      await tab.hears(['Good morning,\nhow long does a refund take?', answer, 'My bag', 'What about your bag?', 'Exchange a bag', answer]);

      await walk(tab, 'Shift+Tab', 'More');
      await page.keyboard.press('Enter');
      await walk(tab, 'Tab', 'End chat');
      await page.keyboard.press('Enter');
      await tab.rating.waitFor();
      await walk(tab, 'Tab', 'Very dissatisfied');
      for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      await walk(tab, 'Tab', 'Send rating');
      await page.keyboard.press('Enter');
      await page.getByText('You gave 4 of 5').waitFor();

      await page.keyboard.press('Escape');
      await tab.dialog.waitFor({ state: 'hidden' });
      expect(await tab.focused()).toBe('Open chat');
      await page.context().close();
    }, 90_000);

    it('stays inside the chat on a phone, where it covers the screen, and leaves it with Escape', async () => {
      const tab = await (await shop.tab(phone)).visit(origins.ltr);
      const { page } = tab;
      expect(await tab.dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
      expect(await tab.dialog.getAttribute('aria-modal')).toBe('true');
      for (const key of ['Tab', 'Shift+Tab'] as const) {
        const passed = new Set<string>();
        for (let presses = 0; presses < 12; presses++) {
          await page.keyboard.press(key);
          passed.add(await tab.focused());
        }
        expect([...passed].sort()).toEqual(['Close chat', 'Messages', 'Talk to a person', 'Write a message']);
      }
      await page.keyboard.press('Escape');
      await tab.dialog.waitFor({ state: 'hidden' });
      expect(await tab.focused()).toBe('Open chat');
      await page.context().close();
    }, 60_000);
  });

  describe('to a screen reader', () => {
    it('is a polite log that is busy while an answer runs, and then tells the answer once', async () => {
      gate = new Gate();
      const tab = await (await shop.tab()).visit(origins.ltr);
      const log = tab.page.getByRole('log');
      expect(await log.getAttribute('aria-live')).toBe('polite');
      await tab.listen();
      await tab.say('Take your time');
      await tab.page.getByText('Refunds take').waitFor();
      expect(await log.getAttribute('aria-busy')).toBe('true');
      gate.open();
      await tab.answers(1);
      expect(await log.getAttribute('aria-busy')).toBe('false');
      const told = await tab.told();
      expect(told.filter((text) => text.includes(answer))).toHaveLength(1);
      expect(told.filter((text) => text.includes('Refunds take') && !text.includes(answer))).toEqual([]);
      await tab.page.context().close();
    }, 60_000);
  });

  describe('audited by axe in each of its states', () => {
    it.each<[string, 'ltr' | 'rtl', BrowserContextOptions]>([
      ['light', 'ltr', {}],
      ['dark', 'ltr', { colorScheme: 'dark' }],
      ['right to left', 'rtl', {}],
      ['on a phone', 'ltr', phone],
      ['on a dark phone, right to left', 'rtl', { ...phone, colorScheme: 'dark' }],
    ])('has no fault %s', async (_look, dir, how) => {
      const tab = await shop.tab(how);
      const { page } = tab;
      const faults: string[] = [];
      const look = async (state: string): Promise<void> => {
        faults.push(...(await auditPage(page)).map((fault) => `${state}: ${fault}`));
      };
      await page.goto(origins[dir]);
      await page.getByRole('button', { name: 'Open chat' }).waitFor();
      await look('launcher alone');
      await tab.visit(origins[dir]);
      await look('open');
      await tab.say('How long does a refund take?');
      await page.getByRole('button', { name: /^Source 1/ }).click();
      await look('answer with its source');
      await page.getByRole('button', { name: 'Bad answer' }).click();
      await look('what was wrong');
      await tab.say('My bag');
      await page.getByRole('group', { name: /^Choose one/ }).waitFor();
      await look('options');
      await page.context().setOffline(true);
      await page.getByText('No connection').waitFor();
      await look('offline');
      await page.context().setOffline(false);
      await page.getByText('No connection').waitFor({ state: 'hidden', timeout: 45_000 });
      await tab.say('Break');
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      await look('failed answer');
      await tab.input.fill('a'.repeat(4_001));
      await page.getByText('1 character too many').waitFor();
      await look('too long');
      await tab.input.fill('');
      await tab.askForPerson();
      await page.getByRole('textbox', { name: 'E-mail address' }).waitFor();
      await look('waiting for a person who is away');
      await page.getByRole('button', { name: 'More' }).click();
      await look('menu');
      await page.getByRole('button', { name: 'More' }).click();
      await tab.endChat();
      await page.getByText('Satisfied', { exact: true }).click();
      await look('rating');
      await page.getByRole('button', { name: 'Send rating' }).click();
      await page.getByText('You gave 4 of 5').waitFor();
      await look('ended');
      expect(faults).toEqual([]);
      await page.context().close();
    }, 180_000);
  });

  it('caused no script error and no policy violation', () => {
    expect(shop.complaints.flat()).toEqual([]);
  });
});
