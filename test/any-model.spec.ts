import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BackendKind, Site } from '#contracts';
import { Database } from '#platform';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor } from './support/visitor.ts';

const kinds = ['prompt', 'fine_tuned', 'hybrid'] as const satisfies readonly BackendKind[];
const ways = ['two variables of the environment', 'the page'] as const;

describe('any server of the OpenAI protocol', () => {
  let model: ModelServer;
  let test: TestProduct;
  const sites = new Map<string, Site>();
  beforeAll(async () => {
    model = await startModelServer({ tokens: 9, firstTokenMs: 20, tokenDelayMs: 30 });
    test = await startProduct({ DUET_MODEL_URL: model.url, DUET_MODEL_NAME: 'whatever-it-is', DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' });
    const { version, model: add, siteAnsweredBy } = await test.company();
    const keys = { [ways[0]]: 'openai/whatever-it-is', [ways[1]]: (await add(model.url, 'by-the-page')).key };
    for (const way of ways) for (const kind of kinds) sites.set(`${way} ${kind}`, await siteAnsweredBy(await version(kind, keys[way])));
  }, 120_000);
  afterAll(async () => {
    await test.stop();
    await model.stop();
  }, 60_000);

  const visitorOf = async (way: string, kind: string): Promise<Visitor> => {
    const visitor = await Visitor.open(test.address, sites.get(`${way} ${kind}`)!.publicKey);
    await visitor.start();
    return visitor;
  };

  describe.each(ways)('set by %s', (way) => {
    it.each(kinds)('streams the answers of a %s backend, and costs what the server says', async (kind) => {
      const visitor = await visitorOf(way, kind);
      const { replyId } = await visitor.send('Where is my parcel?');
      const said = model.words(9);
      await visitor.until(() => visitor.textOf(replyId!) !== '');
      // It is read while the rest is still on its way.
      expect(visitor.textOf(replyId!).length).toBeLessThan(said.length);
      expect(said.startsWith(visitor.textOf(replyId!))).toBe(true);
      expect(await visitor.finished(replyId!)).toMatchObject({ state: 'complete', text: said });
      visitor.close();
      const { session } = await test.company();
      const [row] = await test.product.app.get(Database).inWorkspace(session.workspace.id, (tx) =>
        tx.query<object[]>('select input_tokens, output_tokens, served_engine from message where workspace_id = $1 and id = $2', [session.workspace.id, replyId]));
      expect(row).toEqual({ input_tokens: 7, output_tokens: 9, served_engine: 'language_model' });
      expect(model.requests.at(-1)!.body.model).toBe(way === ways[0] ? 'whatever-it-is' : 'by-the-page');
    });

    it.each(kinds)('is left in the middle of an answer of a %s backend when its visitor stops it', async (kind) => {
      model.behave({ tokens: 10_000 });
      const visitor = await visitorOf(way, kind);
      const { replyId } = await visitor.send('Where is my parcel?');
      await visitor.until(() => visitor.textOf(replyId!) !== '');
      const left = model.abandonment();
      await visitor.request('message.stop', { conversationId: visitor.id, messageId: replyId! });
      await left;
      expect(await visitor.finished(replyId!)).toMatchObject({ state: 'cancelled' });
      visitor.close();
    });
  });

  it('is told apart from our own part of the time, by the piece', async () => {
    const text = await (await fetch(`${test.address}/metrics`)).text();
    const counted = (part: string): number => Number(new RegExp(`duet_overhead_seconds_count\\{part="${part}"\\} (\\d+)`).exec(text)?.[1]);
    const turns = 2 * ways.length * kinds.length;
    expect(['accept', 'asked', 'sent', 'first_frame'].map(counted)).toEqual([turns, turns, turns, turns]);
    expect(counted('relay')).toBeGreaterThan(turns);
  });
});
