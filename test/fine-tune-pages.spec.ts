import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { createBackend, createDataSet, listDataSets, listVersions, readDataSet } from '#contracts';
import { Database } from '#platform';
import { shopTalk, teach } from '../libs/training/src/data-sets/taught.fixture.ts';
import { auditBothLights, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { eventually } from './support/eventually.ts';
import { FineTuneServer } from './support/fine-tune-server.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';

/** Two cores of a busy machine: what takes a second alone may take many. */
jest.setTimeout(240_000);

describe('the pages of fine-tunes', () => {
  let test: TestProduct;
  let company: Company;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let models: ModelServer;
  let provider: FineTuneServer;
  let backendId: string;

  /** As narrow as a phone, in both colour schemes. */
  const faults = async (): Promise<string[]> => {
    await page.setViewportSize({ width: 390, height: 844 });
    const found = await auditBothLights(page);
    if (await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')) found.push('the page is wider than 390 px');
    await page.setViewportSize({ width: 1440, height: 900 });
    return found;
  };
  const choose = async (label: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option }).click();
  };
  const fill = async (baseModel: string): Promise<void> => {
    await page.goto(`${test.address}/backends/fine-tunes`);
    await page.getByRole('link', { name: 'New fine-tune' }).click();
    await choose('Data set', 'Answers of the spring');
    await page.getByRole('textbox', { name: 'Base model' }).fill(baseModel);
  };

  beforeAll(async () => {
    [test, browser, models] = [await startProduct(), await openBrowser(), await startModelServer()];
    [company, provider] = [await test.company(), new FineTuneServer(models)];
    backendId = (await company.call(createBackend, { name: 'Tuned bikes', kind: 'fine_tuned' })).id;
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(60_000);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
    await models.stop();
  }, 60_000);

  it('say what will be there, and where data sets come from', async () => {
    await page.goto(`${test.address}/backends`);
    await page.getByRole('link', { name: 'Fine-tuning' }).click();
    await page.getByText('No fine-tunes yet').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'New fine-tune' }).click();
    await page.getByText('There is no built data set that this provider can learn from.').waitFor();
  });

  it('tell tokens, cost and who gets what before anything is begun', async () => {
    await teach(test.product.app.get(Database), company.session.workspace.id, shopTalk(120));
    const { id } = await company.call(createDataSet, { name: 'Answers of the spring' });
    while ((await company.call(readDataSet, { id })).state !== 'done') await wait(50);
    const model = await company.model(provider.url, 'large');
    await fill('small-8b');
    await choose('Address and key', `${model.key} · ${new URL(provider.url).host}`);
    await page.getByLabel('Training, $ per million tokens').fill('25');
    await page.getByLabel('Hosting, $ per hour').fill('2');
    await page.getByText(/^About [\d,]+ tokens, \$\d/).waitFor();
    await page.getByText(/^Hosting: \$48\.00 a day\. When that pays is not known yet: openai\/large has answered no visitor/).waitFor();
    await page.getByText(`The training and validation files of “Answers of the spring” are sent to ${new URL(provider.url).host}.`).waitFor();
    await page.getByRole('checkbox', { name: 'Tuned bikes (fine-tuned)' }).check();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Start fine-tuning' }).click();
    await page.getByRole('heading', { name: 'Fine-tune 1' }).waitFor();
  });

  it('follow a job step by step, with its events and its curve', async () => {
    await page.getByText('Created fine-tuning job').waitFor();
    provider.run(1, 8, 20).checkpoint(5);
    await page.getByText('Step 8 of 20').waitFor();
    await page.getByRole('cell', { name: 'Step 8/20: training loss=0.25' }).waitFor();
    await page.getByRole('figure', { name: 'Does it still get better?' }).waitFor();
    await page.getByRole('cell', { name: 'ft:small-8b:duet:ckpt-step-5' }).waitFor();
    expect(await page.getByRole('progressbar', { name: 'Progress' }).getAttribute('aria-valuenow')).toBe('40');
    expect(await faults()).toEqual([]);
  });

  it('show what came of it: the model, the version, the bill', async () => {
    const model = provider.run(9, 20, 20).succeed();
    await page.getByText(`The model openai/${model} is in the catalogue.`).waitFor();
    await page.getByText('$3.00: 120,000 tokens billed.').waitFor();
    await page.getByRole('region', { name: 'Backend versions' }).getByRole('link', { name: /Tuned bikes/ }).waitFor();
    await page.getByRole('button', { name: 'Make a version', exact: true }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Tuned bikes (fine-tuned)' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a version' }).click();
    await page.getByText('The version is saved').waitFor();
    expect((await company.call(listVersions, { id: backendId })).items.map(({ number, model: key }) => [number, key])).toEqual([[2, `openai/${model}`], [1, `openai/${model}`]]);
    expect(await faults()).toEqual([]);
  });

  it('make a version of the model as it was before it learnt by heart', async () => {
    const checkpoints = page.getByRole('region', { name: 'Checkpoints' });
    await checkpoints.getByRole('button', { name: 'Make a version of step 5' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('comes into the catalogue as openai/ft:small-8b:duet:ckpt-step-5').waitFor();
    expect(await faults()).toEqual([]);
    await dialog.getByRole('checkbox', { name: 'Tuned bikes (fine-tuned)' }).check();
    await dialog.getByRole('button', { name: 'Make a version' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await company.call(listVersions, { id: backendId })).items[0]).toMatchObject({ number: 3, model: 'openai/ft:small-8b:duet:ckpt-step-5' });
  });

  it('lead from the data set and from the version back to it', async () => {
    await page.getByRole('link', { name: 'Answers of the spring' }).click();
    await page.getByRole('region', { name: 'Fine-tunes of this data set' }).getByRole('link', { name: 'Fine-tune 1' }).waitFor();
    await page.goto(`${test.address}/backends/${backendId}/versions/1`);
    await page.getByRole('link', { name: 'Fine-tune 1' }).click();
    await page.getByRole('link', { name: 'Its prices and its test' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Fine-tune 1' }).click();
    await page.getByRole('heading', { name: 'Fine-tune 1' }).waitFor();
  });

  it('say why one failed, and begin it anew', async () => {
    await fill('tiny-1b');
    await page.getByRole('textbox', { name: 'Address' }).fill(provider.url);
    await page.getByLabel('API key').fill('sk-entered-on-the-page');
    await page.getByRole('button', { name: 'Start fine-tuning' }).click();
    await page.getByText('Created fine-tuning job').waitFor();
    provider.break('invalid_training_file', 'Line 7 has no answer.');
    await page.getByText('The provider ended the job.').waitFor();
    await page.getByText('Code: invalid_training_file').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await page.getByText('Attempt 2').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('It was cancelled. Nothing came of it.').waitFor();
  });

  it('hand out the files for training elsewhere, and take the name of the model', async () => {
    await page.goto(`${test.address}/backends/fine-tunes/new`);
    await page.getByRole('radio', { name: 'Elsewhere' }).check();
    await choose('Data set', 'Answers of the spring');
    await page.getByRole('textbox', { name: 'Base model' }).fill('qwen-1.5b');
    await page.getByRole('button', { name: 'Prepare the files' }).click();
    const [card] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Training card' }).click()]);
    expect(card.suggestedFilename()).toBe('fine-tune-3-card.md');
    const [bundle] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Take everything as one ZIP' }).click()]);
    expect(bundle.suggestedFilename()).toBe('fine-tune-3.zip');
    const files = unzipSync(await readFile(await bundle.path()));
    expect(Object.keys(files).map((name) => name.replace(/^.*-(?=train|validation)/, ''))).toEqual(['train.openai.jsonl', 'validation.openai.jsonl', 'train.trl.jsonl', 'validation.trl.jsonl', 'SHA256SUMS', 'card.md']);
    const sums = Object.entries(files).slice(0, 4).map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
    expect(Buffer.from(files['SHA256SUMS']!).toString()).toBe(sums.join(''));
    for (const sum of sums) expect(Buffer.from(files['card.md']!).toString()).toContain(sum.slice(0, 64));
    expect(await page.getByRole('link', { name: /JSONL/ }).count()).toBe(4);
    expect(await faults()).toEqual([]);
    await page.getByRole('textbox', { name: 'Name of the model' }).fill('bikes-lora');
    await page.getByRole('textbox', { name: 'Address' }).fill(provider.url);
    await page.getByRole('button', { name: 'Register the model' }).click();
    await page.getByText('The model openai/bikes-lora is in the catalogue.').waitFor();
    await page.goto(`${test.address}/backends/fine-tunes`);
    await page.getByRole('row', { name: /^Fine-tune 3 Trained Elsewhere/ }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('know a data set that is older than those they list', async () => {
    const workspaceId = company.session.workspace.id;
    const [set] = (await company.call(listDataSets, {})).items;
    await test.product.app.get(Database).inWorkspace(workspaceId, (tx) => tx.query(
      `insert into data_set (workspace_id, id, name, filters, state, created_by)
       select workspace_id, ('ffffffff-ffff-7fff-bfff-' || lpad(n::text, 12, '0'))::uuid, 'Newer', filters, 'failed', created_by from data_set, generate_series(1, 60) n where workspace_id = $1 and id = $2`, [workspaceId, set!.id]));
    await page.goto(`${test.address}/backends/fine-tunes/new?data-set=${set!.id}`);
    const chosen = await eventually(() => page.getByRole('combobox', { name: 'Data set' }).inputValue(), (value) => value !== '');
    expect(chosen.startsWith(set!.name)).toBe(true);
  });

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
