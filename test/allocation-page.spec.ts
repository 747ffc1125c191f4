import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createExperiment, listExperiments, pauseExperiment, readResults, startExperiment, type AdaptiveAllocation, type AllocationView, type Evidence, type Experiment, type Results } from '#contracts';
import { allot } from '../libs/experiments/src/allocation/allot.ts';
import { runExperiment } from '../libs/experiments/src/allocation/simulated-experiment.fixture.ts';
import { analyse } from '../libs/experiments/src/analysis/analyse.ts';
import { seeded } from '../libs/stats/src/seeded.ts';
import { auditBothLights, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startProduct, type TestProduct } from './support/product.ts';

jest.setTimeout(120_000);

const allocation: AdaptiveAllocation = { kind: 'adaptive', method: 'top_two', floor: 1_000, controlShare: 2_500 };

/** Three days of an experiment whose third variant is rated better, as the server would tell them. */
function threeDays({ variants }: Experiment): { evidence: Evidence; view: AllocationView } {
  const ran = runExperiment(seeded(4), { effects: [0, 0.05, 0.15], hours: 72, visitorsAnHour: 60, moodAt: (hour) => 3 + hour / 144, allocation });
  const evidence = ['a', 'b', 'c'].reduce((text, id, at) => text.replaceAll(`"${id}"`, `"${variants[at]?.id ?? ''}"`), JSON.stringify(ran.evidence));
  const named: Evidence = { ...(JSON.parse(evidence) as Evidence), variants: variants.map(({ id, name, backendKind, isControl }) => ({ id, name, kind: backendKind, isControl })) };
  const { estimates, chances, best, next, waiting, dueAt } = allot(named, allocation, named.cells);
  const weights = named.epochs.at(-1)?.weights ?? {};
  return {
    evidence: named,
    view: {
      kind: 'adaptive', allocation, waiting, dueAt, computedAt: named.takenAt,
      variants: variants.map(({ id }, at) => ({ variantId: id, weight: weights[id] ?? 0, next: next?.[at] ?? null, chanceOfBest: chances?.[at] ?? null, value: estimates?.[at]?.value ?? null, closedUnits: estimates?.[at]?.units ?? 0, harmed: false })),
      best: best && { variantId: variants[best.best]?.id ?? '', known: best.kind === 'stop', evidence: best.evidence, threshold: best.threshold },
    },
  };
}

