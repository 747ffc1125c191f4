import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createExperiment, readResults, startExperiment, usualDecision, type Evidence, type Experiment, type Results } from '#contracts';
import { analyse } from '../libs/experiments/src/analysis/analyse.ts';
import { evidenceOf, ratings, shares } from '../libs/experiments/src/analysis/evidence.fixture.ts';
import { auditBothLights, openBrowser, openDesk, untilTrue, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startProduct, type TestProduct } from './support/product.ts';

jest.setTimeout(120_000);

const MEASURES = 12;

/** A fortnight of two variants: the second is rated higher, and asked visitors answer it far more often. */
function evidenceFor({ variants: [control, treatment], decision }: Experiment): Evidence {
  const [a, b] = [control?.id ?? '', treatment?.id ?? ''];
  const look = (day: number, units: number, value: number) => ({
    at: `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z`, units, ratioP: 0.6,
    differences: [{ variantId: b, measure: 'csat' as const, value, standardError: 2 / Math.sqrt(units), units, smallerUnits: units / 2 }],
  });
  const base = evidenceOf({ assigned: { [a]: 520, [b]: 510 } });
  return {
    ...base, plan: { ...base.plan, decision },
    cells: [ratings(a, [3, 4, 3, 5], 500), ratings(b, [5, 4, 5, 4], 500), shares(a, 'failure', 10, 500), shares(b, 'failure', 9, 500), shares(a, 'thumbs', 200, 400), shares(b, 'thumbs', 220, 400)],
    ratings: [{ variantId: a, asked: 520, counts: [0, 0, 100, 50, 50] }, { variantId: b, asked: 510, counts: [0, 0, 0, 200, 200] }],
    looks: [look(4, 200, 0.5), look(7, 500, 0.7), look(11, 800, 0.74)],
    arrivals: { unread: 12, groups: ['Refunds', 'Delivery', 'Sizes', 'Vouchers', 'Repairs', 'A topic with a name so long that nobody would write it on the label of a drawer, and yet somebody did', 'Returns'].flatMap((name, at) =>
      [{ kind: 'topic' as const, key: name, name, variantId: a, epoch: 1, units: at === 0 ? 40 : 80 }, { kind: 'topic' as const, key: name, name, variantId: b, epoch: 1, units: at === 0 ? 140 : 60 }]) },
    segments: ['Refunds', 'Delivery'].flatMap((name, at) => [
      { variantId: a, epoch: 1, topic: name, name, sums: ratings(a, [3, 4], 200).sums },
      { variantId: b, epoch: 1, topic: name, name, sums: ratings(b, at === 0 ? [5, 5, 4] : [3, 4, 4], 200).sums },
    ]),
  };
}

