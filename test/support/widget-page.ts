import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** A page with the widget, as its visitor uses it. */
export class WidgetPage {
  constructor(readonly page: Page) {}

  get input() {
    return this.page.getByRole('textbox', { name: 'Write a message' });
  }
  get dialog() {
    return this.page.getByRole('dialog');
  }
  get notice() {
    return this.page.locator('.notice');
  }

  /** The satisfaction card. */
  get rating() {
    return this.page.getByRole('group', { name: 'How satisfied are you with this chat?' });
  }

  /** Opens the chat and waits until it is connected. */
  async visit(origin: string): Promise<this> {
    const connected = this.page.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived', ({ payload }) => String(payload).startsWith('40/chat')));
    await this.page.goto(origin);
    await this.open();
    await connected;
    return this;
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: /^Open chat/ }).click();
    await this.input.waitFor();
  }

  async say(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** What was said by both sides, in the order in which it is drawn; the greeting is left out. */
  said(): Promise<string[]> {
    return this.page.getByRole('log').locator('.said:has(.reader, .waits, .author) > .bubble:not(.dots)').allTextContents();
  }

  /** Waits until exactly this was said. */
  async hears(expected: string[], timeoutMs = 15_000): Promise<void> {
    let last: string[] = [];
    for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; ) {
      last = await this.said();
      if (JSON.stringify(last) === JSON.stringify(expected)) return;
      await pause(30);
    }
    throw new Error(`expected ${JSON.stringify(expected)}, heard ${JSON.stringify(last)}`);
  }

  /** Of the conversation that this tab shows, once the visitor has said something. */
  async conversationId(): Promise<string> {
    const id = await this.page.evaluate<string | undefined>('Object.values(localStorage).map((text) => JSON.parse(text).conversationId).find(Boolean)');
    if (id === undefined) throw new Error('nothing was said yet');
    return id;
  }

  /** Everything that the page keeps on the visitor's machine. */
  kept(): Promise<string[]> {
    return this.page.evaluate<string[]>(`[...Object.keys(localStorage), ...Object.keys(sessionStorage), ...document.cookie.split(';').filter(Boolean)]`);
  }

  /** Waits until so many answers are finished. */
  async answers(count: number): Promise<void> {
    await this.page.getByRole('button', { name: 'Good answer' }).nth(count - 1).waitFor();
  }

  async rate(score: string, comment: string): Promise<void> {
    await this.page.getByText(score, { exact: true }).click();
    await this.page.getByRole('textbox', { name: 'Anything to add?' }).fill(comment);
    await this.page.getByRole('button', { name: 'Send rating' }).click();
  }

  async askForPerson(): Promise<void> {
    await this.page.getByRole('button', { name: 'Talk to a person' }).click();
  }

  /** The same visitor's next tab, with the chat open. */
  async another(origin: string): Promise<WidgetPage> {
    return new WidgetPage(await this.page.context().newPage()).visit(origin);
  }

  /** Waits for a trip to the server and two frames: what was about to be drawn is drawn. */
  async settled(): Promise<void> {
    await this.page.evaluate(`fetch(document.querySelector('script[data-key]').src, { cache: 'no-store' })
      .then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))`);
  }

  /** The name of what has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate<string>(`(() => {
      const one = document.activeElement?.shadowRoot?.activeElement;
      return one?.getAttribute('aria-label') ?? (one?.labels?.[0]?.querySelector('span:not([aria-hidden])') ?? one?.labels?.[0] ?? one)?.textContent.trim() ?? 'the page';
    })()`);
  }

  /** From now on keeps what a screen reader would tell of the log: what is added to it, except where it is off. */
  async listen(): Promise<void> {
    await this.page.evaluate(`(() => {
      window.told = [];
      const log = document.querySelector('duet-chat').shadowRoot.querySelector('[role=log]');
      const isOff = (one) => (one.nodeType === 1 ? one : one.parentElement)?.closest('[aria-live=off]');
      new MutationObserver((changes) => {
        for (const { type, target, addedNodes } of changes) {
          for (const one of type === 'characterData' ? [target] : addedNodes) if (!isOff(one)) window.told.push(one.textContent);
        }
      }).observe(log, { childList: true, subtree: true, characterData: true });
    })()`);
  }
  told(): Promise<string[]> {
    return this.page.evaluate<string[]>('window.told');
  }

  async endChat(): Promise<void> {
    await this.page.getByRole('button', { name: 'More' }).click();
    await this.page.getByRole('button', { name: 'End chat' }).click();
    await this.page.getByText('This chat has ended.').waitFor();
  }
}
