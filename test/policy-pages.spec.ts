import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  createBackend, createExample, createExperiment, createIntent, createModel, createVersion, deleteIntent, listBackends, listExperiments, listIntents, listVersions, readResults, startExperiment,
  type BackendVersion, type Experiment, type Results,
} from '#contracts';
import { analyse } from '../libs/experiments/src/analysis/analyse.ts';
import { evidenceOf, ratings } from '../libs/experiments/src/analysis/evidence.fixture.ts';
import { auditBothLights, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor } from './support/visitor.ts';

jest.setTimeout(120_000);

const asked = { refund: ['i want my money back', 'refund please', 'when do i get my refund', 'please pay me back'], parcel: ['where is my parcel', 'track my delivery', 'has my order been sent yet', 'my package has not arrived'] };

/** The treatment is better on refunds, worse on parcels and alike elsewhere. */
function crossedFor({ variants: [control, treatment], decision }: Experiment) {
  const [a, b] = [control?.id ?? '', treatment?.id ?? ''];
  const about = (topic: string, variantId: string, scores: readonly number[]) => ({ topic, name: `About ${topic}`, variantId, epoch: 1, sums: ratings(variantId, scores, 120).sums });
  const alike = ['account', 'payment', 'returns'].flatMap((topic) => [about(topic, a, [3, 4, 5, 4]), about(topic, b, [3, 4, 5, 4])]);
  const base = evidenceOf({ assigned: { [a]: 620, [b]: 610 } });
  return {
    ...base, plan: { ...base.plan, decision }, cells: [ratings(a, [3, 4, 5, 4], 600), ratings(b, [4, 3, 5, 4], 600)],
    variants: base.variants.map((one, at) => ({ ...one, name: at === 0 ? 'Careful prompt' : 'Tuned' })),
    segments: [about('refund', a, [2, 3, 4, 3]), about('refund', b, [4, 5, 5, 5]), about('parcel', a, [4, 5, 5, 5]), about('parcel', b, [2, 3, 4, 3]), ...alike],
  };
}

