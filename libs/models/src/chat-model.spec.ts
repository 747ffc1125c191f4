import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startModelServer, type Behaviour, type ModelServer } from '../../../test/support/model-server.ts';
import type { ChatModel, ChatRequest, ModelEvent } from './chat-model.ts';
import { openModel } from './hosted-models.ts';
import { ModelFailed } from './model-failed.ts';

const prices = { inputPrice: 1, outputPrice: 2, hourlyPrice: 0 };
const open = (provider: 'openai' | 'ollama' | 'langchain', name: string, baseUrl: string, privateAllowed = true) =>
  openModel({ key: `${provider}/${name}`, provider, name, baseUrl, apiKey: 'sk-local-test-key', prices, privateAllowed });
const limits: ChatRequest['limits'] = { connectMs: 2_000, firstTokenMs: 10_000, idleMs: 10_000, totalMs: 20_000 };
const request = (changed: Partial<ChatRequest['limits']> = {}): ChatRequest => ({
  messages: [{ role: 'system', content: 'Be brief. {not a variable}' }, { role: 'user', content: 'Where is my parcel?' }],
  maxTokens: 100, temperature: 0, limits: { ...limits, ...changed },
});
const never = new AbortController().signal;

async function listen(model: ChatModel, asked = request(), signal = never): Promise<{ events: ModelEvent[]; text: string; failure: ModelFailed | undefined }> {
  const events: ModelEvent[] = [];
  let failure: ModelFailed | undefined;
  try {
    for await (const event of model.stream(asked, signal)) events.push(event);
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    failure = error;
  }
  return { events, text: events.map((event) => (event.type === 'delta' ? event.text : '')).join(''), failure };
}

const ways: [string, (server: ModelServer) => ReturnType<typeof open>][] = [
  ['our own client of the OpenAI protocol', (server) => open('openai', 'local', server.url)],
  ["LangChain's client of the OpenAI protocol", (server) => open('langchain', 'openai:local', server.url)],
  ["LangChain's client of Ollama", (server) => open('ollama', 'local', server.origin)],
];

