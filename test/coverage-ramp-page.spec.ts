import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { listExperiments, pauseExperiment, readExperiment, readResults, startExperiment, type Experiment } from '#contracts';
import { auditBothWidths, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startProduct, type TestProduct } from './support/product.ts';

jest.setTimeout(120_000);

describe('coverage that rises in steps, on the pages of an experiment', () => {
  let test: TestProduct;
  let browser: Browser;
  let company: Company;
  let watched: WatchedPage;
  let page: Page;
  let experiment: Experiment;

  const region = (name: string | RegExp) => page.getByRole('region', { name });
  const step = (at: number) => page.getByRole('group', { name: `Step ${at}`, exact: true });
  const rising = () => page.getByRole('switch', { name: /^Begin small/ });
  const now = (): Promise<Experiment> => company.call(readExperiment, { id: experiment.id });

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    const versions = await Promise.all(['Formal.', 'Friendly.'].map((tone) => company.version('prompt', 'embedded/encoder', { tone })));
    await company.siteAnsweredBy(versions[0]!);
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(20_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('is set up in the form with one switch, and says beside a step why it cannot be', async () => {
    await page.goto(`${test.address}/experiments/new`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Carefully');
    for (const variant of [1, 2]) {
      await page.getByRole('group', { name: `Variant ${variant}` }).getByRole('combobox', { name: 'Backend version' }).click();
      await page.getByRole('option').nth(variant - 1).click();
    }
    await rising().check({ force: true });
    expect(await region('Visitors of the site').getByRole('textbox', { name: 'Of these take part' }).inputValue()).toBe('10 %');
    await step(2).getByRole('textbox', { name: 'Then take part, in %' }).fill('20');
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await step(2).getByText('More than before this step.').waitFor();
    expect(await auditBothWidths(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove step 1' }).click();
    await step(1).getByRole('textbox', { name: 'After so many hours' }).fill('6');
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await region('About this experiment').getByText('10 % of them take part, rising to 20 % after 6 hours, then 100 % after 24 hours').waitFor();
    const { items: [made] } = await company.call(listExperiments, {});
    expect(made).toMatchObject({ name: 'Carefully', coverage: 1_000, ramp: [{ hours: 6, coverage: 2_000 }, { hours: 24, coverage: 10_000 }] });
    experiment = made!;
  });

  it('says on the results when the next step comes, and what comes after it', async () => {
    await company.call(startExperiment, { id: experiment.id });
    await page.goto(`${test.address}/experiments/${experiment.id}`);
    const panel = region('How coverage rises');
    await panel.getByText(/^10\s% of the visitors take part\. From \d+ \w+ \d{4}, .* on it is 20\s%, if nothing alarms\.$/).waitFor();
    await panel.getByText('Then 100 % after 24 hours.').waitFor();
    expect(await auditBothWidths(page)).toEqual([]);
  });

  it('names the gate that holds it back', async () => {
    const read = await company.call(readResults, { id: experiment.id });
    const heldBy = ['Visitors were not shared out as the weights say (p < 0.001): something loses visitors of one variant.'];
    await page.route(`**/v1/experiments/${experiment.id}/results`, (route) => route.fulfill({ json: { ...read, ramp: { ...read.ramp, have: 400, heldBy } } }));
    await page.reload();
    const panel = region('How coverage rises');
    await panel.getByText('The step to 20 % is held back, because a gate alarms:', { exact: false }).waitFor();
    await panel.getByRole('listitem').getByText(heldBy[0]!).waitFor();
    await page.unrouteAll();
  });

  it('waits while the experiment is paused', async () => {
    await company.call(pauseExperiment, { id: experiment.id, reason: 'For the test' });
    await page.goto(`${test.address}/experiments/${experiment.id}`);
    await region('How coverage rises').getByText('The step to 20 % comes 6 hours after the experiment went on.', { exact: false }).waitFor();
    await company.call(startExperiment, { id: experiment.id, reason: 'For the test' });
  });

  it('keeps its steps when the share is set by hand, and is given up with the switch', async () => {
    await page.goto(`${test.address}/experiments/${experiment.id}/edit`);
    await page.getByRole('textbox', { name: 'Of these visitors take part, in %' }).fill('15');
    await page.getByRole('textbox', { name: 'Reason, for the record' }).fill('A little faster');
    await page.getByRole('button', { name: 'Save' }).click();
    await region('How coverage rises').getByText(/^15\s% of the visitors take part\./).waitFor();
    expect(await now()).toMatchObject({ coverage: 1_500, epoch: 2, ramp: [{ hours: 6, coverage: 2_000 }, { hours: 24, coverage: 10_000 }] });
    await page.goto(`${test.address}/experiments/${experiment.id}/edit`);
    await rising().uncheck({ force: true });
    await page.getByRole('textbox', { name: 'Reason, for the record' }).fill('Stays as it is');
    await page.getByRole('button', { name: 'Save' }).click();
    await region('About this experiment').getByText('15 % of them take part', { exact: true }).waitFor();
    expect(await region('How coverage rises').count()).toBe(0);
    await region(/^Periods/).getByRole('row', { name: /^2 .* A little faster 15 %/ }).waitFor();
    await page.getByRole('row', { name: /no more steps of coverage Stays as it is/ }).waitFor();
    expect(watched.complaints).toEqual([]);
  });
});
