import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PreviewEvent, type BackendVersion } from '#contracts';
import type { Company } from './support/company.ts';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';

describe('a preview as a stream', () => {
  let test: TestProduct;
  let company: Company;
  let model: ModelServer;
  let version: BackendVersion;

  beforeAll(async () => {
    [test, model] = [await startProduct(), await startModelServer({ tokens: 12, tokenDelayMs: 60 })];
    company = await test.company();
    version = await company.version('fine_tuned', (await company.model(model.url)).key);
  }, 120_000);
  afterAll(() => Promise.all([model.stop(), test.stop()]));

  const ask = (body: object, signal?: AbortSignal) => fetch(`${test.address}/v1/previews`, {
    method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${company.apiKey}` }, body: JSON.stringify(body), ...(signal && { signal }),
  });
  const eventsIn = (stream: string): PreviewEvent[] => stream.trim().split('\n\n').map((block) => PreviewEvent.parse(JSON.parse(block.slice('data: '.length))));

  it('says each piece when it comes, and at last the whole with what it took', async () => {
    const reply = await ask({ backendVersionId: version.id, text: 'Where is my parcel?' });
    expect([reply.status, reply.headers.get('content-type'), reply.headers.get('cache-control')]).toEqual([200, 'text/event-stream', 'no-store']);
    const came: number[] = [];
    let stream = '';
    for await (const bytes of reply.body as unknown as AsyncIterable<Uint8Array>) {
      came.push(performance.now());
      stream += Buffer.from(bytes).toString();
    }
    const events = eventsIn(stream);
    const pieces = events.flatMap((event) => (event.type === 'delta' ? [event.text] : []));
    expect(pieces.length).toBeGreaterThan(3);
    expect(came.at(-1)! - came[0]!).toBeGreaterThan(300);
    const last = events.at(-1)!;
    expect(last).toMatchObject({ type: 'answered', preview: { traffic: 'preview', backendVersionId: version.id, text: model.words(12), result: 'answered', outputTokens: 12 } });
    expect(pieces.join('')).toBe(model.words(12));
  });

  it('refuses what cannot be asked as every request does', async () => {
    const reply = await ask({ backendVersionId: company.session.workspace.id, text: 'Hello?' });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(await reply.json()).toMatchObject({ code: 'not_found' });
  });

  it('tells of a model that fails in the whole answer, with what was said until then', async () => {
    model.behave({ cutAfter: 4 });
    const events = eventsIn(await (await ask({ backendVersionId: version.id, text: 'Where is my parcel?' })).text());
    expect(events.at(-1)).toMatchObject({ type: 'answered', preview: { result: 'failed', errorCode: 'network', text: model.words(4) } });
  });

  it('stops the model when its reader leaves', async () => {
    const left = new AbortController();
    model.behave({ tokens: 500, tokenDelayMs: 50 });
    const reply = await ask({ backendVersionId: version.id, text: 'Tell me everything' }, left.signal);
    const abandoned = model.abandonment();
    await reply.body!.getReader().read();
    left.abort();
    await abandoned;
  });
});
