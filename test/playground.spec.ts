import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { changeSite, createVersion, importExamples, listEvaluationCases, listEvaluationSets, listLabels, listVersions, moveLabel, readSite, type BackendVersion, type Site } from '#contracts';
import { auditBothLights, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import { plainPack, type Company } from './support/company.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';

const csv = ['text,category,answer', ...['where is my parcel', 'track my delivery', 'has my order been sent', 'my package is late'].map((text) => `${text},track_parcel,Open **My orders** to see where it is.`)].join('\n');

/** Chromium, a database and a server share whatever the machine has left. */
const slow = 120_000;

describe('prompts as versions with labels, values and a playground', () => {
  let test: TestProduct;
  let company: Company;
  let model: ModelServer;
  let browser: Browser;
  let watched: WatchedPage;
  let first: BackendVersion;
  let second: BackendVersion;
  let talking: BackendVersion;
  let site: Site;

  beforeAll(async () => {
    [test, model, browser] = [await startProduct(), await startModelServer({ tokens: 3 }), await openBrowser()];
    company = await test.company();
    await company.call(importExamples, { content: csv });
    await company.model(model.url);
    await company.model(model.url, 'larger');
    first = await company.version('prompt', 'embedded/encoder', { thresholds: { answer: 0.2, clarify: 0.1 } });
    second = await company.call(createVersion, { id: first.backendId, model: 'embedded/encoder', promptPack: { ...plainPack, tone: 'Friendly, calm and brief.' }, note: 'Calmer' });
    talking = await company.version('hybrid', 'openai/local');
    site = await company.site();
    await company.call(moveLabel, { id: first.backendId, label: 'production', backendVersionId: first.id });
    await company.call(changeSite, { id: site.id, followsBackendId: first.backendId });
    watched = await openDesk(browser, test.address, company.cookie);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await Promise.all([model.stop(), test.stop()]);
  }, slow);

  const answering = async (): Promise<string | null> => (await company.call(readSite, { id: site.id })).defaultBackendVersionId;

  it('moves a label, so that the site that follows it answers by another version, and goes back in one click that can be undone', async () => {
    const { page } = watched;
    await page.goto(`${test.address}/backends/${first.backendId}`);
    const labels = page.getByRole('region', { name: 'Labels' });
    await labels.getByText('Followed by Shop').waitFor();
    await labels.getByRole('button', { name: 'Move production' }).click();
    const form = page.getByRole('dialog');
    await form.getByText(/Visitors of Shop who take part in no experiment/).waitFor();
    await form.getByLabel('Why').fill('Calmer words');
    await form.getByRole('button', { name: 'Put it there' }).click();
    await page.getByText('“production” is on version 2 now').waitFor();
    expect(await answering()).toBe(second.id);
    await labels.getByRole('button', { name: 'Back to version 1: production' }).click();
    await page.getByText('“production” is on version 1 now').waitFor();
    expect(await answering()).toBe(first.id);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByRole('alert').filter({ hasText: /^Undone$/ }).waitFor();
    expect(await answering()).toBe(second.id);
    await labels.getByText('How labels moved').click();
    await labels.getByRole('cell', { name: 'Calmer words' }).waitFor();
    expect((await company.call(listLabels, { id: first.backendId })).moves.map(({ to }) => to?.number)).toEqual([2, 1, 2, 1]);
    expect(await auditBothLights(page)).toEqual([]);
  }, slow);

  it('does not undo, or take off, what somebody else has labelled meanwhile', async () => {
    const { page } = watched;
    const labels = page.getByRole('region', { name: 'Labels' });
    await labels.getByRole('button', { name: 'Put a label on a version' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Label').fill('spring');
    await form.getByRole('button', { name: 'Put it there' }).click();
    await page.getByText('“spring” is on version 2 now').waitFor();
    await company.call(moveLabel, { id: first.backendId, label: 'spring', backendVersionId: first.id });
    await page.getByRole('alert').filter({ hasText: '“spring” is on version 2 now' }).getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Somebody moved this label meanwhile.').waitFor();
    // The page shows whose it is now.
    await labels.getByRole('row', { name: /^spring Version 1 / }).waitFor();
    await company.call(moveLabel, { id: first.backendId, label: 'spring', backendVersionId: second.id });
    await labels.getByRole('button', { name: 'Take off: spring' }).click();
    await page.getByText('The label was not moved').waitFor();
    expect((await company.call(listLabels, { id: first.backendId })).labels).toContainEqual(expect.objectContaining({ label: 'spring', version: { id: second.id, number: 2 } }));
  }, slow);

  it('warns of a name that nothing declares, declares it, and shows the prompt as it is sent', async () => {
    const { page } = watched;
    await page.goto(`${test.address}/backends/${talking.backendId}/new`);
    const instructions = page.getByRole('textbox', { name: 'Instructions' });
    await instructions.fill('Serve {{company}}.\nThe plan is {{plan}}.');
    await page.getByText('{{plan}} in line 2 of the instructions is not declared.').waitFor();
    expect(await page.getByRole('button', { name: 'Save version 2' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Declare plan' }).click();
    const value = page.getByRole('group', { name: 'Value 1' });
    await value.getByRole('combobox', { name: 'Where it comes from' }).click();
    await page.getByRole('option', { name: 'Signed attribute of the visitor' }).click();
    await value.getByLabel('Attribute').fill('plan');
    await page.getByLabel('Attribute plan, as if signed').fill('pro "gold"');
    const asked = model.requests.length;
    await page.getByRole('button', { name: 'Show the prompt' }).click();
    await page.getByText(/About \d+ tokens in 2 messages/).waitFor();
    await page.getByText('The plan is "pro \\"gold\\"".').waitFor();
    expect(model.requests).toHaveLength(asked);
    expect(await auditBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save version 2' }).click();
    await page.getByText('Version 2 was saved').first().waitFor();
    expect((await company.call(listVersions, { id: talking.backendId })).items[0]!.promptPack?.variables).toMatchObject([{ name: 'plan', escape: 'quoted', source: { kind: 'attribute', name: 'plan' } }]);
  }, slow);

  it('shows what a model says while it says it', async () => {
    const { page } = watched;
    const slowly = { tokens: 25, tokenDelayMs: 80 };
    model.behave(slowly);
    await page.goto(`${test.address}/try-it?version=${talking.id}`);
    await page.getByRole('textbox').first().fill('where is my parcel');
    await page.keyboard.press('Enter');
    await page.locator('article[aria-busy="true"]').filter({ hasText: 'parcels leave our' }).waitFor();
    await page.locator('article[aria-busy="false"]').filter({ hasText: model.words(25).slice(-20) }).waitFor();
    model.behave(slowly);
    await page.goto(`${test.address}/try-it/playground?column=${talking.id}`);
    await page.getByRole('button', { name: 'Paste a list' }).click();
    await page.getByLabel('One question a line').fill('where is my parcel');
    await page.getByRole('button', { name: 'Add them' }).click();
    await page.getByRole('button', { name: 'Run 1 answer' }).click();
    await page.locator('td [aria-busy="true"]').filter({ hasText: 'parcels leave our' }).waitFor();
    await page.getByText('All answers are there.').waitFor({ timeout: slow / 2 });
    await page.getByRole('table', { name: 'Questions and the answers of each column' }).getByText(model.words(25).slice(-20)).waitFor();
    // And beside a draft, where a version is edited.
    await page.goto(`${test.address}/backends/${talking.backendId}/new`);
    await page.getByLabel('A question of your own').fill('where is my parcel');
    await page.getByLabel('A question of your own').press('Enter');
    model.behave(slowly);
    await page.getByRole('button', { name: 'Try 1 question' }).click();
    await page.locator('div[aria-busy="true"]').filter({ hasText: 'parcels leave our' }).waitFor();
    await page.getByText(/^[01] of 1 answer changes/).waitFor({ timeout: slow / 2 });
  }, slow);

  it('answers many questions by several versions, models and drafts side by side, with what each comes to', async () => {
    const { page } = watched;
    await page.goto(`${test.address}/try-it/playground?column=${first.id}&column=${talking.id}~openai/larger`);
    await page.getByRole('button', { name: 'Paste a list' }).click();
    await page.getByLabel('One question a line').fill('where is my parcel\ntrack my delivery please');
    await page.getByRole('button', { name: 'Add them' }).click();
    await page.getByRole('button', { name: 'Run 4 answers' }).click();
    await page.getByText('All answers are there.').waitFor({ timeout: slow / 2 });
    expect(model.requests.slice(-2).map(({ body }) => body.model)).toEqual(['larger', 'larger']);
    const table = page.getByRole('table', { name: 'Questions and the answers of each column' });
    expect(await table.locator('tfoot').innerText()).toMatch(/2 answers[\s\S]*first words: median[\s\S]*2 answers[\s\S]*tokens[\s\S]*2 of 2 differ from the first/);
    expect(await table.locator('ins').first().innerText()).toContain('parcels');
    expect(await auditBothLights(page)).toEqual([]);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export as CSV' }).click()]);
    expect((await readFile(await file.path(), 'utf8')).trim().split('\r\n')).toHaveLength(5);
  }, slow);

  it('saves a draft column as a version and a row into an evaluation set', async () => {
    const { page } = watched;
    await page.getByRole('region', { name: 'Column 2' }).getByRole('button', { name: /^Edit as a draft/ }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('Tone').fill('Rhyming.');
    await drawer.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Run 2 answers' }).click();
    await page.getByText('All answers are there.').waitFor({ timeout: slow / 2 });
    expect(model.requests.at(-1)!.body.messages![0]!.content).toContain('Tone: Rhyming.');
    await page.getByRole('button', { name: /^Save as version: Draft from/ }).click();
    await page.getByLabel('Message').fill('It rhymes');
    await page.getByRole('button', { name: 'Save version' }).click();
    await page.getByText('Version 3 was saved and stands in its column now').waitFor();
    expect(await page.evaluate(`Object.keys(sessionStorage).filter((key) => key.startsWith('duet.playground.')).map((key) => sessionStorage[key])`)).toEqual(['{}']);
    const [newest] = (await company.call(listVersions, { id: talking.backendId })).items;
    expect(newest).toMatchObject({ number: 3, note: 'It rhymes', model: 'openai/larger', promptPack: { tone: 'Rhyming.' } });
    expect(page.url()).toContain(newest!.id);
    await page.getByRole('button', { name: 'Add to evaluation set: where is my parcel' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name of the new set').fill('Parcels');
    await form.getByText('any answer would pass otherwise').waitFor();
    expect(await form.getByRole('button', { name: 'Add it' }).isDisabled()).toBe(true);
    await form.getByLabel('Has to be said').fill('My orders | your orders');
    await form.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('The question stands in “Parcels” now').waitFor();
    const [set] = (await company.call(listEvaluationSets, {})).items;
    expect((await company.call(listEvaluationCases, { id: set!.id })).items).toMatchObject([{ question: 'where is my parcel', kind: 'facts', origin: 'playground', expect: { facts: [['My orders', 'your orders']] } }]);
  }, slow);

  it('shows any two versions side by side under an address that can be shared', async () => {
    const { page } = watched;
    await page.goto(`${test.address}/backends/compare?left=${first.id}&right=${second.id}`);
    await page.getByRole('region', { name: 'What is different in what they say' }).locator('ins', { hasText: 'calm' }).waitFor();
    const facts = page.getByRole('region', { name: 'About both' });
    expect(await facts.getByRole('row', { name: /^Message/ }).innerText()).toMatch(/differs[\s\S]*none[\s\S]*Calmer/);
    expect(await facts.getByRole('row', { name: /^Labels/ }).innerText()).toContain('production');
    expect(await auditBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: 'Swap sides' }).click();
    await page.getByRole('region', { name: 'What is different in what they say' }).locator('del', { hasText: 'calm' }).waitFor();
    expect(page.url()).toContain(`left=${second.id}`);
  }, slow);

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