describe.each(ways)('a language model by %s', (way, connect) => {
  let server: ModelServer;
  let model: ChatModel;
  let close: () => Promise<void>;
  beforeAll(async () => {
    server = await startModelServer({ tokens: 5 });
    ({ chat: model, close } = connect(server));
    // LangChain is loaded by the first question; that is not what the tests below are about.
    await listen(model);
  }, 60_000);
  afterAll(async () => {
    await close();
    await server.stop();
  });
  const asked = async (behaviour: Behaviour, ...more: Behaviour[]) => {
    const before = server.requests.length;
    server.behave(behaviour, ...more);
    return { before, sent: () => server.requests.length - before };
  };

  it('tells start, pieces, usage and end, in this order', async () => {
    const { events, text, failure } = await listen(model);
    expect(failure).toBeUndefined();
    expect(text).toBe(server.words(5));
    expect(events.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1])).toEqual(['start', 'delta', 'usage', 'end']);
    expect(events.at(-2)).toEqual({ type: 'usage', inputTokens: 7, outputTokens: 5, source: 'provider' });
    expect(events.at(-1)).toEqual({ type: 'end', finishReason: 'stop' });
    expect(server.requests.at(-1)!.body.messages).toEqual(request().messages);
  });

  it('keeps characters whole that arrive in parts', async () => {
    const said = 'Größe: 👩‍👩‍👧 – 東京 ✓';
    server.behave({ text: said, byteByByte: true });
    expect((await listen(model)).text).toBe(said);
  });

  it('estimates usage that is not told', async () => {
    server.behave({ noUsage: true });
    const { events } = await listen(model);
    expect(events.at(-2)).toMatchObject({ type: 'usage', source: 'estimated', outputTokens: Math.ceil(server.words(5).length / 3.6) });
  });

  it('waits for a slow first piece within its deadline, and no longer', async () => {
    server.behave({ firstTokenMs: 60 });
    expect((await listen(model)).text).toBe(server.words(5));
    server.behave({ firstTokenMs: 60_000 });
    expect((await listen(model, request({ firstTokenMs: 80 }))).failure).toMatchObject({ code: 'timeout', retryable: true });
  });

  it('gives up on a stream that stalls, and tells what it cost', async () => {
    server.behave({ stallAfter: 3 });
    const { text, failure } = await listen(model, request({ idleMs: 80 }));
    expect(text).toBe(server.words(3));
    expect(failure).toMatchObject({ code: 'stalled', usage: { source: 'estimated' } });
  });

  it('bounds an answer that never ends', async () => {
    server.behave({ tokens: 100_000, tokenDelayMs: 5 });
    expect((await listen(model, request({ totalMs: 150 }))).failure).toMatchObject({ code: 'timeout' });
  });

  it('does not splice a second answer to one that was cut', async () => {
    const { sent } = await asked({ cutAfter: 2 });
    const { text, failure } = await listen(model);
    expect(text).toBe(server.words(2));
    expect(failure).toMatchObject({ code: 'network' });
    expect(sent()).toBe(1);
  });

  it('asks once more when the connection drops before the first piece', async () => {
    const { sent } = await asked({ cutAfter: 0 });
    expect((await listen(model)).text).toBe(server.words(5));
    expect(sent()).toBe(2);
  });

  it('takes an end without its mark for a failure', async () => {
    server.behave({ unfinishedAfter: 3 });
    expect((await listen(model)).failure).toMatchObject({ code: 'network' });
  });

  it.each([[429, 'rate'], [500, 'capacity'], [503, 'capacity']])('asks once more after %i, and then tells %s', async (status, code) => {
    const refuse = { status };
    const once = await asked({ refuse });
    expect((await listen(model)).text).toBe(server.words(5));
    expect(once.sent()).toBe(2);
    const twice = await asked({ refuse }, { refuse });
    expect((await listen(model)).failure).toMatchObject({ code, retryable: true });
    expect(twice.sent()).toBe(2);
  });

  it.each([[401, 'auth'], [404, 'bad_response'], [400, 'bad_response']])('does not repeat what was refused with %i', async (status, code) => {
    const { sent } = await asked({ refuse: { status } });
    expect((await listen(model)).failure).toMatchObject({ code, retryable: false });
    expect(sent()).toBe(1);
  });

  /** From the word to stop to the provider's end of the connection, in milliseconds. */
  const leavingMs = async (): Promise<number> => {
    server.behave({ hang: true });
    const stop = new AbortController();
    const received = server.requests.length;
    const answer = listen(model, request(), stop.signal);
    while (server.requests.length === received) await new Promise(setImmediate);
    const left = server.abandonment();
    const begun = performance.now();
    stop.abort();
    expect((await answer).failure).toMatchObject({ code: 'cancelled' });
    await left;
    return performance.now() - begun;
  };

  it('leaves a hanging provider within 250 ms when told to stop', async () => {
    // A busy machine may hold up any one of them; a deadline of our own would hold up all.
    const took: number[] = [];
    while (took.length < 5) took.push(await leavingMs());
    expect(Math.min(...took)).toBeLessThan(250);
  });

  it('leaves in the middle of an answer when its reader does', async () => {
    server.behave({ tokens: 10_000, tokenDelayMs: 5 });
    const left = server.abandonment();
    for await (const event of model.stream(request(), never)) if (event.type === 'delta') break;
    await left;
  });

  // Ollama's client skips such lines, and says nothing of waits.
  if (!way.includes('Ollama')) {
    it('fails on a piece that cannot be read', async () => {
      server.behave({ malformedAfter: 2 });
      const { text, failure } = await listen(model);
      expect(text).toBe(server.words(2));
      expect(failure?.code).toBe('bad_response');
    });

    it('obeys a wait that fits, and does not wait in vain', async () => {
      const fits = await asked({ refuse: { status: 429, retryAfter: '0' } });
      expect((await listen(model)).text).toBe(server.words(5));
      expect(fits.sent()).toBe(2);
      const tooLong = await asked({ refuse: { status: 429, retryAfter: '3600' } });
      expect((await listen(model)).failure).toMatchObject({ code: 'rate', retryAfterMs: 3_600_000 });
      expect(tooLong.sent()).toBe(1);
    });

    it('sends its key to its own server only', async () => {
      await listen(model);
      expect(server.requests.at(-1)!.authorization).toBe('Bearer sk-local-test-key');
    });
  }

  it('caps an answer at 16,000 characters', async () => {
    server.behave({ text: '👍'.repeat(17_000) });
    const { text, events } = await listen(model);
    expect([...text]).toHaveLength(16_000);
    expect(events.at(-1)).toEqual({ type: 'end', finishReason: 'length' });
  });
});

describe('a model at a private address', () => {
  it.each([['openai', 'local'], ['langchain', 'openai:local'], ['ollama', 'local']] as const)('is not reached by %s/%s unless that is allowed', async (provider, name) => {
    const server = await startModelServer();
    for (const baseUrl of [server.url, server.url.replace('127.0.0.1', 'localhost')]) {
      const { chat, close } = open(provider, name, baseUrl, false);
      expect((await listen(chat)).failure).toMatchObject({ code: 'network', retryable: false });
      await close();
    }
    expect(server.requests).toEqual([]);
    await server.stop();
  });
});
