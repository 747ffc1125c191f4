import { jest } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Backends } from '#backends';
import { readConversation, type ReplyOf, type Site } from '#contracts';
import { Database } from '#platform';
import { openBrowser, openPage } from './browser.ts';
import type { Company } from './company.ts';
import { startHostPage, type HostOptions, type HostPage } from './host-page.ts';
import { startProduct, type TestProduct } from './product.ts';
import { ScriptedBackend, type Script } from './scripted-backend.ts';
import { WidgetPage } from './widget-page.ts';

const host = (address: string): string => new URL(address).host;

/** What is stored about a visitor's satisfaction. */
export interface Satisfaction {
  wasAsked: boolean;
  csat: number | null;
  comment: string | null;
}

/** Pages of a company with the widget on them, visited with a real browser. Only what the assistant says is scripted. */
export class Shop {
  /** What any page complained about, see `openPage`. */
  readonly complaints: string[][] = [];
  private readonly pages: HostPage[] = [];

  private constructor(readonly test: TestProduct, readonly company: Company, readonly browser: Browser, readonly backend: ScriptedBackend, readonly site: Site) {}

  static async open(script: Script): Promise<Shop> {
    const [test, browser] = [await startProduct({ DUET_LIMIT_FACTOR: '1000' }), await openBrowser()];
    const [company, backend] = [await test.company(), new ScriptedBackend(script)];
    const version = await company.version('prompt', 'embedded/encoder');
    const backends = test.product.app.get(Backends, { strict: false });
    const open = backends.open.bind(backends);
    jest.spyOn(backends, 'open').mockImplementation((workspaceId, id) => (id === version.id ? Promise.resolve(backend) : open(workspaceId, id)));
    return new Shop(test, company, browser, backend, await company.siteAnsweredBy(version));
  }

  /** A page with the strictest policy and careless styles. @param site another one than the scripted one */
  async page(options: HostOptions & { site?: Site } = {}): Promise<HostPage> {
    const page = await startHostPage(this.test.address, (options.site ?? this.site).publicKey, options);
    this.pages.push(page);
    return page;
  }

  /** A new visitor's tab, not on any page yet. */
  async tab(options: BrowserContextOptions = {}): Promise<WidgetPage> {
    const { page, complaints } = await openPage(this.browser, [host(this.test.address), ...this.pages.map(({ origin }) => host(origin))], options);
    page.setDefaultTimeout(30_000);
    this.complaints.push(complaints);
    return new WidgetPage(page);
  }

  async stored(tab: WidgetPage): Promise<ReplyOf<typeof readConversation>> {
    return this.company.call(readConversation, { id: await tab.conversationId() });
  }

  async satisfaction(tab: WidgetPage): Promise<Satisfaction> {
    const id = await tab.conversationId();
    const { session: { workspace } } = this.company;
    const [row] = await this.test.product.app.get(Database, { strict: false }).inWorkspace(workspace.id, (tx) => tx.query<Satisfaction[]>(
      'select asked_at is not null as "wasAsked", csat, csat_comment as comment from outcome where conversation_id = $1', [id]));
    if (!row) throw new Error('there is no outcome of this conversation');
    return row;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await Promise.all(this.pages.map((page) => page.stop()));
    await this.test.stop();
  }
}
