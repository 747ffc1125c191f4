import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { readResults, type Experiment } from '#contracts';
import { openBrowser, openDesk, untilTrue, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { pdfPages } from './support/pdf-text.ts';
import { friendlyWins, playedExperiment } from './support/played-product.ts';
import { startProduct, type TestProduct } from './support/product.ts';

jest.setTimeout(120_000);

const NAME = 'Formal or friendly? “Quite” a long name with a \\ in it';
/** What is left of A4 and Letter between the margins, in CSS pixels. */
const widths = { A4: 695, Letter: 717 } as const;
const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** Tables and charts that reach beyond the paper. */
const cutOff = (page: Page): Promise<string[]> => page.evaluate<string[]>(`[...document.querySelectorAll('#content table, #content svg, #content section')]
  .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => one.tagName + ' ' + (one.closest('section')?.getAttribute('aria-label') ?? ''))`);
const colour = (page: Page, selector: string, property: string): Promise<string> => page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}'))['${property}']`);

describe('results on paper', () => {
  let test: TestProduct;
  let browser: Browser;
  let company: Company;
  let experiment: Experiment;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    experiment = await playedExperiment(test, company, 240, friendlyWins, { name: NAME });
    watched = await openDesk(browser, test.address, company.cookie, { colorScheme: 'dark' });
    ({ page } = watched);
    page.setDefaultTimeout(20_000);
    await page.goto(`${test.address}/experiments/${experiment.id}`);
    await page.getByRole('region', { name: 'Results per variant' }).waitFor();
    await page.getByRole('region', { name: /^Mean rating: is the difference/ }).locator('svg.recharts-surface').first().waitFor();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it.each(['A4', 'Letter'] as const)('come on several pages of %s, each with its number and what it belongs to', async (format) => {
    const { analysis } = await company.call(readResults, { id: experiment.id });
    const pages = pdfPages(await page.pdf({ format }));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((text, at) => {
      expect(text).toContain(`${at + 1}/${pages.length}`);
      expect(text).toContain(squeezed(NAME));
    });
    expect(pages[0]).toContain(squeezed(analysis.verdict.sentence));
    expect(pages[0]).toContain('formulasversion1');
    const all = pages.join('');
    for (const part of ['Gates', 'Compared with Formal', 'Results per variant', 'About this experiment']) expect(all).toContain(squeezed(part));
  });

  it('unfold what is folded on the screen, and leave out what can only be pressed or is nobody else’s business', async () => {
    expect(await page.getByText('It ran for a full week.').isVisible()).toBe(false);
    const all = pdfPages(await page.pdf({ format: 'A4' })).join('');
    expect(all).toContain(squeezed('It ran for a full week.'));
    for (const absent of ['Save weights', 'Report file', 'Print or save', 'Make a link', 'What was changed', 'Links to these results', 'Prove it', 'Sign out', 'Open the inbox']) expect(all).not.toContain(squeezed(absent));
    expect(await page.getByText('It ran for a full week.').isVisible()).toBe(false);
  });

  it.each(['A4', 'Letter'] as const)('lose nothing at the edge of %s, and are dark on white, whatever the screen is', async (format) => {
    expect(await colour(page, 'html', 'backgroundColor')).toBe('rgb(18, 19, 21)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.setViewportSize({ width: widths[format], height: 900 });
    expect(await cutOff(page)).toEqual([]);
    expect(await colour(page, 'h1', 'color')).toBe('rgb(27, 28, 30)');
    expect(await colour(page, '#content section', 'backgroundColor')).toBe('rgb(255, 255, 255)');
    const charts = page.locator('#content svg.recharts-surface:visible');
    expect(await charts.count()).toBeGreaterThan(0);
    for (const chart of await charts.all()) expect((await chart.boundingBox())?.height ?? 0).toBeGreaterThan(100);
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('are drawn as wide as paper before the print window opens, and as before afterwards', async () => {
    await page.evaluate(`window.print = () => { window.printedAt = document.querySelector('#content svg.recharts-surface').getBoundingClientRect().width; }`);
    await page.getByRole('button', { name: 'Print or save as PDF' }).click();
    await untilTrue(page, 'window.printedAt !== undefined && document.documentElement.dataset.printing === undefined');
    expect(await page.evaluate<number>('window.printedAt')).toBeLessThan(widths.A4);
  });

  it('cause no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
