import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createModel, createShare, type DuelSummary, type Experiment } from '#contracts';
import { auditBothLights, openBrowser, openDesk, untilTrue, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { friendlyWins, playedExperiment } from './support/played-product.ts';
import { startProduct, type TestProduct } from './support/product.ts';

jest.setTimeout(180_000);

/** Agents like the tuned variant less; its visitors rate it higher. */
function duelsOf({ id, phase, variants }: Experiment): DuelSummary {
  const duels = { share: 0.3, low: 0.2, high: 0.42 };
  const even = { share: 0.5, low: 0.4, high: 0.6 };
  return {
    experimentId: id, phase, choices: 60, ties: 2, bothBad: 1, raters: 6, conversations: 55, withoutDraft: 0,
    ranking: { kind: 'strengths', disconnected: false, separated: false, left: even, longer: even },
    variants: variants.map(({ id: variantId, name, backendKind, isControl }) => ({
      variantId, name, backendKind, isControl, won: isControl ? 40 : 17, lost: isControl ? 17 : 40, ties: 2, bothBad: 1, withoutDraft: 0, strength: { value: isControl ? 0 : -0.8, standardError: 0.2 }, overControl: isControl ? null : duels,
    })),
    agreement: variants.filter(({ isControl }) => !isControl).map(({ id: variantId }) => ({ variantId, verdict: 'disagree', duels, csat: { value: 0.9, low: 0.6, high: 1.2 } })),
  };
}

describe('the panels of a result', () => {
  let test: TestProduct;
  let browser: Browser;
  let company: Company;
  let experiment: Experiment;
  let watched: WatchedPage;
  let page: Page;

  const region = (name: string | RegExp) => page.getByRole('region', { name });
  const faults = (): Promise<string[]> => auditBothLights(page);

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    await company.call(createModel, { provider: 'openai', name: 'tuned', baseUrl: 'http://127.0.0.1:9', inputPrice: 1, outputPrice: 2, hourlyPrice: 3 });
    const [plain, tuned] = [await company.version('prompt', 'embedded/encoder'), await company.version('fine_tuned', 'openai/tuned')];
    experiment = await playedExperiment(test, company, 200, (place, variant) => ({ ...friendlyWins(place, variant), servedElsewhere: variant === 1 && place % 5 === 0 }), {
      variants: [{ name: 'Prompt', backendVersionId: plain.id, weight: 5_000, isControl: true, isTwin: false }, { name: 'Tuned', backendVersionId: tuned.id, weight: 5_000, isControl: false, isTwin: false }],
    });
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(20_000);
    await page.route(`**/v1/experiments/${experiment.id}/duels`, (route) => route.fulfill({ json: duelsOf(experiment) }));
    await page.goto(`${test.address}/experiments/${experiment.id}`);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('say when fine-tuning pays back, and follow what is typed', async () => {
    const panel = region('When does fine-tuning pay back?');
    await panel.getByText('Tuned has paid back at once: there is nothing to pay for.').waitFor();
    await panel.getByText('The model’s $3 an hour is in the cost of its answers already.', { exact: false }).waitFor();
    await panel.getByLabel('Training, once, in $').fill('2');
    await panel.getByText(/^Tuned pays back on \d+ \w+ \d{4}, .* days? from now\.$/).waitFor();
    await panel.getByText(/Between .* and .*likely to have paid back within 90 days\..*On 1,000 resolved conversations it saves/).waitFor();
    await panel.getByLabel('Hosting beyond its answers, in $ an hour').fill('3');
    await panel.getByText(/^Tuned never pays back: it saves .* a day, and its hosting costs \$72\.00 a day\.$/).waitFor();
    await panel.getByLabel('Conversations resolved a day').fill('100000');
    await panel.getByText(/^Tuned pays back on .*, less than a day from now\.$/).waitFor();
  });

  it('set the difference by assignment beside the one where the variant answered itself', async () => {
    const panel = region('What if no fallback had answered?');
    const row = panel.getByRole('row', { name: /Tuned/ });
    const [served = '', assigned = '', itself = ''] = (await row.getByRole('cell').allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
    expect(Math.abs(parseFloat(served) - 80)).toBeLessThan(2);
    expect(parseFloat(itself)).toBeGreaterThan(parseFloat(assigned));
    expect(parseFloat(itself) * (parseFloat(served) / 100)).toBeCloseTo(parseFloat(assigned), 1);
  });

  it('show what agents prefer as a row of its own, without a part in the verdict, and whether visitors agree', async () => {
    const row = region('Compared with Prompt').getByRole('row').last();
    await row.getByText('takes no part in the verdict').waitFor();
    await row.getByText('less liked').waitFor();
    await row.getByRole('link', { name: 'how it came about' }).focus();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#duels');
    await region('What agents prefer').getByText(/^Agents and visitors disagree about Tuned: chosen over the control 30\.0.%/).waitFor();
  });

  it('try the rules on these visitors with the variants dealt out by chance, and say how closely that is known', async () => {
    const panel = region('Can these rules be trusted?');
    await panel.getByRole('button', { name: 'Prove it' }).click();
    await panel.getByRole('progressbar', { name: /^[\d,]+ of [\d,]+ dealt$/ }).waitFor();
    await panel.getByRole('row', { name: /^Ours: the rule that decides.* of 1,000 .* % to .* %.*at most 5\.0 %$/ }).waitFor({ timeout: 90_000 });
    await panel.getByRole('row', { name: /^Ours: a guardrail that stops the experiment/ }).waitFor();
    await panel.getByText(/^[\d,]+ visitors in the order in which they came/).waitFor();
    expect(await panel.getByRole('progressbar').count()).toBe(0);
  });

  it('take new weights with the reason only', async () => {
    const panel = page.getByRole('region', { name: 'Weights', exact: true });
    expect(await panel.getByRole('textbox', { name: /^Reason/ }).count()).toBe(0);
    await panel.getByRole('textbox', { name: 'Share of Prompt in %' }).fill('60');
    await panel.getByRole('textbox', { name: 'Share of Tuned in %' }).fill('40');
    const reason = panel.getByRole('textbox', { name: /^Reason, for the record/ });
    expect(await reason.getAttribute('required')).toBe('');
    await reason.fill('   ');
    await panel.getByRole('button', { name: 'Save weights' }).click();
    await panel.getByText('Say why, in at least three characters', { exact: false }).waitFor();
    await reason.fill('Careful with the new one');
    await panel.getByRole('button', { name: 'Save weights' }).click();
    await page.getByRole('cell', { name: 'Careful with the new one' }).first().waitFor();
  });

  it('break no rule of accessibility, and fit on a phone', async () => {
    expect(await faults()).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    // Charts hear of their new width a moment later.
    await untilTrue(page, 'document.documentElement.scrollWidth <= 390');
    expect(await faults()).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('are on the shared page but for what the company alone knows', async () => {
    const { url } = await company.call(createShare, { id: experiment.id });
    await page.goto(test.address + new URL(url).pathname);
    await region('What if no fallback had answered?').waitFor();
    expect(await region('When does fine-tuning pay back?').count()).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it('cause no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
