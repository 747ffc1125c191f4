import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { changeSite, claimConversation, createDataSet, createVersion, readDataSet, readLoop, replyAsAgent } from '#contracts';
import { newId } from '#platform';
import { openBrowser, openDesk } from './support/browser.ts';
import { plainPack, type Company } from './support/company.ts';
import { eventually } from './support/eventually.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor, expectOk } from './support/visitor.ts';

/** Two cores of a busy machine: what takes a moment may take long. */
jest.setTimeout(240_000);
const PATIENCE_MS = 100_000;
const question = 'How long may I keep the tent that I bought?';
/** What the model may know stands in the pack itself. */
const pack = { ...plainPack, useKnowledge: false };

describe('a thumbs-down, on its way to a better answer of a language model', () => {
  let models: ModelServer;
  let test: TestProduct;
  let company: Company;
  let siteId: string;
  let siteKey: string;
  let backendId: string;
  let modelKey: string;

  const asks = async (text: string): Promise<{ visitor: Visitor; id: string; text: string }> => {
    const visitor = await Visitor.open(test.address, siteKey);
    await visitor.start();
    const { replyId } = await visitor.send(text);
    return { visitor, ...await visitor.finished(replyId ?? '', PATIENCE_MS) };
  };
  const journey = async () => (await company.call(readLoop, {})).journeys[0];

  beforeAll(async () => {
    models = await startModelServer({ reply: ({ messages }) => (messages?.some(({ content }) => content.includes('30 days')) ? 'You may keep it for 30 days.' : 'I do not know.') });
    test = await startProduct({ DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' });
    company = await test.company();
    modelKey = (await company.model(models.url)).key;
    const version = await company.version('prompt', modelKey, pack);
    backendId = version.backendId;
    ({ id: siteId, publicKey: siteKey } = await company.siteAnsweredBy(version));
  }, 120_000);
  afterAll(async () => {
    await test.stop();
    await models.stop();
  }, 60_000);

  it('is learnt when an agent answers better and a data set holds that answer', async () => {
    const { visitor, id, text } = await asks(question);
    expect(text).toBe('I do not know.');
    expectOk(await visitor.request('message.rate', { conversationId: visitor.id, messageId: id, thumb: 'down' }));
    expectOk(await visitor.request('conversation.hand-over', { conversationId: visitor.id }));
    await company.call(claimConversation, { id: visitor.id });
    await company.call(replyAsAgent, { id: visitor.id, clientMessageId: newId(), text: 'You may keep every tent for 30 days.' });
    visitor.close();
    expect(await journey()).toMatchObject({ betterAt: expect.any(String), learntAt: null });
    const { id: set } = await company.call(createDataSet, { name: 'What agents said' });
    await eventually(() => company.call(readDataSet, { id: set }), ({ state }) => state === 'done', PATIENCE_MS);
    expect(await journey()).toMatchObject({ learntAt: expect.any(String), versionAt: null, improvedAt: null });
  });

  it('is improved when another visitor asks the same and a version that was saved since answers', async () => {
    (await asks(question)).visitor.close();
    expect((await journey())?.improvedAt).toBeNull();
    const { id } = await company.call(createVersion, { id: backendId, model: modelKey, promptPack: { ...pack, must: ['Goods may be kept for 30 days.'] } });
    await company.call(changeSite, { id: siteId, defaultBackendVersionId: id });
    (await asks('How long may I keep the boat that I rented?')).visitor.close();
    expect((await journey())?.improvedAt).toBeNull();
    const { visitor, text } = await asks('how long may I keep the tent that I bought');
    expect(text).toBe('You may keep it for 30 days.');
    const { improved, journeys: [way] } = await company.call(readLoop, {});
    expect(improved).toMatchObject({ count: 1, of: 1 });
    expect(Math.abs((improved.medianMs ?? 0) - (Date.parse(way?.improvedAt ?? '') - Date.parse(way?.dislikedAt ?? '')))).toBeLessThanOrEqual(1);
    visitor.close();
  });

  it('shows the time on the page', async () => {
    const browser = await openBrowser();
    try {
      const { page, complaints } = await openDesk(browser, test.address, company.cookie);
      await page.goto(`${test.address}/loop`);
      await page.getByText(/^.*\(median; 1 of 1 disliked answer improved so far\)$/).waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
