import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { acceptInvite, addMember, changeModel, createExperiment, createModel, previewAnswer, requestOf, startExperiment, testModel, type BackendVersion } from '#contracts';
import { installedEngine } from '../libs/models/src/gguf/engine-package.ts';
import { auditBothWidths, openBrowser, openDesk, openPage, type WatchedPage } from './support/browser.ts';
import { startModelServer, type Behaviour, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor } from './support/visitor.ts';

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const PATIENCE_MS = 120_000;

describe('the pages about language models', () => {
  let test: TestProduct;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let model: ModelServer;
  let ending: BackendVersion;
  let experimentId: string;
  let conversationId: string;

  const faults = (): Promise<string[]> => auditBothWidths(page);
  const open = (path: string) => page.goto(test.address + path);

  beforeAll(async () => {
    [model, browser] = [await startModelServer({ tokens: 4, firstTokenMs: 20 }), await openBrowser()];
    test = await startProduct({ DUET_MODEL_URL: model.url, DUET_MODEL_NAME: 'set-outside' });
    const { call, version, model: add, siteAnsweredBy, cookie } = await test.company();
    const [good, down] = [await add(model.url, 'good'), await add(model.url, 'down')];
    const last = await call(createModel, { provider: 'openai', name: 'ending-soon', baseUrl: model.url, retiresOn: dayIn(10), contextWindow: 8_192, hourlyPrice: 2.5 });
    const asked = async (one: BackendVersion, times: number, behaviour: Behaviour = {}): Promise<void> => {
      for (let i = 0; i < times; i++) {
        model.behave(behaviour);
        await call(previewAnswer, { backendVersionId: one.id, text: 'Where is my parcel?' });
      }
    };
    const [healthy, broken] = [await version('fine_tuned', good.key), await version('fine_tuned', down.key)];
    ending = await version('fine_tuned', last.key);
    await asked(healthy, 25);
    await asked(healthy, 2, { refuse: { status: 401 } });
    await asked(broken, 21, { cutAfter: 1 });
    model.behaveAsUsual();
    await call(testModel, { id: good.id });
    await siteAnsweredBy(ending);
    const site = await siteAnsweredBy(healthy);
    const experiment = await call(createExperiment, {
      siteId: site.id, name: 'Tuned or not', variants: [{ name: 'Tuned', backendVersionId: ending.id, weight: 5_000, isControl: true }, { name: 'Plain', backendVersionId: healthy.id, weight: 5_000 }],
    });
    experimentId = experiment.id;
    const visitor = await Visitor.open(test.address, site.publicKey);
    conversationId = (await visitor.start()).id;
    model.behave({ refuse: { status: 401 } });
    await visitor.ask('Where is my parcel?');
    visitor.close();
    await call(startExperiment, { id: experimentId });
    watched = await openPage(browser, [new URL(test.address).host]);
    ({ page } = watched);
    const [name, value] = cookie.split('=');
    await page.context().addCookies([{ name: name ?? '', value: value ?? '', url: test.address }]);
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    await test.stop();
    await model.stop();
  }, 60_000);

  it('tell how each model does, and which is left alone', async () => {
    await open('/backends/models');
    const table = page.getByRole('table', { name: 'How they do: Last 15 minutes' });
    const good = table.getByRole('row', { name: /openai\/good/ });
    await good.getByText('3 key refused').waitFor();
    expect(await good.textContent()).toContain('half within');
    expect(await good.textContent()).toContain('Asked');
    expect(await table.getByRole('row', { name: /openai\/down/ }).textContent()).toMatch(/Left alone.*20 no connection.*1 left alone/);
    expect(await good.getByRole('img').getAttribute('aria-label')).toMatch(/^\d+ questions in 24 hours, 3 failed/);
    await page.getByText('Last 24 hours').first().click();
    await page.getByRole('table', { name: 'How they do: Last 24 hours' }).waitFor();
    await page.getByText(/Tested .*: it answered/).waitFor();
    expect(await faults()).toEqual([]);
  }, PATIENCE_MS);

  it('bring a model back by its test', async () => {
    await page.getByRole('button', { name: 'Test openai/down' }).click();
    await page.getByText(/Answered: first words after/).waitFor();
    await page.getByRole('row', { name: /openai\/down.*Asked/ }).waitFor();
  }, PATIENCE_MS);

  it('tell those who may not test a model whether it works, and offer them no test', async () => {
    const { call } = await test.company();
    const { inviteLink } = await call(addMember, { name: 'Ann Analyst', email: 'ann@example.com', role: 'analyst' });
    const { path: invites, body } = requestOf(acceptInvite, { token: inviteLink.split('/invite/')[1]!, password: 'correct horse battery staple' });
    const joined = await fetch(test.address + invites, { method: 'POST', headers: { 'content-type': 'application/json', origin: test.address, 'sec-fetch-site': 'same-origin' }, ...(body ? { body } : {}) });
    const analyst = await openDesk(browser, test.address, (joined.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
    await analyst.page.goto(`${test.address}/backends/models`);
    const table = analyst.page.getByRole('table', { name: /Language models/ });
    await table.getByRole('row', { name: /openai\/good/ }).getByText(/Tested .*: it answered/).waitFor();
    await table.getByRole('row', { name: /openai\/ending-soon/ }).getByText('not tested yet').waitFor();
    expect([await table.getByRole('button', { name: /^Test / }).count(), await auditBothWidths(analyst.page), analyst.complaints]).toEqual([0, [], []]);
    await analyst.page.context().close();
  }, PATIENCE_MS);

  it('fill in what is known of a server, and keep what a person enters', async () => {
    await open('/backends/models/new');
    await page.locator('input[aria-haspopup=listbox]').first().click();
    await page.getByRole('option', { name: 'vLLM' }).click();
    expect(await page.getByLabel('Address').inputValue()).toBe('http://127.0.0.1:8000/v1');
    await page.getByText('Usually none.').waitFor();
    await page.getByText('DUET_ALLOW_PRIVATE_MODEL_HOSTS=1').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByLabel('Name').fill('orders-lora');
    await page.getByLabel('Address').fill(model.url);
    await page.getByLabel('Context window, tokens').fill('4096');
    await page.getByLabel('Last day').fill('2040-01-31');
    await page.getByRole('button', { name: 'Add model' }).click();
    const row = page.getByRole('table', { name: /Language models/ }).getByRole('row', { name: /orders-lora/ });
    await row.getByText('4,096 tokens').waitFor();
    expect(await row.textContent()).toContain('31 Jan 2040');
  }, PATIENCE_MS);

  it('take prices and limits of the model that the environment sets, and show the rest of it as set there', async () => {
    await open('/backends/models');
    await page.getByRole('button', { name: 'openai/set-outside', exact: true }).click();
    const form = page.getByRole('dialog');
    await form.getByText(/Name, address and key are set by DUET_MODEL_\*/).waitFor();
    for (const label of ['Name', 'Address']) expect(await form.getByLabel(label).getAttribute('readonly')).not.toBeNull();
    expect([await form.getByLabel('API key').count(), await form.getByRole('button', { name: 'Remove model' }).count()]).toEqual([0, 0]);
    await form.getByLabel('Input, $ per million tokens').fill('3');
    await form.getByLabel('Context window, tokens').fill('16384');
    expect(await faults()).toEqual([]);
    await form.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('table', { name: /Language models/ }).getByRole('row', { name: /set-outside/ });
    await row.getByText('16,384 tokens').waitFor();
    expect(await row.textContent()).toContain('$3.00');
  }, PATIENCE_MS);

  it('make a model of a file, say what is missing to run it, and show what the file held', async () => {
    const installed = installedEngine() !== null;
    const folder = path.join(test.dataDir, 'models');
    fs.mkdirSync(folder, { recursive: true });
    for (const name of ['base.gguf', 'tone.gguf']) fs.writeFileSync(path.join(folder, name), `GGUF ${name}`);
    await open('/backends/models/new');
    await page.locator('input[aria-haspopup=listbox]').first().click();
    await page.getByRole('option', { name: 'A GGUF file, run by Duet' }).click();
    if (!installed) await page.getByText(/npm install --no-save node-llama-cpp@/).waitFor();
    const form = page.getByRole('dialog');
    expect(await form.getByLabel('Address').count()).toBe(0);
    await form.getByLabel('Name').fill('house-tone');
    expect(await form.getByRole('button', { name: 'Add model' }).isDisabled()).toBe(true);
    // The server comes first among the lists to choose from.
    for (const [at, file] of [[1, 'base.gguf'], [2, 'tone.gguf']] as const) {
      await form.locator('input[aria-haspopup=listbox]').nth(at).click();
      await page.getByRole('option', { name: file }).click();
    }
    await form.getByLabel('Strength of the adapter').fill('0.5');
    expect(await faults()).toEqual([]);
    await form.getByRole('button', { name: 'Add model' }).click();
    const row = page.getByRole('table', { name: /Language models/ }).getByRole('row', { name: /house-tone/ });
    await row.getByText('with tone.gguf at 0.5').waitFor();
    await row.getByRole('button', { name: 'Test gguf/house-tone' }).click();
    await row.getByText(installed ? /failed to load/i : /Run npm install --no-save/).waitFor();
    await row.getByText(/SHA-256 [0-9a-f]/).waitFor();
    await page.getByRole('table', { name: /Processes that hold GGUF files/ }).getByRole('row', { name: /base\.gguf/ }).waitFor();
    expect(await faults()).toEqual([]);
  }, PATIENCE_MS);

  it('warn of a model that ends on the overview and on the pages of models, backend and experiment, and no longer once it is put off', async () => {
    const notice = page.getByRole('region', { name: 'Models that end: openai/ending-soon' });
    for (const path of ['/', '/backends/models', `/backends/${ending.backendId}`, `/experiments/${experimentId}`]) {
      await open(path);
      await notice.getByText(/openai\/ending-soon ends on .*, in (9|10|11) days/).waitFor();
      expect(await faults()).toEqual([]);
    }
    expect(await notice.getByRole('link').allTextContents()).toContain('Tuned or not');
    const { call } = await test.company();
    const { items } = await (await fetch(`${test.address}/v1/models`, { headers: { authorization: `Bearer ${(await test.company()).apiKey}` } })).json() as { items: { id: string; name: string }[] };
    await call(changeModel, { id: items.find((one) => one.name === 'ending-soon')!.id, retiresOn: dayIn(90) });
    await open('/backends/models');
    await page.getByRole('table', { name: /How they do/ }).waitFor();
    expect(await notice.count()).toBe(0);
  }, PATIENCE_MS);

  it('refuse to rename or remove a model that answers visitors, and say which', async () => {
    await open('/backends/models');
    await page.getByRole('button', { name: 'openai/good', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('better');
    await page.getByRole('button', { name: 'Save' }).click();
    const refused = page.getByRole('alert').getByText(/Version 1 of .* runs on it: the site .* is answered by that version/);
    await refused.waitFor();
    await page.getByRole('button', { name: 'Remove model' }).click();
    await page.getByLabel('Type “good” to confirm').fill('good');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove model' }).click();
    await refused.waitFor();
    expect(await faults()).toEqual([]);
  }, PATIENCE_MS);

  it('say in a conversation why an answer failed', async () => {
    await open(`/conversations/${conversationId}`);
    await page.getByText(/because the model refused the key/).waitFor();
    expect(await faults()).toEqual([]);
  }, PATIENCE_MS);

  it('cause no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
