import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { addEvaluationCase, createEvaluationSet, createIntent, importExamples, listVersions, type BackendVersion } from '#contracts';
import { auditBothLights, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { demoQuestions } from './support/training-desk.ts';

/** Two cores of a busy machine: what takes a second alone may take many. */
jest.setTimeout(240_000);

const INTENTS = 4;

describe('the pages of the prompt optimizer', () => {
  let test: TestProduct;
  let company: Company;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let version: BackendVersion;

  /** In both colour schemes, as narrow as a phone: what fits there fits everywhere. */
  const faults = async (): Promise<string[]> => {
    await page.setViewportSize({ width: 390, height: 844 });
    const found = await auditBothLights(page);
    if (await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')) found.push('the page is wider than a phone');
    await page.setViewportSize({ width: 1440, height: 900 });
    return found;
  };

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    const { call } = company;
    const train = demoQuestions('train', INTENTS);
    for (const key of new Set(train.map(({ category }) => category))) await call(createIntent, { key, label: key, answer: `This is what we know about ${key}.` });
    await call(importExamples, { content: train.map((row) => JSON.stringify(row)).join('\n') });
    const { id } = await call(createEvaluationSet, { name: 'What went wrong in May' });
    for (const { text, category } of demoQuestions('test', INTENTS)) await call(addEvaluationCase, { id, kind: 'facts', question: text, expect: { intent: category } });
    version = await company.version('prompt', 'embedded/encoder', { examplesPerIntent: 1, exampleSeed: 4, useKnowledge: false, thresholds: { answer: 0.6, clarify: 0.2 } });
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(20_000);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('say what they are for, and what a run takes before it is begun', async () => {
    await page.goto(`${test.address}/backends`);
    await page.getByRole('link', { name: 'Optimizer' }).click();
    await page.getByText('No prompt was optimised yet').waitFor();
    await page.getByRole('link', { name: 'Improve a prompt' }).click();
    await page.getByText('Choose a prompt and a set first.').waitFor();
    expect(await page.getByRole('button', { name: 'Start' }).isDisabled()).toBe(true);
    await page.goto(`${test.address}/backends/optimizer/new?version=${version.id}`);
    await page.getByRole('combobox', { name: 'Cases to learn from' }).click();
    await page.getByRole('option', { name: 'What went wrong in May: 28 cases' }).click();
    await page.getByText(/^14 cases to learn from, 14 to compare on\.$/).waitFor();
    await page.getByText(/^No tokens: the built-in engine answers/).waitFor();
    await page.getByRole('radio', { name: 'Examples and instructions' }).check();
    await page.getByText('There is no language model.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('radio', { name: 'Examples', exact: true }).check();
  });

  it('follow a run to its end, and show what each prompt changes', async () => {
    await page.getByRole('textbox', { name: 'Answers at most' }).fill('260');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('progressbar', { name: 'Progress of the run' }).waitFor();
    await page.getByText(/^From [\d.]+\s% to [\d.]+\s% on its development cases\.$/).first().waitFor();
    await page.getByText(/^Measured on the 14 cases/).waitFor({ timeout: 120_000 });
    await page.getByRole('row', { name: /^Start As it was/ }).waitFor();
    await page.getByRole('region', { name: /^Prompt \d+ against the start$/ }).waitFor();
    await page.getByRole('figure', { name: 'Best score so far' }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('save the best as a version that serves nobody yet, and lead on to the gate', async () => {
    await page.getByRole('button', { name: 'Save as candidate version' }).click();
    await page.getByRole('status').filter({ hasText: /^Saved as prompt on embedded\/encoder, version 2$/ }).waitFor();
    const [newest] = (await company.call(listVersions, { id: version.backendId })).items;
    expect(newest).toMatchObject({ number: 2, note: expect.stringMatching(/^Optimised by run 1: \d+ % -> \d+ % on its development cases$/) });
    expect(await page.getByRole('link', { name: 'New evaluation' }).getAttribute('href')).toBe(`/backends/evaluations/new?candidate=${newest?.id}`);
    await page.getByRole('link', { name: 'Optimizer' }).click();
    await page.getByRole('row', { name: /^Optimizer run 1 Done/ }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