describe('routing by topic on the dashboard', () => {
  let test: TestProduct;
  let model: ModelServer;
  let browser: Browser;
  let company: Company;
  let watched: WatchedPage;
  let page: Page;
  let prompt: BackendVersion;
  let tuned: BackendVersion;
  let experiment: Experiment;

  const region = (name: string | RegExp) => page.getByRole('region', { name });
  const go = async (path: string): Promise<void> => {
    await page.goto(test.address + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const faults = (): Promise<string[]> => auditBothLights(page);
  /** Chooses in a list that is searched by typing. */
  const pick = async (scope: ReturnType<typeof region>, label: string, sought: string, option: RegExp): Promise<void> => {
    await scope.getByRole('combobox', { name: label }).last().fill(sought);
    await page.getByRole('option', { name: option }).first().click();
  };

  beforeAll(async () => {
    [test, browser, model] = [await startProduct(), await openBrowser(), await startModelServer({ text: 'Tuned for refunds.' })];
    company = await test.company();
    const { call } = company;
    for (const [key, texts] of Object.entries(asked)) {
      await call(createIntent, { key, label: `About ${key}s`, answer: `The answer about ${key}s.` });
      for (const text of texts) await call(createExample, { text, intent: key });
    }
    await call(createModel, { provider: 'openai', name: 'tuned', baseUrl: model.url });
    prompt = await company.version('prompt', 'embedded/encoder');
    tuned = await call(createVersion, { id: (await call(createBackend, { name: 'Tuned model', kind: 'fine_tuned' })).id, model: 'openai/tuned' });
    await call(createBackend, { name: 'Best of both', kind: 'hybrid' });
    const site = await company.siteAnsweredBy(prompt);
    const { id } = await call(createExperiment, {
      siteId: site.id, name: 'Prompt or tuned?',
      variants: [{ name: 'Careful prompt', backendVersionId: prompt.id, weight: 5_000, isControl: true }, { name: 'Tuned', backendVersionId: tuned.id, weight: 5_000 }],
    });
    experiment = await call(startExperiment, { id });
    watched = await openDesk(browser, test.address, company.cookie, { viewport: { width: 1440, height: 900 } });
    ({ page } = watched);
    page.setDefaultTimeout(20_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
    await model.stop();
  }, 60_000);

  const hybrid = async () => (await company.call(listBackends, {})).items.find(({ name }) => name === 'Best of both')!;

  it('makes a version by hand whose topics are intents, and says what is missing or stands twice', async () => {
    await go(`/backends/${(await hybrid()).id}/new`);
    await page.getByText('Route by topic').click();
    const fields = region('Who answers what');
    const save = page.getByRole('button', { name: 'Save version 1' });
    expect(await save.isDisabled()).toBe(true);
    await pick(fields, 'Topic', 'refund', /About refunds/);
    await pick(fields, 'Answered by', 'Tuned', /Tuned model, version 1/);
    await pick(fields, 'Everything else', 'prompt', /prompt on embedded/);
    expect(await save.isDisabled()).toBe(false);
    await fields.getByRole('button', { name: 'Add a topic' }).click();
    await pick(fields, 'Topic', 'refund', /About refunds/);
    await fields.getByText('This topic stands above already.').waitFor();
    expect(await save.isDisabled()).toBe(true);
    expect(await faults()).toEqual([]);
    await fields.getByRole('button', { name: 'Remove topic 2' }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('By hand');
    await save.click();
    await page.waitForURL(/\/versions\/1$|\/backends\/[^/]+$/);
    const { latest } = await hybrid();
    expect(latest).toMatchObject({ note: 'By hand', policy: { topics: [{ topic: 'refund', backendVersionId: tuned.id }], otherwise: prompt.id } });
  });

  it('shows who answers what with the way to each version, on the pages of the backend and of its version', async () => {
    const { id } = await hybrid();
    for (const path of [`/backends/${id}`, `/backends/${id}/versions/1`]) {
      await go(path);
      const table = region('Who answers what').getByRole('table');
      await table.getByRole('row', { name: /About refunds.*Tuned model, version 1/ }).waitFor();
      await table.getByRole('row', { name: /Everything else.*version 1/ }).waitFor();
      expect(await table.getByRole('link', { name: /Tuned model, version 1/ }).getAttribute('href')).toBe(`/backends/${tuned.backendId}/versions/1`);
      expect(await faults()).toEqual([]);
    }
    await go('/backends');
    await page.getByRole('row', { name: /Best of both/ }).getByText('By topic, among 2 versions').waitFor();
  });

  it('tells what another version would change, and whom a question is routed to', async () => {
    const { id } = await hybrid();
    await go(`/backends/${id}/new`);
    await pick(region('Who answers what'), 'Everything else', 'Tuned', /Tuned model, version 1/);
    await region('What will change').getByText('Everything else: Tuned model, version 1').waitFor();
    await page.getByText('By a model of its own').click();
    await page.getByText('Route by topic').click();
    await region('What will change').getByText('Everything else: Tuned model, version 1').waitFor();
    const [version] = (await company.call(listVersions, { id })).items;
    await go(`/try-it?version=${version!.id}`);
    await page.getByRole('textbox').first().fill('refund please');
    await page.keyboard.press('Enter');
    await page.getByText('Tuned for refunds.').waitFor();
    await page.getByText('Routed to').waitFor();
    await page.getByText('Tuned model, version 1').last().waitFor();
  });

  it('is told beside the answers of a conversation', async () => {
    const { latest } = await hybrid();
    const site = await company.siteAnsweredBy(latest!);
    const visitor = await Visitor.open(test.address, site.publicKey);
    await visitor.start();
    await visitor.ask('refund please');
    await go(`/conversations/${visitor.id}`);
    await page.getByText('routed by its topic to Tuned model, version 1').waitFor();
    visitor.close();
    expect(await faults()).toEqual([]);
  });

  it('proposes a rule where topics differ, and enters it as a variant of a new experiment, the running one untouched', async () => {
    const analysis = analyse(crossedFor(experiment));
    expect(analysis.routing?.topics).toMatchObject([{ topic: 'refund' }]);
    const results: Results = { ...(await company.call(readResults, { id: experiment.id })), analysis };
    await page.route(`**/v1/experiments/${experiment.id}/results`, (route) => route.fulfill({ json: results }));
    await go(`/experiments/${experiment.id}`);
    const panel = region(/^Where does it work/);
    await panel.getByText(analysis.routing!.sentence).waitFor();
    const rule = panel.getByRole('table', { name: /^A rule that follows/ });
    await rule.getByRole('row', { name: /About refund Tuned 240/ }).waitFor();
    await rule.getByRole('row', { name: /Everything else.*Careful prompt/ }).waitFor();
    expect(await faults()).toEqual([]);
    const name = panel.getByRole('textbox', { name: 'Name of the new backend' });
    await name.fill('Refunds to the tuned one');
    await name.press('Enter');
    await page.waitForURL(/\/experiments\/new/);
    await page.getByRole('button', { name: 'Create as a draft' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).first().inputValue()).toBe('Prompt or tuned? With a rule by topic');
    expect(await faults()).toEqual([]);
    expect((await company.call(listExperiments, {})).items.map(({ id }) => id)).toEqual([experiment.id]);
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await page.waitForURL(/\/experiments\/[0-9a-f-]{36}$/);
    const all = (await company.call(listExperiments, {})).items;
    const made = (await company.call(listBackends, {})).items.find((one) => one.name === 'Refunds to the tuned one');
    expect(made?.latest?.policy).toEqual({ topics: [{ topic: 'refund', backendVersionId: tuned.id }], otherwise: prompt.id });
    const draft = all.find(({ id }) => id !== experiment.id);
    expect(draft).toMatchObject({ state: 'draft', siteId: experiment.siteId, decision: experiment.decision });
    expect(draft?.variants.map(({ backendVersionId, weight, isControl }) => [backendVersionId, weight, isControl])).toEqual([[prompt.id, 3_334, true], [tuned.id, 3_333, false], [made?.latest?.id, 3_333, false]]);
    expect(draft?.hypothesis).toContain(analysis.routing!.sentence);
    expect(all.find(({ id }) => id === experiment.id)).toEqual(experiment);
  });

  it('makes nothing of a rule whose topics are gone, and says so', async () => {
    const before = (await company.call(listBackends, {})).items.length;
    const refund = (await company.call(listIntents, {})).items.find(({ key }) => key === 'refund');
    await company.call(deleteIntent, { id: refund!.id });
    await go(`/experiments/${experiment.id}`);
    await region(/^Where does it work/).getByRole('button', { name: 'Enter it as a new variant' }).click();
    await page.getByRole('alert').getByText('None of the topics of this rule is an intent any more.').waitFor();
    expect((await company.call(listBackends, {})).items).toHaveLength(before);
    await go(`/backends/${(await hybrid()).id}`);
    await region('Who answers what').getByText('refund (no longer an intent)').waitFor();
    expect(await faults()).toEqual([]);
  });

  it('cause no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
