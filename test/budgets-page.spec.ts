import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Budgets } from '#accounts';
import { readSite, type Site } from '#contracts';
import { newId } from '#platform';
import type { Company } from './support/company.ts';
import { auditBothWidths, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import { startProduct, type TestProduct } from './support/product.ts';

describe('the page of budgets', () => {
  let test: TestProduct;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let company: Company;
  let site: Site;

  const faults = (): Promise<string[]> => auditBothWidths(page);
  const use = (tokens: number) => test.product.app.get(Budgets, { strict: false })
    .count({ workspaceId: company.session.workspace.id, siteId: site.id, visitorId: newId() }, { tokens, microUsd: 1_500_000 });

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
  }, 400_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('says that nothing is limited before anybody sets a budget', async () => {
    await page.goto(`${test.address}/settings/budgets`);
    await page.getByRole('region', { name: 'Budget of the workspace' }).getByText('0, no limit').waitFor();
    await page.getByRole('group', { name: 'Sites today' }).getByText('0, 0 at their limit').waitFor();
    expect(await faults()).toEqual([]);
  }, 120_000);

  it('sets a budget of the workspace by keyboard, and takes it back by emptying the field', async () => {
    site = await company.site('A shop with a very long name that nobody would ever give to a shop, and yet somebody did');
    await page.reload();
    await page.getByLabel('Tokens in a day').fill('10000');
    await page.keyboard.press('Enter');
    await page.getByText('0 of 10,000 (0 %)').waitFor();
    await page.getByLabel('Tokens in a day').fill('');
    await page.keyboard.press('Enter');
    await page.getByText('0, no limit').first().waitFor();
  }, 120_000);

  it('sets the budgets of a site on the site\'s page, with what was used today beside them', async () => {
    await use(8_300);
    await page.goto(`${test.address}/settings/sites/${site.id}`);
    await page.getByRole('region', { name: 'Budgets' }).getByLabel('Tokens in a day').fill('10000');
    await page.keyboard.press('Enter');
    await page.getByText('8,300 of 10,000 (83 %)').waitFor();
    expect((await company.call(readSite, { id: site.id })).budgets).toEqual({ visitorTokens: 500_000, visitorDollars: null, tokens: 10_000, dollars: null });
    expect(await faults()).toEqual([]);
  }, 120_000);

  it('warns on the overview from four fifths on, and says when nothing is left', async () => {
    await page.goto(test.address);
    await page.getByText('83 % of today’s budget is used').waitFor();
    await use(1_700);
    await page.reload();
    await page.getByText('today’s budget is used up').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'See the budgets' }).click();
    await page.getByText('2, 0 at their limit').waitFor();
    expect(await faults()).toEqual([]);
    expect(watched.complaints).toEqual([]);
  }, 120_000);
});
