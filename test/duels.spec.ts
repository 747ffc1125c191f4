import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { listDuels } from '#contracts';
import { auditBothLights, openBrowser, openDesk, type WatchedPage } from './support/browser.ts';
import type { Company } from './support/company.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor, expectOk } from './support/visitor.ts';

/** Two cores of a busy machine: what takes a second alone may take many. */
jest.setTimeout(120_000);

const warm = 'I am sorry about that. A new strap is on its way.';
const brief = 'Send us a photo, please.';

describe('an agent who has two drafts suggested', () => {
  let test: TestProduct;
  let company: Company;
  let models: { warm: ModelServer; brief: ModelServer };
  let siteKey: string;
  let visitor: Visitor;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  const reply = () => page.getByRole('textbox', { name: 'Your reply' });
  const drafts = () => page.getByRole('region', { name: 'Two drafts' });
  const ask = () => page.getByRole('button', { name: 'Suggest two drafts' });
  const faults = (): Promise<string[]> => auditBothLights(page);
  /** A visitor who asks for a person, and the agent who takes over. */
  const takeOver = async (question: string): Promise<void> => {
    visitor = await Visitor.open(test.address, siteKey);
    const { id } = await visitor.start();
    await visitor.ask(question);
    expectOk(await visitor.request('conversation.hand-over', { conversationId: id }));
    await page.goto(`${test.address}/inbox/${id}`);
    await page.getByRole('button', { name: 'Take over' }).click();
    await reply().waitFor();
  };

  beforeAll(async () => {
    [test, browser] = [await startProduct(), await openBrowser()];
    models = { warm: await startModelServer({ text: warm }), brief: await startModelServer({ text: brief }) };
    company = await test.company();
    const first = await company.version('prompt', (await company.model(models.warm.url, 'warm')).key);
    ({ publicKey: siteKey } = await company.siteAnsweredBy(first));
    watched = await openDesk(browser, test.address, company.cookie, { viewport: { width: 1280, height: 800 } });
    ({ page } = watched);
    page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    visitor.close();
    await browser.close();
    await Promise.all([test.stop(), models.warm.stop(), models.brief.stop()]);
  }, 60_000);

  it('is told why there are none while only one backend can answer', async () => {
    await takeOver('My pannier came with a torn strap');
    await ask().and(page.locator('[aria-disabled=true]')).waitFor();
    await reply().press('Tab');
    await page.getByRole('tooltip').getByText('Two drafts need two backends').waitFor();
    expect(await faults()).toEqual([]);
    await company.version('fine_tuned', (await company.model(models.brief.url, 'brief')).key);
    await page.reload();
    await ask().and(page.locator('[aria-disabled=false]')).waitFor();
  });

  it('waits for both, can cancel, and nothing of it is kept', async () => {
    models.brief.behave({ hang: true });
    await page.locator('body').press('d');
    await page.getByText('Two versions are writing a draft each').waitFor();
    expect(await faults()).toEqual([]);
    const left = models.brief.abandonment();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await left;
    await page.getByText('Two versions are writing a draft each').waitFor({ state: 'hidden' });
    expect((await company.call(listDuels, {})).items).toEqual([]);
  });

  it('sees both without a name, chooses by keyboard, and finds the draft in the reply, unsent', async () => {
    await reply().fill('Hello.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await drafts().waitFor();
    expect(await drafts().innerText()).toContain(warm);
    expect(await drafts().innerText()).toContain(brief);
    expect(await page.locator('body').innerText()).not.toMatch(/on openai\/(warm|brief)|version 1/);
    expect(await faults()).toEqual([]);
    const right = (await page.getByRole('region', { name: 'Right' }).innerText()).includes(warm) ? warm : brief;
    await page.keyboard.press('2');
    await page.getByText('You chose the right draft.').waitFor();
    expect(await reply().inputValue()).toBe(`Hello.\n\n${right}`);
    expect(await page.evaluate(`document.activeElement?.getAttribute('aria-label')`)).toBe('Your reply');
    for (const name of ['prompt on openai/warm, version 1', 'fine_tuned on openai/brief, version 1']) await page.getByText(name).waitFor();
    expect(await faults()).toEqual([]);
    expect(visitor.transcript().at(-1)).toBe('Olga Owner joined the conversation.');
  });

  it('can take it out again, as long as nothing was changed in it', async () => {
    const undo = page.getByRole('button', { name: 'Take it out' });
    await undo.click();
    expect(await reply().inputValue()).toBe('Hello.');
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    await ask().click();
    await drafts().getByRole('button', { name: 'Equally good' }).click();
    await undo.waitFor();
    await reply().press('End');
    await reply().pressSequentially(' Olga here.');
    await undo.waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await visitor.until(() => visitor.transcript().some((text) => text.endsWith('Olga here.')));
    const { items: [duel] } = await company.call(listDuels, {});
    expect(duel).toMatchObject({ result: 'tie', sentText: `Hello.\n\n${duel?.left.text} Olga here.` });
  });

  it('is shown once what both say alike, with the newest words of the talk still in sight', async () => {
    visitor.close();
    await takeOver('The bell does not ring');
    models.brief.behave({ text: warm });
    await ask().click();
    await page.getByText('Both versions say the same.').waitFor();
    expect(await drafts().getByText(warm).count()).toBe(1);
    expect(await drafts().getByRole('button').allInnerTexts()).toEqual([expect.stringMatching(/^Use it/), expect.stringMatching(/^It is bad/), 'Put the drafts aside']);
    const below = `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector('[role=log]'))`;
    expect(await page.evaluate<number>(below)).toBeLessThan(2);
    expect(await faults()).toEqual([]);
    await page.keyboard.press('1');
    await page.getByText('Equally good: both say the same.').waitFor();
    expect(await reply().inputValue()).toBe(warm);
  });

  it('finds drafts again that wait for a choice, and is told what a version did instead of one', async () => {
    visitor.close();
    models.brief.behave({ refuse: { status: 401 } });
    await takeOver('The pump lacks a hose');
    await ask().click();
    await page.getByText('One draft is here. The other version gave none.').waitFor();
    await drafts().getByText('No draft: its model refused our key.').waitFor();
    expect(await drafts().getByRole('button', { name: 'Equally good' }).count()).toBe(0);
    await drafts().getByRole('button', { name: 'Put the drafts aside' }).click();
    await ask().click();
    await page.getByText('Two drafts are here. Which is better?').waitFor();
    await page.reload();
    await page.getByText('Two drafts are here. Which is better?').waitFor();
    await page.keyboard.press('4');
    await page.getByText('Both bad, you said.').waitFor();
    expect(await reply().inputValue()).toBe('');
  });

  it('caused no script error, no policy violation and no request to another host', () => {
    expect(watched.complaints).toEqual([]);
  });
});
