import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createArticle, importExamples, listExamples, listTopics, readTrainingRun, refreshTopics, startTraining, type TrainingReport } from '#contracts';
import { TextEngine } from '#models';
import { auditPage, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor } from './support/visitor.ts';

const gifts = ['Do you sell gift cards?', 'can I buy a gift card here', 'are gift cards sold online', 'I want to buy a gift card for my sister', 'where do I buy gift cards', 'gift cards for order BW-4471902 please'];
const insurance = ['Do you offer bike insurance?', 'is my bike insured against theft', 'can I insure my bike with you', 'what does bike insurance cost', 'does the bike insurance cover theft'];
/** The machine may be busy. */
const PATIENCE = 60_000;

describe('questions that nobody answers', () => {
  let test: TestProduct;
  let company: Company;
  let siteKey: string;
  let browser: Browser;
  let desk: WatchedPage;

  /** Asks in a conversation of its own. @returns what was answered, and from which article */
  const ask = async (text: string) => {
    const visitor = await Visitor.open(test.address, siteKey);
    await visitor.start();
    const { replyId } = await visitor.send(text);
    const { text: answer, citations } = await visitor.finished(replyId ?? '', 3 * PATIENCE);
    visitor.close();
    return { answer, slugs: citations.map(({ slug }) => slug) };
  };
  const learn = async (): Promise<TrainingReport> => {
    const { id } = await company.call(startTraining, {});
    for (;;) {
      const { report, state, errorCode } = await company.call(readTrainingRun, { id });
      if (report) return report;
      if (state === 'failed') throw new Error(errorCode ?? '');
      await wait(100);
    }
  };
  const audit = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await desk.page.emulateMedia({ colorScheme });
      expect(await auditPage(desk.page)).toEqual([]);
    }
  };

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    const known = ['track', 'return'].flatMap((intent) => ['where', 'how', 'when', 'why', 'what', 'who'].map((word) => `${word} about the ${intent} of boxes,${intent}`));
    await company.call(importExamples, { content: `text,category\n${known.join('\n')}\n` });
    siteKey = (await company.siteAnsweredBy(await company.version('prompt', 'embedded/encoder', { thresholds: { answer: 0.6, clarify: 0.5 } }))).publicKey;
    // The encoder starts with the first text; visitors need not wait for that here.
    await test.product.app.get(TextEngine, { strict: false }).encode(null, ['where is my parcel']);
    for (const text of [...gifts, ...insurance]) await ask(text);
    desk = await openDesk(browser, test.address, company.cookie);
    desk.page.setDefaultTimeout(PATIENCE);
  }, 8 * PATIENCE);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, PATIENCE);

  it('are promised on an empty page and grouped with a click', async () => {
    const { page } = desk;
    await page.goto(`${test.address}/knowledge/topics`);
    await page.getByText('No topics yet').waitFor();
    await audit();
    await page.getByRole('button', { name: 'Group questions now' }).click();
    await page.getByRole('heading', { name: /gift card/i }).waitFor();
    await page.getByRole('heading', { name: /bike/i }).waitFor();
    expect(await page.getByText(/11 unanswered questions/).count()).toBe(1);
    await audit();
  }, 3 * PATIENCE);

  it('are put aside with a click, and taken back', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: /^Dismiss: .*bike/i }).click();
    await page.getByRole('heading', { name: /bike/i }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: /bike/i }).waitFor();
  }, 3 * PATIENCE);

  it('become an intent in two clicks, with examples chosen and personal data masked; the next training learns it', async () => {
    const { page } = desk;
    const before = await learn();
    await page.getByRole('button', { name: /^Make intent: .*gift card/i }).click();
    const create = page.getByRole('button', { name: /^Create intent with \d+ questions/ });
    await create.waitFor();
    expect(await page.getByText('BW-4471902').count()).toBe(0);
    expect(await page.getByRole('link', { name: /^Open the conversation of/ }).count()).toBeGreaterThan(3);
    await audit();
    const chosen = Number(/\d+/.exec(await create.innerText())?.[0]);
    expect(chosen).toBeGreaterThan(3);
    await create.click();
    await page.getByText(/^The intent was created with/).waitFor();
    const { items: [topic] } = await company.call(listTopics, { state: 'intent' });
    const examples = await company.call(listExamples, { intent: topic?.intent?.key ?? '' });
    expect(examples.items).toHaveLength(chosen);
    expect(examples.items.every(({ source, part }) => source === 'agent' && part === 'train')).toBe(true);
    const after = await learn();
    const size = ({ trainExamples, validationExamples, testExamples }: TrainingReport) => trainExamples + validationExamples + testExamples;
    expect([after.intents, size(after)]).toEqual([before.intents + 1, size(before) + chosen]);
  }, 6 * PATIENCE);

  it('are suggested for the article near them; accepted with a click, the same question is answered from it', async () => {
    const { page } = desk;
    const { id } = await company.call(createArticle, { slug: 'bike-insurance', title: 'Bike insurance', body: 'We insure every new bike against accidents and loss for 4 pounds a month.' });
    expect((await ask('can I insure my bike with you')).slugs).toEqual([]);
    await company.call(refreshTopics, {});
    while ((await company.call(listTopics, {})).refresh.state !== 'done') await wait(50);
    await page.goto(`${test.address}/knowledge/suggestions`);
    await page.getByRole('button', { name: 'Accept “can I insure my bike with you”' }).waitFor();
    await audit();
    await page.goto(`${test.address}/knowledge/articles/${id}`);
    await page.getByRole('button', { name: 'Accept “can I insure my bike with you”' }).click();
    await page.getByText('“Bike insurance” answers this question from now on').waitFor();
    await audit();
    expect(await page.getByRole('textbox', { name: 'Questions that it answers' }).inputValue()).toBe('can I insure my bike with you');
    const { answer, slugs } = await ask('can I insure my bike with you');
    expect(answer).toContain('We insure every new bike');
    expect(slugs).toEqual(['bike-insurance']);
  }, 4 * PATIENCE);

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(desk.complaints).toEqual([]);
  });
});
