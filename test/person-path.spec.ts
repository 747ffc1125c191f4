import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createArticle, createIntent, importExamples } from '#contracts';
import { auditBothLights, auditPage, openBrowser, openDesk, openPage, type WatchedPage } from './support/browser.ts';
import { owner, type Company } from './support/company.ts';
import { startHostPage, type HostPage } from './support/host-page.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';

const host = (address: string): string => new URL(address).host;

/** What a visitor sees in the open chat, oldest first. */
const said = (page: Page): Promise<string> => page.getByRole('log').innerText();

describe("a person's path from a company's page to the dashboard", () => {
  let test: TestProduct;
  let company: Company;
  let model: ModelServer;
  let shop: HostPage;
  let browser: Browser;
  let visitor: WatchedPage;
  let desk: WatchedPage;

  beforeAll(async () => {
    [test, model, browser] = [await startProduct(), await startModelServer({ tokenDelayMs: 20, tokens: 60 }), await openBrowser()];
    company = await test.company();
    const { key } = await company.model(model.url);
    const site = await company.siteAnsweredBy(await company.version('prompt', key));
    shop = await startHostPage(test.address, site.publicKey);
    visitor = await openPage(browser, [host(test.address), host(shop.origin)]);
    desk = await openDesk(browser, test.address, company.cookie);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await Promise.all([shop.stop(), model.stop(), test.stop()]);
  }, 60_000);

  it('shows a launcher and stores nothing before it is opened', async () => {
    await visitor.page.goto(shop.origin);
    await visitor.page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await visitor.page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(0);
    expect(await auditPage(visitor.page)).toEqual([]);
  });

  it('opens by keyboard, says that an AI assistant answers, and closes with Escape', async () => {
    const { page } = visitor;
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('textbox', { name: /message/i }).waitFor();
    await page.getByRole('log').getByText(/AI assistant/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
  });

  it('streams an answer and shows it once after a reload in the middle of it', async () => {
    const { page } = visitor;
    await page.getByRole('textbox', { name: /message/i }).fill('Where is my parcel?');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Open chat' }).click();
    await page.getByRole('button', { name: 'Good answer' }).waitFor({ timeout: 20_000 });
    const text = await said(page);
    expect(text.split('Where is my parcel?')).toHaveLength(2);
    expect(text.split(model.words(60))).toHaveLength(2);
    expect(await page.getByRole('button', { name: 'Good answer' }).count()).toBe(1);
  }, 40_000);

  it('takes a thumb and has no accessibility fault while open', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Good answer' }).click();
    expect(await page.getByRole('button', { name: 'Good answer' }).getAttribute('aria-pressed')).toBe('true');
    expect(await auditPage(page)).toEqual([]);
  });

  it('is heard at the inbox when asking for a person, who takes over while the assistant is silent', async () => {
    const { page } = desk;
    await page.goto(`${test.address}/login`);
    await page.getByLabel('E-mail address').fill(owner.email);
    await page.locator('input[type=password]').fill(owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Inbox' }).first().click();
    await visitor.page.getByRole('button', { name: 'Talk to a person' }).first().click();
    await page.getByText('Where is my parcel?').first().waitFor();
    await page.getByText('Where is my parcel?').first().click();
    await page.getByRole('button', { name: /take|claim/i }).first().click();
    await page.getByRole('textbox', { name: /reply|message|answer/i }).fill('It left this morning. Olga here.');
    await page.getByRole('button', { name: /^send/i }).click();
    await visitor.page.getByText('It left this morning. Olga here.').waitFor();
    const asked = model.requests.length;
    await visitor.page.getByRole('textbox', { name: /message/i }).fill('Thank you, Olga');
    await visitor.page.keyboard.press('Enter');
    await page.getByText('Thank you, Olga').first().waitFor();
    expect(model.requests).toHaveLength(asked);
  }, 60_000);

  it('ends the chat with a satisfaction from 1 to 5', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'End chat' }).or(page.getByRole('button', { name: 'End chat' })).first().click();
    await page.getByRole('radio', { name: /^(5|Very satisfied)/ }).or(page.getByText('Very satisfied')).first().click();
    await page.getByRole('button', { name: 'Send rating' }).click();
    await page.getByText(/You gave 5 of 5/).waitFor();
  }, 30_000);

  it('finds the conversation, its rating and the numbers on the dashboard', async () => {
    const { page } = desk;
    await page.goto(`${test.address}/conversations`);
    await page.getByText('Where is my parcel?').first().click();
    await page.getByText('5 of 5').first().waitFor();
    await page.getByText('It left this morning. Olga here.').waitFor();
    await page.goto(test.address);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.getByText(/1 conversation|Conversations/i).first().waitFor();
  }, 40_000);

  it('caused no script error, no policy violation and no request to another host', () => {
    expect([...visitor.complaints, ...desk.complaints]).toEqual([]);
  });
});

describe('every page of the dashboard', () => {
  let test: TestProduct;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    const company = await test.company();
    await company.call(createIntent, { key: 'refund', label: 'Refund', answer: 'Within 5 days.' });
    await company.call(createArticle, { slug: 'refunds', title: 'Refunds', body: 'Refunds take five days.\n\n## How\n\nTo your card.' });
    await company.call(importExamples, { content: 'text,category\nwhere is my money,refund\nrefund please,refund\n' });
    await company.siteAnsweredBy(await company.version('prompt', 'embedded/encoder'));
    watched = await openPage(browser, [host(test.address)]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it.each(['/', '/experiments', '/experiments/new', '/inbox', '/conversations', '/knowledge', '/backends', '/try-it', '/settings'])('%s loads without a fault, in light and in dark', async (path) => {
    const { page, complaints } = watched;
    await page.goto(test.address + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await auditBothLights(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 40_000);
});