describe('the results of an experiment', () => {
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
    const versions = await Promise.all(['Formal.', 'Friendly.'].map((tone) => company.version('prompt', 'embedded/encoder', { tone })));
    const site = await company.siteAnsweredBy(versions[0]!);
    const { id } = await company.call(createExperiment, {
      siteId: site.id, name: 'Formal or friendly?', decision: usualDecision,
      variants: versions.map((version, at) => ({ name: at === 0 ? 'Formal' : 'Friendly', backendVersionId: version.id, weight: 5_000, isControl: at === 0 })),
    });
    experiment = await company.call(startExperiment, { id });
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(20_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('say on the first day what they wait for', async () => {
    await page.goto(`${test.address}/experiments/${experiment.id}`);
    await region('Gates').getByText('The smallest variant has 0 of 100 visitors.').waitFor();
    await region('Gates').getByText('How visitors were shared out').click();
    await region('Gates').getByText('Nobody has been assigned yet.').last().waitFor();
    expect(await region(/is the difference from Formal settling/).count()).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it('show after a fortnight what decides, how it came about and what stands in the way', async () => {
    const evidence = evidenceFor(experiment);
    const results: Results = { ...(await company.call(readResults, { id: experiment.id })), analysis: analyse(evidence), epochs: [{ number: 1, startedAt: '2026-11-01T00:00:00.000Z', reason: 'Go', coverage: 10_000, variants: experiment.variants.map(({ id }) => ({ variantId: id, weight: 5_000, assigned: 510, answered: 500 })) }] };
    await page.route(`**/v1/experiments/${experiment.id}/results`, (route) => route.fulfill({ json: results }));
    await page.reload();
    const compared = region('Compared with Formal');
    await compared.getByRole('row').nth(1).getByText('decides', { exact: true }).waitFor();
    await compared.getByText('describes, does not decide').first().waitFor();
    const before = await compared.getByRole('row').count();
    const more = compared.getByRole('button', { name: /^Show .* more measures/ });
    await more.focus();
    await page.keyboard.press('Enter');
    expect([before < MEASURES + 1, await compared.getByRole('row').count()]).toEqual([true, MEASURES + 1]);
    await compared.getByRole('button', { name: 'What is “Mean rating”?' }).focus();
    await page.getByRole('tooltip').getByText('sum of ratings / number of ratings').waitFor();
  });

  it('explain every number in plain words and as a formula when somebody asks', async () => {
    const asked = page.getByText('How this is worked out', { exact: true });
    expect(await asked.count()).toBeGreaterThanOrEqual(8);
    for (const one of await asked.all()) await one.click();
    await region('Gates').getByText('χ² = Σ (assigned − expected)² / expected', { exact: false }).waitFor();
    await region('Compared with Formal').getByText('asymptotic confidence sequence', { exact: false }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('keep what is fine folded, and say beside what is not that somebody must act', async () => {
    const gates = region('Gates');
    await gates.getByText('Act', { exact: true }).first().waitFor();
    await gates.getByText(/^Variants did not meet the same visitors: they differ in their mix of first questions/).waitFor();
    expect(await gates.getByText('It ran for a full week.').isVisible()).toBe(false);
    await gates.getByText(/gates are passed$/).click();
    await gates.getByText('It ran for a full week.').waitFor();
  });

  it('say in which group sharing out goes wrong, the worst first, the others one key away', async () => {
    const gates = region('Gates');
    await gates.locator('summary', { hasText: 'How visitors were shared out' }).click();
    await gates.getByText('Topic “Refunds” was not shared out as the weights say (p < 0.001, adjusted for the number of groups): look there first.').waitFor();
    const groups = gates.getByRole('table', { name: /^By what visitors came with/ });
    await groups.getByRole('row', { name: /^Topic Refunds 40 \(90 expected\) 140 \(90 expected\)/ }).waitFor();
    expect(await groups.getByRole('row').count()).toBe(1 + 6);
    await gates.getByRole('button', { name: 'Show all 7 groups' }).focus();
    await page.keyboard.press('Enter');
    expect(await groups.getByRole('row').count()).toBe(1 + 7);
    await page.setViewportSize({ width: 390, height: 844 });
    // Charts are drawn anew a moment later.
    await untilTrue(page, 'document.documentElement.scrollWidth <= 390');
    expect(await faults()).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('have a table twin of the looks, the bounds of those who did not rate, topics and periods', async () => {
    const looks = region('Mean rating: is the difference from Formal settling?');
    await looks.getByRole('button', { name: /^Table/ }).focus();
    await page.keyboard.press('t');
    expect(await looks.getByRole('row').count()).toBe(3 + 1);
    await page.keyboard.press('t');
    await looks.getByRole('figure', { name: /^Friendly/ }).waitFor();
    await region(/^Can those who rated/).getByText(/not comparable/).waitFor();
    await region(/^Where does it work/).getByText('better here').first().waitFor();
    await region(/^Where does it work/).getByText('The first messages of 12 visitors are still to be read.').waitFor();
    await region(/^Periods/).getByText(/510 assigned, 500 answered/).first().waitFor();
    expect(await faults()).toEqual([]);
  });

  it('tell what the verdict is given on, which a draft may still change', async () => {
    await region('About this experiment').getByText('Guardrail: Failed answers, by 2 points of 100 at most').waitFor();
    await page.goto(`${test.address}/experiments/new`);
    const plan = region('What the verdict is given on');
    await plan.getByRole('button', { name: 'Add a guardrail' }).click();
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await plan.getByText('Give a margin above 0.').waitFor();
    await plan.getByRole('textbox', { name: 'By more than' }).last().fill('3');
    expect(await plan.getByText('Give a margin above 0.').count()).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it('cause no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
