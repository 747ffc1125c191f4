import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  createBackend, createClient, createExample, createExperiment, createVersion, importExamples, listVersions, openConversation, openVisitor, readEditToAnswer,
  readMessages, readSite, sendMessage, startExperiment, type Site,
} from '#contracts';
import { newId } from '#platform';
import { auditPage, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import { plainPack, type Company } from './support/company.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';

const csv = [
  'text,category,answer',
  ...['where is my parcel', 'track my delivery', 'has my order been sent', 'my package is late'].map((text) => `${text},track_parcel,Open **My orders** to see where it is.`),
  ...['refund please', 'i want my money back', 'when do i get my refund', 'pay me back'].map((text) => `${text},get_refund,Refunds take five days.`),
].join('\n');

/** Chromium, a database and a server share whatever the machine has left. */
const slow = 120_000;

describe('the editor of a prompt-engineered backend', () => {
  let test: TestProduct;
  let company: Company;
  let model: ModelServer;
  let browser: Browser;
  let watched: WatchedPage;
  let backendId: string;
  let site: Site;
  let experimentSite: Site;

  beforeAll(async () => {
    [test, model, browser] = [await startProduct(), await startModelServer({ tokens: 3 }), await openBrowser()];
    company = await test.company();
    await company.call(importExamples, { content: csv });
    for (const text of ['where has my parcel got to', 'i would like my money back']) await company.call(createExample, { text, intent: text.includes('parcel') ? 'track_parcel' : 'get_refund', part: 'test' });
    await company.model(model.url);
    const first = await company.version('prompt', 'embedded/encoder', { thresholds: { answer: 0.2, clarify: 0.1 }, examplesPerIntent: 2 });
    backendId = first.backendId;
    site = await company.siteAnsweredBy(first);
    experimentSite = await company.site('Second shop');
    const other = await company.call(createVersion, { id: (await company.call(createBackend, { name: 'Other', kind: 'prompt' })).id, model: 'embedded/encoder', promptPack: plainPack });
    const experiment = await company.call(createExperiment, {
      siteId: experimentSite.id, name: 'Keeps its version',
      variants: [{ name: 'Control', backendVersionId: first.id, weight: 9_999, isControl: true }, { name: 'Other', backendVersionId: other.id, weight: 1 }],
    });
    await company.call(startExperiment, { id: experiment.id });
    watched = await openDesk(browser, test.address, company.cookie);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await Promise.all([model.stop(), test.stop()]);
  }, slow);

  const at = (path: string): string => `${test.address}/backends/${backendId}${path}`;
  const tone = (page: Page) => page.getByLabel('Tone');
  const threshold = (page: Page) => page.getByRole('textbox', { name: 'Answer from' });

  /** What a new visitor of a site is told. */
  async function answerOn({ publicKey }: Site, text: string): Promise<string> {
    const headers = { origin: test.address };
    const { visitorToken } = await createClient(fetch, test.address, headers)(openVisitor, { siteKey: publicKey });
    const visitor = createClient(fetch, test.address, { ...headers, authorization: `Bearer ${visitorToken}` });
    const { id: conversationId } = await visitor(openConversation, {});
    await visitor(sendMessage, { conversationId, clientMessageId: newId(), text });
    for (;;) {
      const { messages } = await visitor(readMessages, { conversationId });
      const answer = messages.find(({ role, state }) => role === 'assistant' && state !== 'pending' && state !== 'streaming');
      if (answer) return answer.text;
    }
  }

  it('tries a draft beside the version it was begun from, and counts what changes', async () => {
    const { page } = watched;
    await page.goto(at('/new'));
    await page.getByRole('button', { name: 'Take 2 test questions' }).click();
    await page.getByLabel('A question of your own').fill('track my delivery please');
    await page.getByLabel('A question of your own').press('Enter');
    await threshold(page).fill('99');
    await page.getByRole('button', { name: 'Try 3 questions' }).click();
    await page.getByText(/[0-3] of 3 answers change; \d of 2 right intents, before \d/).waitFor({ timeout: slow / 2 });
    expect(await page.getByText('Changed', { exact: true }).count()).toBeGreaterThan(0);
    await page.getByText('labelled get_refund').first().waitFor();
    expect((await company.call(listVersions, { id: backendId })).items).toHaveLength(1);
  }, slow);

  it('says before saving what will change, in words and by name', async () => {
    const { page } = watched;
    await tone(page).fill('Friendly, calm and brief.');
    const changes = page.getByRole('region', { name: 'What will change' });
    await changes.getByText(/from 20.% to 99.%/).waitFor();
    expect(await changes.locator('ins').allInnerTexts()).toEqual([', calm']);
    expect(await changes.locator('del').count()).toBe(0);
  });

  it('shows which examples it would show, and draws others', async () => {
    const { page } = watched;
    await page.getByText('4 examples of 2 intents are shown').click();
    const list = page.getByRole('list', { name: 'Which examples' });
    await list.getByText('2 of 4').first().waitFor();
    await page.getByRole('button', { name: 'Draw others' }).click();
    expect(await page.getByLabel('Seed').inputValue()).toBe('2');
  });

  it('keeps the draft and its questions over a reload, and says so when the page is left', async () => {
    const { page } = watched;
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(/Your draft of .* was kept in this browser/).waitFor();
    expect([await tone(page).inputValue(), await threshold(page).inputValue()]).toEqual(['Friendly, calm and brief.', '99 %']);
    await page.getByRole('button', { name: 'Try 3 questions' }).waitFor();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByRole('button', { name: 'Go back to it' }).click();
    await tone(page).waitFor();
    expect(await tone(page).inputValue()).toBe('Friendly, calm and brief.');
  }, slow);

  it.each(['light', 'dark'] as const)('has no accessibility fault in %s, with answers and drawer open', async (colorScheme) => {
    const { page } = watched;
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: 'Try 3 questions' }).click();
    await page.getByText(/of 3 answers change/).waitFor({ timeout: slow / 2 });
    expect(await auditPage(page)).toEqual([]);
    await page.getByRole('button', { name: 'Choose questions' }).click();
    await page.getByRole('dialog').getByText('3 of at most 40 chosen').waitFor();
    await page.getByRole('dialog').getByText('where has my parcel got to').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }, slow);

  it('saves a version that answers the site at once, while the running experiment keeps its own', async () => {
    const { page } = watched;
    await threshold(page).fill('20');
    await page.getByLabel('Tone').fill('Calm.');
    await page.getByRole('combobox', { name: /What runs it/ }).click();
    await page.getByRole('option', { name: 'openai/local' }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('On the language model');
    await page.getByRole('checkbox', { name: 'Shop (now version 1)' }).check();
    await page.getByRole('button', { name: 'Save version 2' }).click();
    await page.getByText(/Version 2 was saved and answers on Shop/).waitFor();
    expect(await answerOn(site, 'where is my parcel')).toBe(model.words(3));
    expect(await answerOn(experimentSite, 'where is my parcel')).toBe('Open **My orders** to see where it is.');
  }, slow);

  it('measures how long it took from saving to the first answer, and says which version an experiment keeps', async () => {
    const { page } = watched;
    const [newest] = (await company.call(listVersions, { id: backendId })).items;
    const { own } = await company.call(readEditToAnswer, { id: newest!.id });
    const live = own.firstAnswers.find(({ traffic }) => traffic === 'live')!;
    expect(live.afterSavingMs).toBeGreaterThan(0);
    expect(live.afterSavingMs).toBeLessThan(Date.now() - Date.parse(newest!.createdAt) + 1_000);
    expect(own.firstAnswers.some(({ traffic }) => traffic === 'preview')).toBe(true);
    await page.getByText(/First answered a visitor .* after it was saved\./).waitFor({ timeout: slow / 2 });
    const kept = page.getByRole('row', { name: /Keeps its version/ });
    expect(await kept.innerText()).toMatch(/Running[\s\S]*version 1/);
  }, slow);

  it.each(['light', 'dark'] as const)('shows a version without an accessibility fault in %s, compared side by side', async (colorScheme) => {
    const { page } = watched;
    await page.emulateMedia({ colorScheme });
    const compared = page.getByRole('region', { name: 'What is different' });
    await compared.getByText('from embedded/encoder to openai/local').waitFor();
    await compared.getByText('Side by side').click();
    expect(await compared.locator('del').first().innerText()).toBe('Friendly and brief');
    expect(await auditPage(page)).toEqual([]);
  }, slow);

  it('does not save over what somebody else saved meanwhile, and shows what that was', async () => {
    const { page } = watched;
    await page.goto(at('/new'));
    await tone(page).fill('Mine.');
    await company.call(createVersion, { id: backendId, model: 'embedded/encoder', promptPack: { ...plainPack, tone: 'Hers.' }, note: 'In a hurry' });
    await page.getByRole('button', { name: 'Save version 3' }).click();
    await page.getByText('Test key saved version 3 while you were editing').waitFor();
    await page.getByText('The note says “In a hurry”.').waitFor();
    await page.getByRole('button', { name: 'Show what changed there' }).click();
    await page.getByRole('alert').locator('ins', { hasText: 'Hers' }).waitFor();
    expect(await auditPage(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save mine as version 4' }).click();
    await page.getByRole('button', { name: 'Save version 4' }).click();
    await page.getByText('Version 4 was saved').waitFor();
    expect((await company.call(listVersions, { id: backendId })).items.map(({ promptPack }) => promptPack?.tone)).toEqual(['Mine.', 'Hers.', 'Calm.', plainPack.tone]);
  }, slow);

  it('makes an old version the newest again, lets a site use it, and takes that back', async () => {
    const { page } = watched;
    await page.goto(at('/versions/1'));
    await page.getByRole('button', { name: 'Make version 1 the newest again' }).click();
    await page.getByRole('heading', { level: 1, name: /version 5$/ }).waitFor();
    await page.getByText('Restores version 1').first().waitFor();
    await page.getByRole('button', { name: 'Use for Shop', exact: true }).click();
    await page.getByText('Shop answers with version 5 from now on').waitFor();
    expect(await answerOn(site, 'where is my parcel')).toBe('Open **My orders** to see where it is.');
    const [newest, , , second] = (await company.call(listVersions, { id: backendId })).items;
    expect(newest).toMatchObject({ number: 5, note: 'Restores version 1', promptPack: { tone: plainPack.tone, thresholds: { answer: 0.2, clarify: 0.1 } } });
    expect((await company.call(readSite, { id: site.id })).defaultBackendVersionId).toBe(newest!.id);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('Undone').waitFor();
    expect((await company.call(readSite, { id: site.id })).defaultBackendVersionId).toBe(second!.id);
  }, slow);

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
