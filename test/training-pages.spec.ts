import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createBackend, importExamples } from '#contracts';
import { auditBothWidths, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { demoQuestions } from './support/training-desk.ts';

const csvOf = (part: 'train' | 'test'): string => ['text,category', ...demoQuestions(part, 3).map(({ text, category }) => `"${text}",${category}`)].join('\n');
/** A search trains many times; beside other work that takes its time. */
const PATIENCE_MS = 500_000;

describe('the training pages', () => {
  let test: TestProduct;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  const faults = (): Promise<string[]> => auditBothWidths(page);
  const train = async (): Promise<void> => {
    await page.goto(`${test.address}/backends/training`);
    await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
  };

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    const company = await test.company();
    for (const part of ['train', 'test'] as const) await company.call(importExamples, { content: csvOf(part), part });
    await company.call(createBackend, { name: 'Tuned', kind: 'fine_tuned' });
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
  }, 400_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('say what each way of training takes, and are empty before the first run', async () => {
    await train();
    await page.getByText('No training run yet').waitFor();
    await page.getByText(/question sets: about \d+ (s|min)\./).waitFor();
    await page.getByLabel('Search for better settings').check();
    await page.getByRole('combobox', { name: 'How far' }).or(page.getByLabel('How far')).first().waitFor();
    expect(await faults()).toEqual([]);
  }, 400_000);

  it('show how far a run is, and cancel it', async () => {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByRole('progressbar', { name: 'Progress of the training run' }).waitFor({ state: 'attached' });
    await page.getByText(/trial \d+ of 16/).waitFor({ timeout: PATIENCE_MS });
    await page.getByText(/best so far/).waitFor();
    await page.getByRole('table', { name: 'Trials' }).getByRole('row').nth(1).waitFor({ timeout: PATIENCE_MS });
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Run 1' }).waitFor({ timeout: 30_000 });
    await page.getByText('Cancelled', { exact: true }).waitFor();
  }, PATIENCE_MS + 200_000);

  it('tell what a search found, with its trials', async () => {
    await page.getByLabel('Search for better settings').check();
    await page.getByLabel('How far').first().click();
    await page.getByRole('option', { name: /Up to 8 trials/ }).click();
    await page.getByLabel('Stop the trials after').fill('0.1');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByRole('progressbar', { name: 'Progress of the training run' }).waitFor({ state: 'attached' });
    await page.getByRole('link', { name: 'Run 2' }).click({ timeout: PATIENCE_MS });
    await page.getByRole('heading', { name: 'What the search found' }).waitFor();
    await page.getByText(/standard recipe/i).first().waitFor();
    await page.getByRole('table', { name: 'Trials' }).getByRole('row', { name: /Standard/ }).first().waitFor();
    expect(await page.getByRole('link', { name: 'CSV: Trials' }).getAttribute('href')).toMatch(/trials\.csv$/);
    expect(await faults()).toEqual([]);
  }, PATIENCE_MS + 300_000);

  it('give the model out as a file and take it in again', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the model' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^duet-.*-run-2\.duetmodel$/);
    const file = await download.path();
    expect(readFileSync(file).subarray(0, 8).toString()).toBe('DUETMODL');
    await train();
    await page.getByLabel('Model file').setInputFiles({ name: 'broken.duetmodel', mimeType: 'application/octet-stream', buffer: Buffer.from('no model at all') });
    await page.getByText('It is not a model that Duet gave out.').waitFor();
    await page.getByLabel('Model file').setInputFiles({ name: 'taken.duetmodel', mimeType: 'application/octet-stream', buffer: readFileSync(file) });
    await page.getByText(/Imported from taken\.duetmodel: run 2 of/).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Training run 3' }).waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Training', exact: true }).first().click();
    await page.getByText('Imported', { exact: false }).first().waitFor();
  }, 400_000);

  it('caused no script error and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
