import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import {
  createArticle, createBackend, importExamples, listExperiments, listVersions, readReplays, readSite, readTrainingRun, siteLimits, startTraining,
  type ExperimentState, type OperatingPoint, type TrainingRun,
} from '#contracts';
import { auditBothLights, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor, expectOk } from './support/visitor.ts';

/** Two cores of a busy machine: what takes a second alone may take many. */
jest.setTimeout(120_000);

const questions = (file: string): { text: string; category: string }[] => parseCsv(readFileSync(new URL(`../demo/${file}`, import.meta.url)), { columns: true });
/** A few intents of the demo: enough to learn from, quick to learn. */
const intents = [...new Set(questions('questions-train.csv').map(({ category }) => category))].slice(0, 6);
const jsonLines = (file: string): string => questions(file).filter(({ category }) => intents.includes(category)).map((row) => JSON.stringify(row)).join('\n');
const percent = (share: number): string => `${(share * 100).toFixed(1)}\u00a0%`;

describe("a team's day on the dashboard", () => {
  let test: TestProduct;
  let company: Company;
  let siteId: string;
  let siteKey: string;
  let hybridId: string;
  let runId: string;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  const go = async (path: string): Promise<void> => {
    await page.goto(test.address + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  /** Does something by the command palette. */
  const palette = async (sought: string, label: string | RegExp): Promise<void> => {
    await page.keyboard.press('Control+k');
    const dialog = page.getByRole('dialog', { name: 'Find a page or action' });
    await dialog.getByRole('textbox').fill(sought);
    await dialog.getByRole('button', { name: label }).first().click();
    await dialog.waitFor({ state: 'hidden' });
  };
  /** Accessibility faults of the page as it stands, in light and in dark. */
  const faults = (): Promise<string[]> => auditBothLights(page);
  const states = async (): Promise<ExperimentState[]> => (await company.call(listExperiments, {})).items.map(({ state }) => state);
  const trained = async (): Promise<TrainingRun> => {
    for (;;) {
      const run = await company.call(readTrainingRun, { id: runId });
      if (run.state !== 'queued' && run.state !== 'running') return run;
      await wait(200);
    }
  };

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    await company.call(importExamples, { content: jsonLines('questions-train.csv'), part: 'train' });
    await company.call(importExamples, { content: jsonLines('questions-test.csv'), part: 'test' });
    await company.call(createArticle, { slug: 'refunds', title: 'Refunds', body: 'Refunds take five days.' });
    const first = await company.version('prompt', 'embedded/encoder');
    await company.version('prompt', 'embedded/encoder', { tone: 'Formal.' });
    ({ id: hybridId } = await company.call(createBackend, { name: 'Both', kind: 'hybrid' }));
    ({ id: runId } = await company.call(startTraining, { backendIds: [hybridId] }));
    ({ id: siteId, publicKey: siteKey } = await company.siteAnsweredBy(first));
    watched = await openDesk(browser, test.address, company.cookie, { viewport: { width: 1280, height: 800 } });
    ({ page } = watched);
    page.setDefaultTimeout(60_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('switches colours by the command palette, and back to those of the system', async () => {
    await go('/');
    await palette('colours', 'Switch to dark colours');
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
    await page.getByRole('button', { name: /account and colours/ }).click();
    await page.getByRole('menuitem', { name: 'As the system' }).click();
    await page.locator('html[data-mantine-color-scheme=light]').waitFor();
  });

  it('says what an experiment lacks, and creates it', async () => {
    await palette('create', 'Create an experiment');
    await page.getByRole('textbox', { name: 'Name' }).first().waitFor();
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await page.getByText('3 entries above need another look.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Formal or friendly?');
    for (const at of [0, 1]) {
      await page.getByRole('combobox', { name: 'Backend version' }).nth(at).click();
      await page.getByRole('option').nth(at).click();
    }
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Formal or friendly?' }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('edits it, and keeps what was changed and why', async () => {
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Hypothesis' }).fill('Visitors like friendly words better.');
    await page.getByRole('textbox', { name: 'Name' }).nth(1).fill('Friendly');
    await page.getByRole('textbox', { name: /^Reason/ }).fill('Agreed on Monday');
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'Agreed on Monday' }).waitFor();
    await page.getByText('Visitors like friendly words better.').waitFor();
    expect(await page.getByText('Friendly', { exact: true }).count()).toBeGreaterThan(0);
  });

  it('starts, pauses and stops it from the command palette, with the consequence said first', async () => {
    await go('/knowledge');
    for (const [verb, consequence, state] of [
      ['Start experiment', 'New visitors will be assigned from now on.', 'running'],
      ['Pause', 'Visitors already assigned keep their variant.', 'paused'],
      ['Stop for good', 'A stopped experiment cannot be started again', 'stopped'],
    ] as const) {
      await palette('formal', `${verb}: Formal or friendly?`);
      const dialog = page.getByRole('dialog', { name: verb });
      await dialog.getByText(consequence).waitFor();
      if (state === 'stopped') {
        expect(await faults()).toEqual([]);
        await dialog.getByLabel(/^Type/).fill('Formal or friendly?');
      }
      if (state !== 'running') await dialog.getByRole('textbox', { name: 'Reason, for the record', exact: false }).fill(`Time to ${state}`);
      await dialog.getByRole('button', { name: verb }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect(await states()).toEqual([state]);
    }
  });

  it('replays demo traffic from the command palette, and counts it apart from live visitors', async () => {
    await palette('replay', 'Replay demo traffic');
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    for (;;) {
      const [replay] = (await company.call(readReplays, {})).items;
      expect(replay?.state).not.toBe('failed');
      if (replay?.state === 'finished') break;
      await wait(200);
    }
    await go('/?traffic=replay');
    await page.getByRole('table').first().waitFor();
    expect(await faults()).toEqual([]);
  });

  it('shows each line that an import left out, and why', async () => {
    await go('/knowledge/import');
    const lines = ['text,category', 'how do i get my money back,refund', 'refund please,refund', 'no category here,', 'one,two,three', 'where is my money,refund'];
    await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'questions.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
    await page.getByRole('button', { name: 'Import' }).click();
    const left = page.getByRole('region', { name: 'Lines that were left out' });
    await left.getByRole('row', { name: /^5 has more columns than the header/ }).waitFor();
    expect(await left.getByRole('row').count()).toBe(3);
    expect(await page.getByText('3 questions').count()).toBe(1);
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'See the questions' }).click();
    await page.getByRole('cell', { name: 'refund', exact: true }).or(page.getByText('refund please')).first().waitFor();
  });

  it('tells of a training what it achieved, approach by approach, each chart with its table', async () => {
    const { report, state } = await trained();
    expect(state).toBe('succeeded');
    const { hybrid } = report?.approaches ?? {};
    await go(`/backends/training/${runId}`);
    const { questions: heldOut = 0, folds = 0 } = report?.heldOut ?? {};
    await page.getByText(`${heldOut} questions, each scored by one of ${folds} models that had not seen it`).waitFor();
    await page.getByText('Hybrid', { exact: true }).last().click();
    await page.getByRole('radio', { name: 'Hybrid', checked: true }).waitFor({ state: 'attached' });
    expect(page.url()).toMatch(/approach=hybrid/);
    const reliability = page.getByRole('region', { name: 'Is it right as often as it is sure?' });
    await reliability.getByRole('button', { name: /^Table/ }).focus();
    await page.keyboard.press('t');
    const bins = (hybrid?.reliabilityBefore.length ?? 0) + (hybrid?.reliabilityAfter.length ?? 0);
    await reliability.getByRole('table').waitFor();
    expect(await reliability.getByRole('row').count()).toBe(bins + 1);
    await page.getByRole('region', { name: 'What does each target lead to?' }).getByRole('row').nth(1).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('chooses thresholds by target and reads off live what visitors will meet', async () => {
    const { report } = await trained();
    const at = (target: number): OperatingPoint => report?.approaches?.hybrid.points.find((point) => Math.round(point.target * 100) === target) as OperatingPoint;
    await go(`/backends/${hybridId}/new`);
    const wished = page.getByRole('textbox', { name: 'Right answers, of all it gives' });
    expect(await wished.inputValue()).toBe('95 %');
    await wished.fill('80');
    const section = page.getByRole('region', { name: 'How sure it has to be' });
    const { expected, tested } = at(80);
    await section.getByText(`${percent(expected.accuracy)} of the answers are right.`).waitFor();
    await section.getByText(`On the test questions it was: ${percent(tested.answered)} answered, ${percent(tested.accuracy)} of them right.`).waitFor();
    expect(await section.getByText(/^Of 1,000 questions, about/).innerText()).toContain(`about ${Math.round(expected.answered * 1_000).toLocaleString('en')} are answered`);
    expect(await faults()).toEqual([]);
    const slider = section.getByRole('slider');
    await slider.focus();
    for (let step = 0; step < 19; step++) await page.keyboard.press('ArrowRight');
    expect(await wished.inputValue()).toBe('99 %');
    expect(await section.getByText('is out of reach for this model').count()).toBe(at(99).reached ? 0 : 1);
  });

  it('goes on by hand from where the target has led, and saves either', async () => {
    await page.getByRole('textbox', { name: 'Right answers, of all it gives' }).fill('85');
    await page.getByText('By hand', { exact: true }).click();
    const answer = page.getByRole('textbox', { name: 'Answer from' });
    expect(await answer.inputValue()).toMatch(/^\d+(\.\d)? %$/);
    await page.getByText('Read between the measured points of the curve.').waitFor();
    await page.getByText('By target', { exact: true }).click();
    await page.getByRole('button', { name: 'Save version 2' }).click();
    const itsThresholds = page.getByRole('region', { name: 'When it answers' });
    await itsThresholds.getByText(/Set by target: 85.% of what it answers shall be right\./).waitFor();
    await itsThresholds.getByText(/^Of 1,000 questions, about/).waitFor();
    expect((await company.call(listVersions, { id: hybridId })).items[0]?.thresholds).toMatchObject({ from: 'target', target: 0.85 });
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Both', exact: true }).click();
    await page.getByRole('cell', { name: /for 85.% right|best below 85.%/ }).waitFor();
  });

  it('asks versions side by side in Try it', async () => {
    await page.getByRole('link', { name: 'Try it: version 2' }).click();
    await page.getByRole('combobox', { name: 'First version' }).waitFor();
    if (await page.getByRole('combobox', { name: 'Second version' }).count() === 0) await page.getByRole('button', { name: 'Compare with another version' }).click();
    await page.getByRole('textbox', { name: 'Your question' }).fill('wheres my parcel');
    await page.keyboard.press('Enter');
    const round = page.getByRole('region', { name: 'Answers to: wheres my parcel' });
    await round.getByText('Understood as').nth(1).waitFor();
    expect(await round.getByRole('article').count()).toBe(2);
    expect(await faults()).toEqual([]);
  });

  it('takes over whoever waits longest, replies, and gives the conversation back', async () => {
    const visitor = await Visitor.open(test.address, siteKey);
    try {
      const { id } = await visitor.start();
      await visitor.ask('My pannier came with a torn strap');
      expectOk(await visitor.request('conversation.hand-over', { conversationId: id }));
      await go('/');
      await palette('take over', /Take over the conversation that waits longest/);
      await page.waitForURL(`**/inbox/${id}`);
      await page.getByRole('textbox', { name: 'Your reply' }).fill('A new one is on its way. Olga here.');
      await page.keyboard.press('Enter');
      await visitor.until(() => visitor.transcript().includes('A new one is on its way. Olga here.'));
      await page.getByRole('log').getByText('A new one is on its way. Olga here.').waitFor();
      expect(await faults()).toEqual([]);
      await page.getByRole('button', { name: 'Give back' }).click();
      await page.getByRole('dialog').getByText('The assistant answers again from the next message on.').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Give back to the assistant' }).click();
      await page.getByText('The assistant has this conversation.').waitFor();
      expect((await visitor.ask('wheres my parcel')).role).toBe('assistant');
    } finally {
      visitor.close();
    }
  });

  it('decides which pages may use the chat and how much visitors may ask', async () => {
    await go(`/settings/sites/${siteId}`);
    const origin = page.getByRole('textbox', { name: 'Add an origin' });
    await origin.fill('shop.example/help');
    await page.keyboard.press('Enter');
    await page.getByText('Write it like https://shop.example').waitFor();
    expect(await faults()).toEqual([]);
    await origin.fill('https://shop.example');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove https://shop.example' }).waitFor();
    const limits = page.getByRole('region', { name: 'Limits' });
    await limits.getByRole('textbox', { name: 'Messages of a visitor in a minute' }).fill('12');
    await limits.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const site = await company.call(readSite, { id: siteId });
    expect([site.allowedOrigins, site.limits.messagesPerMinute]).toEqual([['https://shop.example'], 12]);
    await limits.getByRole('button', { name: 'Set the usual limits' }).click();
    expect(await limits.getByRole('textbox', { name: 'Messages of a visitor in a minute' }).inputValue()).toBe(String(siteLimits.messagesPerMinute.usual));
  });

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
