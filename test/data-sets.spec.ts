import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { exportDataSet, listDataSetTurns, listDataSets, listDataSetsOfConversation, listExamples, type ReplyOf } from '#contracts';
import { Database } from '#platform';
import { shopTalk, teach } from '../libs/training/src/data-sets/taught.fixture.ts';
import { auditBothWidths, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { expectOk, Visitor } from './support/visitor.ts';

/** Two cores of a busy machine: what takes a second alone may take many. */
jest.setTimeout(240_000);

describe('the pages of data sets', () => {
  let test: TestProduct;
  let company: Company;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let visitor: Visitor;
  let model: ModelServer;

  const faults = (): Promise<string[]> => auditBothWidths(page);

  beforeAll(async () => {
    [test, browser, model] = [await startProduct(), await openBrowser(), await startModelServer({ text: 'I note that your umbrella is pink.' })];
    company = await test.company();
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(60_000);
  }, 240_000);
  afterAll(async () => {
    visitor?.close();
    await browser.close();
    await test.stop();
    await model.stop();
  }, 60_000);

  it('say what will be there before anything is', async () => {
    await page.goto(`${test.address}/backends`);
    await page.getByRole('link', { name: 'Data sets' }).click();
    await page.getByText('No data sets yet').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'New data set' }).click();
    await page.getByText('No conversation in these days.').waitFor();
    expect(await faults()).toEqual([]);
  });

  it('count while one chooses, and say why turns are left out', async () => {
    await teach(test.product.app.get(Database), company.session.workspace.id, shopTalk(120));
    visitor = await Visitor.open(test.address, (await company.siteAnsweredBy(await company.version('prompt', (await company.model(model.url)).key, { useKnowledge: false }))).publicKey);
    await visitor.start();
    const { replyId } = await visitor.send('Can you forget what I write about it?');
    expect(await visitor.finished(replyId ?? '', 200_000)).toMatchObject({ state: 'complete', text: 'I note that your umbrella is pink.' });
    expectOk(await visitor.request('message.rate', { conversationId: visitor.id, messageId: replyId ?? '', thumb: 'up' }));
    await page.goto(`${test.address}/backends/data-sets/new`);
    await page.getByText(/^\d+ turns qualify, \d+ left out\.$/).waitFor();
    await page.getByRole('row', { name: /Disliked Left out/ }).waitFor();
    const before = await page.getByText(/turns qualify/).innerText();
    await page.getByRole('checkbox', { name: 'the visitor liked it' }).uncheck();
    await page.getByText(/turns qualify/).filter({ hasNotText: before }).waitFor();
    for (const name of ['an agent wrote it', 'its conversation was rated 4 or 5 and resolved']) await page.getByRole('checkbox', { name }).uncheck();
    await page.getByText('Choose at least one sign.').waitFor();
    expect(await page.getByRole('button', { name: 'Build data set' }).isDisabled()).toBe(true);
    for (const name of ['an agent wrote it', 'the visitor liked it', 'its conversation was rated 4 or 5 and resolved']) await page.getByRole('checkbox', { name }).check();
    await page.getByText(before).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('build one, whose split, estimate, files and examples are shown', async () => {
    await page.getByRole('textbox', { name: 'Name' }).fill('Answers of the spring');
    await page.getByRole('textbox', { name: 'System message' }).fill('You answer for a bicycle shop.');
    await page.getByRole('button', { name: 'Build data set' }).click();
    await page.getByText(/0 leaks found/).waitFor();
    await page.getByText(/^About [\d,]+ tokens, no price given\./).waitFor();
    await page.getByLabel('Dollars per million tokens').fill('25');
    await page.getByText(/^About [\d,]+ tokens, \$\d/).waitFor();
    await page.getByRole('list', { name: 'Examples of the data set' }).getByText(/\[EMAIL\]/).first().waitFor();
    expect(await page.getByText(/@example\.com/).count()).toBe(0);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(/^11 to 20 of \d+$/).waitFor();
    expect(await faults()).toEqual([]);
    const example = page.getByRole('list', { name: 'Examples of the data set' }).getByRole('listitem').first();
    await example.getByText('Label the question of example 11', { exact: true }).click();
    await example.getByRole('combobox', { name: 'Label as' }).click();
    await page.getByRole('option', { name: 'Out of scope' }).click();
    expect(await faults()).toEqual([]);
    await example.getByRole('button', { name: 'Label question' }).click();
    await page.getByText('Labelled as oos').waitFor();
    const [set] = (await company.call(listDataSets, {})).items;
    expect((await company.call(listExamples, {})).items).toMatchObject([{ intent: 'oos', from: { dataSetId: set?.id, number: 11 } }]);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download: OpenAI JSONL, training' }).click()]);
    expect(file.suggestedFilename()).toBe('answers-of-the-spring-train.openai.jsonl');
    const lines = (await company.call(exportDataSet, { id: set?.id ?? '', format: 'openai', part: 'train' })).trim().split('\n');
    expect(lines.length).toBe(set?.manifest?.parts[0]?.turns);
    expect((await company.call(listDataSetsOfConversation, { id: visitor.id })).items).toMatchObject([{ name: 'Answers of the spring' }]);
  });

  it('are named beside a conversation that one of them learnt from', async () => {
    await page.goto(`${test.address}/conversations/${visitor.id}`);
    await page.getByRole('region', { name: 'In data sets' }).getByRole('link', { name: 'Answers of the spring' }).click();
    await page.getByText(/0 leaks found/).waitFor();
  });

  it('say so when a visitor deletes what is in one, and show nothing of it', async () => {
    await visitor.request('conversation.delete', { conversationId: visitor.id });
    const [set] = (await company.call(listDataSets, {})).items;
    const id = set?.id ?? '';
    await page.goto(`${test.address}/backends/data-sets/${id}`);
    await page.getByText(/1 example was deleted by visitors/).waitFor();
    // Which page it is on hangs on the split.
    for (let [first, place] = [11, await placeOfErased(company, id)]; first <= place; first += 10) {
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText(new RegExp(`^${first} to \\d+ of \\d+$`)).waitFor();
    }
    await page.getByText('A visitor had this deleted. Nothing of it is left.').waitFor();
    expect(await page.getByText('umbrella').count()).toBe(0);
    expect(await faults()).toEqual([]);
    await page.goto(`${test.address}/backends/data-sets`);
    await page.getByText('1 erased since').waitFor();
    expect(await faults()).toEqual([]);
  });

  it('check a file of one\'s own, line by line', async () => {
    const content = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n{"messages":[{"role":"user","content":"Hi"}]}\nnot json\n';
    await page.goto(`${test.address}/backends/data-sets`);
    await page.getByLabel('Training file').setInputFiles({ name: 'mine.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(content) });
    await page.getByText('Errors: 2, warnings: 1, examples: 3.').waitFor();
    await page.getByRole('row', { name: /^2 Error "messages" must end with a message of the assistant/ }).waitFor();
    await page.getByRole('row', { name: /^3 Error The line is not JSON/ }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('delete one by its name', async () => {
    await page.goto(`${test.address}/backends/data-sets`);
    await page.getByRole('link', { name: 'Answers of the spring' }).click();
    await page.getByRole('button', { name: 'Delete data set' }).click();
    await page.getByRole('textbox', { name: /Answers of the spring/ }).fill('Answers of the spring');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete data set' }).click();
    await page.getByText('No data sets yet').waitFor();
  });

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});

/** Counted from 1. */
async function placeOfErased(company: Company, id: string): Promise<number> {
  for (let after: number | null = 0; after !== null;) {
    const { items, next }: ReplyOf<typeof listDataSetTurns> = await company.call(listDataSetTurns, { id, after, limit: 100 });
    const erased = items.find(({ example }) => example === null);
    if (erased) return erased.number;
    after = next;
  }
  throw new Error('nothing was erased');
}