describe('adaptive shares on the pages of an experiment', () => {
  let test: TestProduct;
  let browser: Browser;
  let company: Company;
  let watched: WatchedPage;
  let page: Page;
  let experiment: Experiment;

  const region = (name: string | RegExp) => page.getByRole('region', { name });
  const faults = (): Promise<string[]> => auditBothLights(page);

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    const versions = await Promise.all(['Formal.', 'Short.', 'Friendly.'].map((tone) => company.version('prompt', 'embedded/encoder', { tone })));
    const site = await company.siteAnsweredBy(versions[0]!);
    const { id } = await company.call(createExperiment, {
      siteId: site.id, name: 'Formal, short or friendly?', allocation,
      variants: versions.map((version, at) => ({ name: ['Formal', 'Short', 'Friendly'][at]!, backendVersionId: version.id, weight: [3_334, 3_333, 3_333][at]!, isControl: at === 0 })),
    });
    experiment = await company.call(startExperiment, { id });
    watched = await openDesk(browser, test.address, company.cookie, { viewport: { width: 1440, height: 900 } });
    ({ page } = watched);
    page.setDefaultTimeout(20_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('say on the first day whom they wait for, and leave the shares to nobody', async () => {
    await page.goto(`${test.address}/experiments/${experiment.id}`);
    const panel = region('Who gets how many of the next visitors');
    await panel.getByText(/^Waiting for visitors who count in the mean rating .* has 0 of 100\. Not before /).waitFor();
    await panel.getByRole('row', { name: /Friendly 33\.33 % stays too few yet too few yet 0 of 100$/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Save weights' }).count()).toBe(0);
    expect(await region('How did the shares move?').count()).toBe(0);
    await region('About this experiment').getByText('Shares follow what is measured (top two), at least 10 % each, the control keeps 25 %').waitFor();
    expect(await faults()).toEqual([]);
  });

  it('show after three days who may be the best, where the shares go, and how they came there', async () => {
    const { evidence, view } = threeDays(experiment);
    const read = await company.call(readResults, { id: experiment.id });
    const results: Results = {
      ...read, analysis: analyse(evidence), computedAt: evidence.takenAt,
      epochs: evidence.epochs.map(({ number, startedAt, weights, assigned }) => ({ number, startedAt, reason: `Step ${number}`, coverage: 10_000, variants: experiment.variants.map(({ id }) => ({ variantId: id, weight: weights[id] ?? 0, assigned: assigned[id] ?? 0, answered: assigned[id] ?? 0 })) })),
    };
    await page.route(`**/v1/experiments/${experiment.id}/results`, (route) => route.fulfill({ json: results }));
    await page.route(`**/v1/experiments/${experiment.id}/allocation`, (route) => route.fulfill({ json: view }));
    await page.reload();
    const panel = region('Who gets how many of the next visitors');
    await panel.getByText(/^Friendly is the best of all, as far as this rule goes: .* This is advice and ends nothing/).waitFor();
    await panel.getByRole('row', { name: /Friendly .* (over )?9\d\.\d % 3\.\d\d [\d,]+$/ }).waitFor();
    const moved = region('How did the shares move?');
    await moved.getByRole('figure', { name: 'How did the shares move? Formal, Short, Friendly' }).waitFor();
    await moved.getByRole('button', { name: /^Table/ }).focus();
    await page.keyboard.press('t');
    expect(await moved.getByRole('row').count()).toBe(evidence.epochs.length + 1);
    await page.keyboard.press('t');
    expect(await faults()).toEqual([]);
  });

  it('keep all but the last five periods folded', async () => {
    const periods = region(/^Periods/);
    const all = threeDays(experiment).evidence.epochs.length;
    expect(all).toBeGreaterThan(6);
    expect(await periods.getByText('Step 2', { exact: true }).isVisible()).toBe(false);
    await periods.getByText(`The ${all - 5} periods before`).first().click();
    await periods.getByText('Step 2', { exact: true }).waitFor();
  });

  it('mark a variant that does harm, and keep long names in their column', async () => {
    const { view } = threeDays(experiment);
    const [control, second, third] = experiment.variants;
    const long = (name: string): string => `${name} ${'with a very long name that goes on '.repeat(3)}`.trim();
    const read = await company.call(readResults, { id: experiment.id });
    const renamed = { ...read, variants: read.variants.map(({ variant, figures }) => ({ variant: { ...variant, name: long(variant.name) }, figures })) };
    const harming = view.kind === 'adaptive' ? { ...view, variants: view.variants.map((one) => ({ ...one, harmed: one.variantId === second?.id })) } : view;
    await page.unrouteAll();
    await page.route(`**/v1/experiments/${experiment.id}/results`, (route) => route.fulfill({ json: renamed }));
    await page.route(`**/v1/experiments/${experiment.id}/allocation`, (route) => route.fulfill({ json: harming }));
    await page.reload();
    const panel = region('Who gets how many of the next visitors');
    await panel.getByRole('row', { name: new RegExp(long(second?.name ?? '')) }).getByText('harms: keeps its floor at most').waitFor();
    for (const name of [control, third].map((one) => long(one?.name ?? ''))) expect(await panel.getByRole('row', { name: new RegExp(name) }).getByText(/^harms/).count()).toBe(0);
    expect(await faults()).toEqual([]);
    await page.unrouteAll();
  });

  it('say what happened when they cannot be read, and come back', async () => {
    await page.route(`**/v1/experiments/${experiment.id}/allocation`, (route) => route.fulfill({ status: 503, json: { type: 'about:blank', title: 'The database does not answer right now. Nothing that was confirmed is lost.', status: 503, code: 'database_unavailable', requestId: 'req-1' } }));
    await page.reload();
    const panel = region('Who gets how many of the next visitors');
    await panel.getByText('The database does not answer right now. Nothing that was confirmed is lost.').waitFor();
    await page.unrouteAll();
    await panel.getByRole('button', { name: /again/i }).click();
    await panel.getByRole('row').nth(3).waitFor();
  });

  it('are said to be nobody’s to set while the experiment is paused', async () => {
    await company.call(pauseExperiment, { id: experiment.id, reason: 'For the test' });
    await page.goto(`${test.address}/experiments/${experiment.id}/edit`);
    await region('Variants').getByText('Duet moves the shares of this experiment: on their own they cannot be changed. Other variants open a new phase that begins with the shares given here.').waitFor();
    expect(await region('How visitors are shared out').count()).toBe(0);
    await page.getByRole('textbox', { name: 'Share in %' }).first().fill('30');
    await page.getByRole('textbox', { name: 'Share in %' }).last().fill('36.67');
    await page.getByRole('textbox', { name: 'Reason, for the record' }).fill('Fewer for the newest');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('To set them by hand, duplicate it with fixed shares.', { exact: false }).waitFor();
    await page.goto(`${test.address}/experiments/${experiment.id}`);
    await region('Who gets how many of the next visitors').getByText('Shares move only while the experiment runs.').waitFor();
  });

  it('are chosen in the form, which says beside the choice why it cannot be', async () => {
    await page.goto(`${test.address}/experiments/new`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Which of three tones?');
    const shares = region('How visitors are shared out');
    await shares.getByRole('radio', { name: 'Shares that follow what is measured' }).check();
    await shares.getByText(/^What is given up:/).waitFor();
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await shares.getByText('Add a third variant: with two, moving shares gains nothing.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Add a variant' }).click();
    expect(await shares.getByText(/^Add a third variant/).count()).toBe(0);
    await shares.getByRole('textbox', { name: 'The control keeps' }).fill('90');
    await shares.getByText('With this and the control’s share nothing is left to move.').waitFor();
    await shares.getByRole('textbox', { name: 'The control keeps' }).fill('25');
    await shares.getByRole('textbox', { name: 'Every variant keeps at least' }).fill('12.5');
    for (const variant of [1, 2, 3]) {
      await page.getByRole('group', { name: `Variant ${variant}` }).getByRole('combobox', { name: 'Backend version' }).click();
      await page.getByRole('option').nth(variant - 1).click();
    }
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await region('About this experiment').getByText('Shares follow what is measured (top two), at least 12.5 % each, the control keeps 25 %').waitFor();
    const { items: [made] } = await company.call(listExperiments, {});
    expect(made).toMatchObject({ name: 'Which of three tones?', allocation: { kind: 'adaptive', method: 'top_two', floor: 1_250, controlShare: 2_500 } });
  });

  it('cause no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
