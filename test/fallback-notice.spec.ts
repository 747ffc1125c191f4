import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { changeSite, createExperiment, type BackendVersion, type Site } from '#contracts';
import { auditBothLights, auditBothWidths, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startProduct, type TestProduct } from './support/product.ts';

jest.setTimeout(120_000);

describe('an experiment in which another engine may answer', () => {
  let test: TestProduct;
  let browser: Browser;
  let company: Company;
  let watched: WatchedPage;
  let page: Page;
  let versions: [builtIn: BackendVersion, remote: BackendVersion];
  let site: Site;

  const notice = () => page.getByText(/^Nobody can stand in on Shop: its default version does not run on the built-in engine/);
  const answering = ({ id }: BackendVersion) => company.call(changeSite, { id: site.id, defaultBackendVersionId: id });

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    company = await test.company();
    const { key } = await company.model('http://127.0.0.1:9/v1');
    versions = [await company.version('prompt', 'embedded/encoder'), await company.version('fine_tuned', key)];
    site = await company.siteAnsweredBy(versions[1]);
    watched = await openDesk(browser, test.address, company.cookie);
    ({ page } = watched);
    page.setDefaultTimeout(20_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  }, 60_000);

  it('says in the form, once that is allowed, that the default of the site cannot', async () => {
    await page.goto(`${test.address}/experiments/new`);
    const allow = page.getByRole('switch', { name: /^Let another engine answer/ });
    await allow.waitFor();
    expect(await notice().count()).toBe(0);
    await allow.check({ force: true });
    await page.getByRole('combobox', { name: 'Site' }).click();
    await page.getByRole('option', { name: 'Shop' }).click();
    await notice().waitFor();
    expect(await notice().getByRole('link').getAttribute('href')).toBe(`/settings/sites/${site.id}`);
    await page.getByRole('radio', { name: 'Each conversation' }).check({ force: true });
    await page.getByText('Visitors will meet several variants').waitFor();
    expect(await auditBothLights(page)).toEqual([]);
    expect(await auditBothWidths(page)).toEqual([]);
  });

  it('says it before the start too, and no longer where the default can', async () => {
    const variants = versions.map(({ id }, at) => ({ name: `Variant ${at + 1}`, backendVersionId: id, weight: 5_000, isControl: at === 0 }));
    const { id } = await company.call(createExperiment, { siteId: site.id, name: 'With a net', crossEngineFallback: true, variants });
    const start = `${test.address}/experiments/${id}?step=start`;
    await page.goto(start);
    await notice().waitFor();
    expect(await auditBothWidths(page)).toEqual([]);
    await answering(versions[0]);
    // Read by the notice as well: once they are there, it would be too.
    const read = Promise.all(['/v1/sites', '/versions'].map((ending) => page.waitForResponse((reply) => new URL(reply.url()).pathname.endsWith(ending))));
    await page.goto(start);
    await read;
    await page.getByRole('dialog').getByText(/New visitors will be assigned/).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await notice().count()).toBe(0);
  });

  it('causes no script error and no policy violation', () => {
    expect(watched.complaints).toEqual([]);
  });
});
