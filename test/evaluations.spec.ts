import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { addEvaluationCase, createEvaluation, createIntent, listEvaluations, listEvaluationSets, listExperiments, type EvaluationSet } from '#contracts';
import { auditBothLights, openBrowser, openDesk, untilTrue, type WatchedPage } from './support/browser.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';

/** Two cores of a busy machine: what takes a second alone may take many. */
jest.setTimeout(240_000);

const goods = ['jackets', 'boots', 'tents', 'lamps', 'helmets', 'ropes', 'gloves', 'stoves', 'maps', 'sleds', 'skis', 'hats', 'scarves', 'poles', 'bags', 'mugs', 'knives', 'axes', 'socks', 'belts', 'watches', 'kites'];
const csv = ['question,kind,facts,must_not,reference', ...goods.map((good) => `How long may I keep ${good}?,facts,30 days / thirty days,,You may keep ${good} for 30 days.`), 'Without a kind,riddle,,,'].join('\n');

/** The models know these goods by themselves: nothing is written of them. */
const unaided = { useKnowledge: false };

describe('the pages of evaluations', () => {
  let test: TestProduct;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let models: ModelServer;
  let baselineBackend: string;

  beforeAll(async () => {
    const reply = ({ model }: { model?: string }): string => (model === 'stylish' ? 'Thank you so much for asking! Keep them for 3 days and your refund is approved.' : `${model === 'warm' ? 'Gladly! ' : ''}You may keep them for 30 days.`);
    [test, browser, models] = [await startProduct(), await openBrowser(), await startModelServer({ reply })];
    const company = await test.company();
    const [plain, stylish] = [await company.model(models.url, 'plain'), await company.model(models.url, 'stylish')];
    const baseline = await company.version('prompt', plain.key, unaided);
    baselineBackend = baseline.backendId;
    await company.version('prompt', stylish.key, unaided);
    await company.siteAnsweredBy(baseline);
    await company.call(createIntent, { key: 'returns', label: 'Returns', answer: 'Within 30 days.' });
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(60_000);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
    await models.stop();
  }, 60_000);

  const frozenSet = async (): Promise<EvaluationSet | undefined> => (await (await test.company()).call(listEvaluationSets, {})).items.find(({ frozenAt }) => frozenAt !== null);

  const narrow = async (): Promise<boolean> => {
    await page.setViewportSize({ width: 390, height: 844 });
    const fits = await page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
    await page.setViewportSize({ width: 1440, height: 900 });
    return fits;
  };

  it('fill a set from a file, from attacks and by hand, and freeze it', async () => {
    await page.goto(`${test.address}/backends`);
    await page.getByRole('link', { name: 'Evaluations' }).click();
    await page.getByText('No evaluations yet').waitFor();
    await page.getByRole('button', { name: 'New set' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Keeping goods');
    await page.getByRole('button', { name: 'Create set' }).click();
    await page.getByText('No case yet.').waitFor();
    await page.getByLabel('File with cases').setInputFiles({ name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByText('22 cases added, 0 left out as repetitions, 1 lines rejected.').waitFor();
    await page.getByRole('combobox', { name: 'From' }).click();
    await page.getByRole('option', { name: 'Built-in attacks (30)' }).click();
    await page.getByRole('button', { name: 'Take cases' }).click();
    await page.getByText('52 cases: attack 30, facts 22.').waitFor();
    await page.getByRole('button', { name: 'Add case' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Question', exact: true }).fill('Who won the race?');
    await form.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'No answer' }).click();
    await form.getByRole('button', { name: 'Save case' }).click();
    await page.getByText(/^53 cases:/).waitFor();
    await page.getByRole('textbox', { name: 'Search questions' }).fill('race');
    await page.getByRole('button', { name: 'Who won the race?' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take out' }).click();
    await page.getByText(/^52 cases:/).waitFor();
    await page.getByRole('textbox', { name: 'Search questions' }).fill('');
    await page.getByText('1 to 50 of 52').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Keeping goods, winter');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Note' }).fill('Asked each November.');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Keeping goods, winter' }).waitFor();
    await page.getByText('Asked each November.').waitFor();
    expect(await auditBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: 'Freeze set' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Freeze set' }).click();
    await page.getByText('Digest of the cases').waitFor();
    expect(await page.getByRole('button', { name: 'Add case' }).count()).toBe(0);
    expect(await narrow()).toBe(true);
  });

  it('say what a tool has to be asked with', async () => {
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('heading', { name: 'Keeping goods, winter, copy' }).waitFor();
    await page.getByRole('button', { name: 'Add case' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Question', exact: true }).fill('Where is order A-17?');
    await form.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Tool' }).click();
    await form.getByRole('textbox', { name: 'Tool', exact: true }).fill('order_status');
    await form.getByRole('textbox', { name: 'Arguments' }).fill('number = A-17\nexpress');
    await form.getByText('Line 2 is not written as “name = value”.').waitFor();
    expect(await form.getByRole('button', { name: 'Save case' }).isDisabled()).toBe(true);
    expect(await auditBothLights(page)).toEqual([]);
    await form.getByRole('textbox', { name: 'Arguments' }).fill('number = A-17\nexpress = true');
    await form.getByRole('button', { name: 'Save case' }).click();
    await page.getByText(/^53 cases:/).waitFor();
    await page.getByRole('textbox', { name: 'Search questions' }).fill('A-17');
    await page.getByText('express = true').waitFor();
    await page.getByRole('button', { name: 'Where is order A-17?' }).click();
    expect(await page.getByRole('dialog').getByRole('textbox', { name: 'Arguments' }).inputValue()).toBe('number = A-17\nexpress = true');
    await page.keyboard.press('Escape');
    await page.goBack();
    await page.getByText('It has judged nothing yet').waitFor();
  });

  it('begin an evaluation against what visitors get now, and say first why the candidate stays out', async () => {
    await page.getByRole('link', { name: 'Evaluate a version' }).click();
    await untilTrue(page, `document.querySelectorAll('input[aria-haspopup="listbox"]')[1]?.value.includes('plain')`);
    await page.getByRole('combobox', { name: 'Candidate' }).click();
    await page.getByRole('option', { name: /stylish, version 1/ }).click();
    expect(await auditBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: 'Start evaluation' }).click();
    await page.getByText(/^Refused: 22 of 52 answers lost a fact/).waitFor({ timeout: 200_000 });
    await page.getByRole('row', { name: /Cases passed Failed/ }).waitFor();
    const answers = page.getByRole('list', { name: 'Cases with both answers' });
    await answers.getByText('Missing: 30 days / thirty days').first().waitFor();
    await answers.getByText('How it came about (sources: 0, tools: 0)').first().click();
    await answers.getByText(/^\d+ in, \d+ out$/).first().waitFor();
    await page.getByRole('combobox', { name: 'Show' }).click();
    await page.getByRole('option', { name: 'All cases' }).click();
    await page.getByText('1 to 10 of 52').waitFor();
    // As fast as the page lets: a click while the next page is still on its way must not skip one.
    for (let at = 0; at < 2; at++) await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('21 to 30 of 52').waitFor();
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Attack' }).click();
    await page.getByText('1 to 10 of 30').waitFor();
    await answers.locator('mark', { hasText: 'approved' }).first().waitFor();
    expect(await auditBothLights(page)).toEqual([]);
    expect(await narrow()).toBe(true);
    await page.evaluate('scrollTo(0, 300)');
    await page.getByRole('link', { name: 'Keeping goods, winter' }).click();
    await page.getByRole('table', { name: 'Evaluations by this set' }).getByRole('row', { name: /refused .*stylish/ }).waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
    expect(await auditBothLights(page)).toEqual([]);
    expect(await narrow()).toBe(true);
    await page.getByRole('link', { name: 'Evaluation 1' }).click();
  });

  it('show the gate beside the version, and leave a file to look at elsewhere', async () => {
    const company = await test.company();
    const [evaluation] = (await company.call(listEvaluations, {})).items;
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
    expect(file.suggestedFilename()).toBe('evaluation.csv');
    await page.goto(`${test.address}/backends/${evaluation?.candidate.backendId ?? ''}`);
    await page.getByRole('link', { name: 'refused (evaluation 1)' }).waitFor();
    await page.goto(`${test.address}/backends/${evaluation?.candidate.backendId ?? ''}/versions/1`);
    await page.getByRole('button', { name: /^Use for/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Evaluation 1 refused version 1 of .*: Refused: 22 of 52 answers lost a fact/).waitFor();
    expect(await auditBothLights(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Why it shall meet visitors all the same' }).fill('The shop asked for it');
    await dialog.getByRole('button', { name: /^Use for/ }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('Undone', { exact: true }).waitFor();
    await page.goto(`${test.address}/backends/${baselineBackend}`);
    await page.getByText('not evaluated').waitFor();
    await page.goto(`${test.address}/backends/evaluations`);
    await page.getByRole('link', { name: 'Evaluation 1' }).waitFor();
    expect(await auditBothLights(page)).toEqual([]);
    const set = await frozenSet();
    await expect(company.call(addEvaluationCase, { id: set?.id ?? '', kind: 'facts', question: 'Why?', expect: {} })).rejects.toMatchObject({ code: 'evaluation_set_frozen' });
    expect(watched.complaints).toEqual([]);
  });

  it('let people choose blindly by keys, and the candidate that passes meet visitors', async () => {
    const company = await test.company();
    const warm = await company.version('prompt', (await company.model(models.url, 'warm')).key, unaided);
    const set = await frozenSet();
    const [first] = (await company.call(listEvaluations, {})).items;
    const baselineVersionId = first!.baseline.id;
    const { id } = await company.call(createEvaluation, { setId: set!.id, candidateVersionId: warm.id, baselineVersionId, judge: { kind: 'people', choices: 16 }, limits: { latencyRatio: null, costRatio: null } });
    await page.goto(`${test.address}/backends/evaluations/${id}`);
    await page.getByRole('link', { name: 'Choose blindly' }).click();
    await page.getByText('Choices made: 0 of 16').waitFor();
    expect(await auditBothLights(page)).toEqual([]);
    expect(await narrow()).toBe(true);
    await page.keyboard.press('9');
    await page.getByText('Choices made: 1 of 16').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Choices made: 0 of 16').waitFor();
    for (let made = 1; made < 16; made++) {
      await page.keyboard.press((await page.getByRole('group', { name: 'Left answer' }).innerText()).includes('Gladly') ? '1' : '2');
      await page.getByText(`Choices made: ${made} of 16`).waitFor();
      await untilTrue(page, `!document.querySelector('[aria-disabled="true"][data-disabled]')`);
    }
    await page.keyboard.press('0');
    await page.getByText('No choice is awaited').waitFor();
    await page.getByRole('link', { name: 'To the evaluation' }).click();
    await page.getByRole('button', { name: 'Let it meet visitors' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('A candidate is sent once').waitFor();
    expect(await auditBothLights(page)).toEqual([]);
    await drawer.getByRole('button', { name: 'Make the experiment' }).click();
    await page.getByRole('heading', { name: /meets visitors/ }).waitFor();
    const [experiment] = (await company.call(listExperiments, {})).items;
    expect(experiment).toMatchObject({ state: 'running', variants: [{ weight: 9_500, isControl: true }, { backendVersionId: warm.id, weight: 500 }] });
    expect(watched.complaints).toEqual([]);
  });
});
