import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { listExperiments, startExperiment } from '#contracts';
import { auditBothLights, openDesk, type WatchedPage } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { says } from './support/scripted-backend.ts';
import { Shop } from './support/shop.ts';
import type { WidgetPage } from './support/widget-page.ts';

/** Two cores of a busy machine: what takes a second alone may take many. */
jest.setTimeout(120_000);

describe('an experiment for some of the visitors', () => {
  let shop: Shop;
  let desk: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    shop = await Shop.open(says('Refunds take five days.'));
    for (const tone of ['Formal.', 'Friendly.']) await shop.company.version('prompt', 'embedded/encoder', { tone });
    desk = await openDesk(shop.browser, shop.test.address, shop.company.cookie, { viewport: { width: 1280, height: 800 } });
    ({ page } = desk);
    page.setDefaultTimeout(60_000);
  });
  afterAll(() => shop.close(), 60_000);

  /** Accessibility faults of the page as it stands, in light and in dark. */
  const faults = (): Promise<string[]> => auditBothLights(page);
  const choose = async (condition: number, label: string, option: string): Promise<void> => {
    await page.getByRole('group', { name: `Condition ${condition}` }).getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  /** A visitor who asks something on a page with this in its script tag. @returns the visitor's tab and the experiment it was assigned to */
  const asked = async (tag: string, language: string, before?: (tab: WidgetPage) => Promise<void>) => {
    const host = await shop.page({ tag });
    const tab = await shop.tab({ locale: language });
    await tab.visit(host.origin);
    await before?.(tab);
    await tab.say('How long does a refund take?');
    const stored = await eventually(() => shop.stored(tab).catch(() => null), (found) => (found?.messages.length ?? 0) > 0);
    await tab.page.context().close();
    return stored;
  };

  it('says in the form what is missing of a condition', async () => {
    await page.goto(`${shop.test.address}/experiments/new`);
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Only Germans with a plan');
    await page.getByRole('combobox', { name: 'Site' }).click();
    await page.getByRole('option', { name: 'Shop', exact: true }).click();
    for (const at of [0, 1]) {
      await page.getByRole('combobox', { name: 'Backend version' }).nth(at).click();
      await page.getByRole('option').nth(at).click();
    }
    await page.getByText('No condition: every visitor takes part.').waitFor();
    for (const [at, kind] of [[1, 'Language'], [2, 'Attribute']] as const) {
      await page.getByRole('button', { name: 'Add a condition' }).click();
      await choose(at, 'What', kind);
    }
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await page.getByText('3 entries above need another look.').waitFor();
    await page.getByText('Give the name of the attribute.').waitFor();
    expect(await faults()).toEqual([]);
  });

  it('is created with its conditions, which its page says in a sentence', async () => {
    const [language, plan] = [1, 2].map((at) => page.getByRole('group', { name: `Condition ${at}` }));
    await language?.getByRole('textbox', { name: 'Value' }).fill('de, fr');
    await plan?.getByRole('textbox', { name: 'Attribute' }).fill('plan');
    await choose(2, 'How', 'is one of');
    await plan?.getByRole('textbox', { name: 'Value' }).fill('pro, team');
    await page.getByRole('button', { name: 'Create as a draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Only Germans with a plan' }).waitFor();
    await page.getByText('Only where the language is de or fr, plan is “pro” or “team”').first().waitFor();
    expect(await faults()).toEqual([]);
    const { items: [experiment] } = await shop.company.call(listExperiments, {});
    expect(experiment?.targeting).toEqual([{ kind: 'locale', values: ['de', 'fr'] }, { kind: 'attribute', name: 'plan', operator: 'one_of', values: ['pro', 'team'] }]);
    await shop.company.call(startExperiment, { id: experiment?.id ?? '' });
  });

  it('assigns visitors whose page says what is asked for, and no others', async () => {
    const pro = `data-duet-attributes='{"plan": "pro", "orders": 3}'`;
    const met = await asked(pro, 'de-AT');
    expect(met).toMatchObject({ conversation: { variantName: expect.stringMatching(/^Variant/) }, arrival: { page: '/', locale: 'de-AT', attributes: { plan: 'pro', orders: 3 } } });
    expect(await asked(pro, 'en-US')).toMatchObject({ conversation: { experimentId: null }, arrival: { locale: 'en-US' } });
    expect(await asked(`data-duet-attributes='{"plan": "free"}'`, 'de-AT')).toMatchObject({ conversation: { experimentId: null } });
    const nonsense = await asked(`data-duet-attributes="plan=pro"`, 'de-AT');
    expect(nonsense).toMatchObject({ conversation: { experimentId: null }, arrival: { attributes: {} } });
  });

  it('assigns visitors of whom the page says it later by its code', async () => {
    const met = await asked('', 'fr', (tab) => tab.page.evaluate(`window.duet.set({ plan: 'team', cart: { total: 3 } })`));
    expect(met).toMatchObject({ conversation: { variantName: expect.stringMatching(/^Variant/) }, arrival: { locale: 'fr', attributes: { plan: 'team' } } });
  });

  it('shows with a conversation what was known of its visitor', async () => {
    await page.goto(`${shop.test.address}/conversations`);
    await page.getByRole('link', { name: 'How long does a refund take?' }).last().click();
    await page.getByText('Austrian German').waitFor();
    await page.getByText('plan: pro, orders: 3').waitFor();
    expect(await faults()).toEqual([]);
  });

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(desk.complaints).toEqual([]);
    expect(shop.complaints.flat()).toEqual([]);
  });
});
