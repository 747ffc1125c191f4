import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createExperiment, planExperiment, readBaselines, readExperiment } from '#contracts';
import { Database } from '#platform';
import { auditBothLights, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { writeHistory, type Visit } from './support/history.ts';
import { startProduct, type TestProduct } from './support/product.ts';

/** Two cores of a busy machine: what takes a second alone may take many. */
jest.setTimeout(120_000);

/** Four weeks of a shop: 600 visitors, a third of whom come twice. */
const visits: Visit[] = Array.from({ length: 600 }, (_, visitor) => Array.from({ length: visitor % 3 === 0 ? 2 : 1 }, (__, nth) => ({
  visitor, daysAgo: 27.5 - ((visitor * 13) % 270) / 10 + nth * 0.4, answers: 2 + (visitor % 3), failures: visitor % 40 === 0 ? 1 : 0, handedOver: visitor % 6 === 0, costMicroUsd: 4_000 + ((visitor * 37) % 50) * 100,
  asked: (visitor + nth) % 5 !== 1, ...((visitor + nth) % 5 !== 1 && visitor % 2 ? { csat: [5, 4, 5, 3, 4, 5, 1, 5][((visitor >> 1) + nth * 3) % 8] ?? 5 } : {}),
}))).flat();

describe('the power page', () => {
  let test: TestProduct;
  let company: Company;
  let siteId: string;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  const faults = (): Promise<string[]> => auditBothLights(page);
  const go = async (path: string): Promise<void> => {
    await page.goto(test.address + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const answer = () => page.getByRole('region', { name: 'What it takes' }).locator('p').first();
  /** The sentence once it is another one. */
  const next = async (before: string): Promise<string> => {
    const another = page.getByRole('region', { name: 'What it takes' }).locator('p').first().and(page.locator('p', { hasNotText: before }));
    await another.waitFor();
    return another.innerText();
  };
  const daysIn = (sentence: string): number => Number(/([\d,]+) days?\./.exec(sentence)?.[1]?.replace(',', ''));

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    ({ id: siteId } = await company.siteAnsweredBy(await company.version('prompt', 'embedded/encoder')));
    await company.version('prompt', 'embedded/encoder', { tone: 'Formal.' });
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(60_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('plans by hand while nobody came yet, and says that nothing was measured', async () => {
    await go('/experiments');
    await page.getByRole('link', { name: 'Plan an experiment' }).click();
    await page.getByText('No conversation in these weeks').waitFor();
    const sentence = await answer().innerText();
    expect(sentence).toMatch(/^You need about [\d,]+ visitors, [\d,]+ days\.$/);
    expect(await page.getByText(/^suggested/).count()).toBe(8);
    const visitors = page.getByRole('textbox', { name: 'Visitors a day' });
    await visitors.fill('5000');
    expect(daysIn(await next(sentence))).toBeLessThan(daysIn(sentence));
    await page.getByRole('button', { name: 'Use 50, as suggested' }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('plans on the last weeks once there are some, as the server computes it', async () => {
    await writeHistory(test.product.app.get(Database), company.session.workspace.id, siteId, visits);
    await go(`/experiments/plan?siteId=${siteId}`);
    await page.getByText('600 visitors with 800 conversations in 28 days.').waitFor();
    const measured = await company.call(readBaselines, { siteId });
    const { level, clusters, resemblance } = measured.measures.csat;
    if (level.kind !== 'measured' || resemblance.kind !== 'correlation' || measured.responseRate.kind !== 'share' || measured.askedShare.kind !== 'share') throw new Error('nothing was measured');
    const plan = await company.call(planExperiment, {
      measure: 'csat', baseline: level.mean, variance: level.variance, difference: 0.2, variants: 2, visitorsADay: measured.visitorsADay ?? 0, returnRate: measured.returnRate ?? 0,
      conversationsPerVisitor: measured.conversationsPerVisitor ?? 1, askedShare: measured.askedShare.share, responseRate: measured.responseRate.share, resemblance: Math.max(0, resemblance.value),
      ...(clusters ? { clusters } : {}),
    });
    await page.getByText(plan.sequential.sentence).waitFor();
    await page.getByText('At any look, and once at the planned end').first().click();
    await page.getByText(plan.hybrid.sentence).waitFor();
    expect(plan.hybrid.visitors).toBeLessThan(plan.sequential.visitors);
    await page.getByText('The chance of a false finding stays at 5 %.', { exact: false }).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('needs fewer days for a larger difference, and says when there is no hope', async () => {
    const difference = page.getByRole('textbox', { name: /^Smallest difference worth knowing/ });
    const before = await answer().innerText();
    await difference.fill('0.4');
    const sooner = await next(before);
    expect(daysIn(sooner)).toBeLessThan(daysIn(before) / 2);
    await difference.fill('0.02');
    expect(await next(sooner)).toContain('more than a year: choose a larger difference or more traffic.');
    await difference.fill('3');
    await page.getByRole('alert').getByText('A mean rating cannot rise above 5: choose a smaller difference.').waitFor();
    expect(await faults()).toEqual([]);
    await difference.fill('0.4');
    await page.getByText(sooner).waitFor();
    // The address says it all: the same page for whoever it is sent to.
    await page.reload();
    await page.getByText(sooner).waitFor();
  });

  it('draws the smallest difference against days, with its table one key away', async () => {
    const chart = page.getByRole('figure', { name: 'Which difference shows after how many days?' });
    await chart.waitFor();
    await chart.locator('.recharts-line').first().waitFor();
    expect(await chart.locator('.recharts-line').count()).toBe(4);
    await page.getByRole('button', { name: 'Table: Which difference shows after how many days?' }).focus();
    await page.keyboard.press('t');
    const rows = page.getByRole('group', { name: 'Which difference shows after how many days?' }).getByRole('row');
    expect(await rows.count()).toBeGreaterThan(20);
    expect(await faults()).toEqual([]);
    await page.keyboard.press('t');
    await chart.waitFor();
  });

  it('plans each other measure in its own unit', async () => {
    for (const [measure, unit] of [['Rated 4 or 5', 'points'], ['Resolved alone', 'points'], ['Handed over', 'points'], ['Failed answers', 'points'], ['Cost of a conversation', 'cents'], ['Cost of a resolved conversation', 'cents'], ['Thumbs up', 'points'], ['Whole answer, p95', 'seconds'], ['First words, p50', 'seconds']] as const) {
      const before = await answer().innerText();
      await page.getByRole('combobox', { name: 'Measure that decides' }).click();
      await page.getByRole('option', { name: measure, exact: true }).click();
      await page.getByText(new RegExp(`^A (rise|fall), in ${unit}`)).waitFor();
      expect(await next(before)).toMatch(/^You need about/);
    }
    expect(await faults()).toEqual([]);
  });

  it('fills a new experiment with the plan', async () => {
    await go(`/experiments/plan?siteId=${siteId}&measure=resolved&variants=3&participation=0.5`);
    const plan = page.getByRole('link', { name: 'Use this plan' });
    await plan.waitFor();
    const units = new URL(await plan.getAttribute('href') ?? '', test.address).searchParams.get('plannedRatings');
    await plan.click();
    await page.getByRole('heading', { level: 1, name: 'Create an experiment' }).waitFor();
    expect((await page.getByRole('textbox', { name: 'Planned sample' }).inputValue()).replace(',', '')).toBe(units);
    expect(await page.getByRole('combobox', { name: 'Backend version' }).count()).toBe(3);
    expect(await page.getByRole('textbox', { name: /take part, in %/ }).inputValue()).toBe('50 %');
  });

  it('plans a draft that waits meanwhile, new or stored', async () => {
    await go('/experiments/new');
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Formal or friendly?');
    await page.getByRole('button', { name: 'Add a variant' }).click();
    await page.getByRole('button', { name: 'Plan it from your own traffic' }).click();
    await page.getByRole('link', { name: 'Use this plan in the draft' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Variants' }).inputValue()).toBe('3');
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Use this plan in the draft' }).click();
    await page.getByRole('textbox', { name: 'Planned sample' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).first().inputValue()).toBe('Formal or friendly?');
    expect(await page.getByRole('textbox', { name: 'Planned sample' }).inputValue()).not.toBe('400');

    const versions = await Promise.all(['A', 'B'].map((tone) => company.version('prompt', 'embedded/encoder', { tone })));
    const { id } = await company.call(createExperiment, {
      siteId, name: 'Stored draft', variants: versions.map((version, at) => ({ name: `V${at}`, backendVersionId: version.id, weight: 5_000, isControl: at === 0 })),
    });
    await go(`/experiments/${id}/edit`);
    await page.getByRole('textbox', { name: 'Hypothesis' }).fill('Typed before the plan.');
    await page.getByRole('button', { name: 'Plan it from your own traffic' }).click();
    const use = page.getByRole('link', { name: 'Use this plan in the draft' });
    await use.waitFor();
    const units = Number(new URL(await use.getAttribute('href') ?? '', test.address).searchParams.get('plannedRatings'));
    await use.click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Stored draft' }).waitFor();
    expect(await company.call(readExperiment, { id })).toMatchObject({ plannedRatings: units, hypothesis: 'Typed before the plan.' });
  });

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
