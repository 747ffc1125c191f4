import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { listShares, type Experiment } from '#contracts';
import { auditPage, openBrowser, openPage, untilTrue, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { friendlyWins, playedExperiment } from './support/played-product.ts';
import { startProduct, type TestProduct } from './support/product.ts';

jest.setTimeout(120_000);

const faultsOf = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await auditPage(page)));
  }
  return found;
};

describe('results that are shared by a link', () => {
  let test: TestProduct;
  let browser: Browser;
  let company: Company;
  let experiment: Experiment;
  let member: WatchedPage;
  let reader: WatchedPage;
  let url: string;

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    experiment = await playedExperiment(test, company, 240, friendlyWins);
    const host = new URL(test.address).host;
    [member, reader] = [await openPage(browser, [host]), await openPage(browser, [host])];
    for (const { page } of [member, reader]) page.setDefaultTimeout(20_000);
    const [name, value] = company.cookie.split('=');
    await member.page.context().addCookies([{ name: name ?? '', value: value ?? '', url: test.address }]);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  const links = () => member.page.getByRole('region', { name: 'Links to these results' });
  /** The page knows itself by the address that it was told to have; the test's server has another port. */
  const here = (link: string): string => test.address + new URL(link).pathname;

  it('are shared by a button, and the address is shown once', async () => {
    const { page } = member;
    await page.goto(`${test.address}/experiments/${experiment.id}`);
    await links().getByText('No link has been made yet.').waitFor();
    await links().getByRole('button', { name: 'Make a link' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a link' });
    await dialog.getByLabel('For whom (optional)').fill('The board');
    await dialog.getByLabel('Works for').fill('0');
    await dialog.getByText('Give a whole number of days from 1 to 365.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Make a link' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Works for').fill('7');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make a link' }).click();
    const made = page.getByRole('dialog', { name: 'The link' });
    url = (await made.locator('code').innerText()).trim();
    expect(url).toMatch(/\/shared\/sh_[0-9A-Za-z]{43}$/);
    await made.getByRole('button', { name: 'Done' }).click();
    await links().getByRole('cell', { name: 'works' }).waitFor();
    expect(await links().innerText()).not.toContain(url.split('/shared/')[1]);
  });

  it('are read without an account: the verdict, its evidence and the numbers, and nothing to press that changes anything', async () => {
    const { page } = reader;
    const reply = await page.goto(here(url));
    expect(reply?.headers()).toMatchObject({ 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    await page.getByRole('heading', { level: 1, name: 'Formal or friendly?' }).waitFor();
    await page.getByText(/^Friendly satisfies .* more/).first().waitFor();
    await page.getByText(/^Read-only, as of .*; this link works until /).waitFor();
    await page.getByText('A friendly tone is rated higher.').waitFor();
    for (const name of ['Gates', 'Compared with Formal', 'Results per variant', 'About this experiment']) await page.getByRole('region', { name }).waitFor();
    const pressed = await page.getByRole('button').allInnerTexts();
    expect(pressed.filter((text) => !/^(\?|Print or save as PDF|Show .* measures|Table|Chart)$/.test(text.trim()))).toEqual([]);
    expect(await page.getByRole('link').count()).toBe(0);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('ask the server for nothing but themselves', async () => {
    const asked: string[] = [];
    reader.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await reader.page.reload();
    await reader.page.getByRole('region', { name: 'Results per variant' }).waitFor();
    expect([...new Set(asked.filter((path) => path.startsWith('/v1/')))]).toEqual([`/v1/shared-results/${url.split('/shared/')[1]}`]);
  });

  it('fit on a phone', async () => {
    await reader.page.setViewportSize({ width: 390, height: 844 });
    // Charts hear of their new width a moment later.
    await untilTrue(reader.page, 'document.documentElement.scrollWidth <= 390');
    expect(await faultsOf(reader.page)).toEqual([]);
    await reader.page.setViewportSize({ width: 1440, height: 900 });
  });

  it('are counted when they are opened, and end with a question when somebody withdraws them', async () => {
    const { page } = member;
    await page.reload();
    await links().getByRole('cell', { name: /2 times/ }).waitFor();
    await links().getByRole('button', { name: 'Withdraw the link for The board' }).click();
    const dialog = page.getByRole('dialog', { name: 'Withdraw the link' });
    await dialog.getByText('The link opens nothing from now on', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Withdraw the link' }).click();
    await links().getByRole('cell', { name: 'withdrawn' }).waitFor();
    await page.getByRole('region', { name: 'What was changed' }).getByText('Withdrew a link to the results').waitFor();
    expect((await company.call(listShares, { id: experiment.id })).items).toMatchObject([{ state: 'withdrawn', opens: 2 }]);
  });

  it.each([['was withdrawn', () => here(url)], ['nobody was given', () => `${test.address}/shared/sh_${'0'.repeat(43)}`]])('say plainly that a link that %s opens nothing', async (_what, address) => {
    const { page } = reader;
    await page.goto(address());
    await page.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
    await page.getByText('Ask whoever sent it to you for a new one.', { exact: false }).waitFor();
    expect(await page.getByText('Formal').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('cause no script error, no policy violation and no request to another host', () => {
    expect([member.complaints, reader.complaints]).toEqual([[], []]);
  });
});
