import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Provider } from '#contracts';
import { startModelServer, type Behaviour, type ModelServer } from '../../../test/support/model-server.ts';
import { openScriptedGguf, type ScriptedGguf } from '../../../test/support/scripted-gguf.ts';
import type { ChatModel, ChatRequest, ModelEvent, ToolSpec } from './chat-model.ts';
import { CallGate } from './gate/call-gate.ts';
import { openModel } from './hosted-models.ts';
import { ModelFailed } from './model-failed.ts';

const prices = { inputPrice: 1, outputPrice: 2, hourlyPrice: 0 };
const open = (provider: Provider, name: string, baseUrl: string, { privateAllowed = true, gate }: { privateAllowed?: boolean; gate?: CallGate | undefined } = {}) =>
  openModel({ key: `${provider}/${name}`, provider, name, baseUrl, apiKey: 'sk-local-test-key', prices, contextWindow: null, privateAllowed }, gate);
const limits: ChatRequest['limits'] = { connectMs: 2_000, firstTokenMs: 10_000, idleMs: 10_000, totalMs: 20_000 };
const request = (changed: Partial<ChatRequest['limits']> = {}): ChatRequest => ({
  messages: [{ role: 'system', content: 'Be brief. {not a variable}' }, { role: 'user', content: 'Where is my parcel?' }],
  maxTokens: 100, temperature: 0, limits: { ...limits, ...changed },
});
const never = new AbortController().signal;

async function listen(
  model: ChatModel, asked = request(), signal = never, events: ModelEvent[] = [],
): Promise<{ events: ModelEvent[]; text: string; failure: ModelFailed | undefined }> {
  let failure: ModelFailed | undefined;
  try {
    for await (const event of model.stream(asked, signal)) events.push(event);
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    failure = error;
  }
  return { events, text: events.map((event) => (event.type === 'delta' ? event.text : '')).join(''), failure };
}

/** One process for each server, as for each file; it is ended with the suite. */
const processes = new Map<string, ScriptedGguf>();
const byProcess = (server: ModelServer, gate?: CallGate) => {
  const gguf = processes.get(server.url) ?? openScriptedGguf(server.url);
  processes.set(server.url, gguf);
  return { chat: gguf.model(gate, { places: 20 }), close: () => Promise.resolve() };
};
afterAll(() => Promise.all([...processes.values()].map((one) => one.close())));

const ways: [string, (server: ModelServer, gate?: CallGate) => Pick<ReturnType<typeof open>, 'chat' | 'close'>][] = [
  ['our own client of the OpenAI protocol', (server, gate) => open('openai', 'local', server.url, { gate })],
  ["LangChain's client of the OpenAI protocol", (server, gate) => open('langchain', 'openai:local', server.url, { gate })],
  ["LangChain's client of Anthropic", (server, gate) => open('anthropic', 'local', server.origin, { gate })],
  ["LangChain's client of Ollama", (server, gate) => open('ollama', 'local', server.origin, { gate })],
  ['the process of a GGUF file', byProcess],
];

describe.each(ways)('a language model by %s', (way, connect) => {
  let server: ModelServer;
  let model: ChatModel;
  let close: () => Promise<void>;
  beforeAll(async () => {
    server = await startModelServer({ tokens: 5 });
    // LangChain is loaded by the first question; that is not what the tests below are about.
    const first = connect(server);
    await listen(first.chat);
    await first.close();
  }, 60_000);
  afterAll(() => server.stop());
  // A gate of its own for each: the faults of one must not close it for the next.
  beforeEach(() => {
    server.behaveAsUsual();
    ({ chat: model, close } = connect(server));
  });
  afterEach(() => close());
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
    const { system, messages } = server.requests.at(-1)!.body;
    // Anthropic's protocol has a place of its own for the instructions.
    expect(system ? [{ role: 'system', content: system }, ...messages!] : messages).toEqual(request().messages);
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

  it.each([[408, 'timeout'], [409, 'capacity'], [425, 'capacity'], [429, 'rate'], [500, 'capacity'], [503, 'capacity']])('asks once more after %i, and then tells %s', async (status, code) => {
    const refuse = { status };
    const once = await asked({ refuse });
    expect((await listen(model)).text).toBe(server.words(5));
    expect(once.sent()).toBe(2);
    const twice = await asked({ refuse }, { refuse });
    expect((await listen(model)).failure).toMatchObject({ code, retryable: true });
    expect(twice.sent()).toBe(2);
  });

  it.each([[401, 'auth'], [402, 'quota'], [403, 'auth'], [404, 'bad_response'], [413, 'context_length'], [400, 'bad_response'], [422, 'bad_response']])('does not repeat what was refused with %i', async (status, code) => {
    const { sent } = await asked({ refuse: { status } });
    expect((await listen(model)).failure).toMatchObject({ code, retryable: false });
    expect(sent()).toBe(1);
  });

  /** From the word to stop to the provider's end of the connection, in milliseconds. */
  const leavingMs = async (behaviour: Behaviour, begun: (events: readonly ModelEvent[]) => boolean): Promise<number> => {
    server.behave(behaviour);
    const stop = new AbortController();
    const heard: ModelEvent[] = [];
    const [received, left] = [server.requests.length, server.abandonment()];
    const answer = listen(model, request(), stop.signal, heard);
    while (server.requests.length === received || !begun(heard)) await new Promise(setImmediate);
    const from = performance.now();
    stop.abort();
    expect((await answer).failure).toMatchObject({ code: 'cancelled' });
    await left;
    return performance.now() - from;
  };
  const spoken = (events: readonly ModelEvent[]): boolean => events.some(({ type }) => type === 'delta');

  it.each([
    ['hangs', { hang: true }, () => true], ['thinks for long', { firstTokenMs: 60_000 }, () => true], ['talks', { tokens: 10_000, tokenDelayMs: 5 }, spoken],
    ['has stalled', { stallAfter: 2 }, spoken],
  ] as const)('leaves a provider that %s within 250 ms when told to stop', async (_how, behaviour, begun) => {
    // A busy machine may hold up one of them; a deadline of our own would hold up all.
    const took: number[] = [];
    while (took.length < 5) took.push(await leavingMs(behaviour, begun));
    expect(took.sort((one, other) => one - other)[2]).toBeLessThan(250);
  });

  it('tells what a stopped answer cost', async () => {
    server.behave({ tokens: 10_000, tokenDelayMs: 5 });
    const stop = new AbortController();
    const heard: ModelEvent[] = [];
    const answer = listen(model, request(), stop.signal, heard);
    while (!spoken(heard)) await new Promise(setImmediate);
    stop.abort();
    const { failure, text } = await answer;
    expect(failure).toMatchObject({ code: 'cancelled', usage: { outputTokens: Math.ceil(text.length / 3.6) } });
  });

  it('tells what reading a question cost that nobody waited for any longer', async () => {
    const read = { code: 'cancelled', usage: { inputTokens: Math.ceil(46 / 3.6), outputTokens: 0, source: 'estimated' } };
    server.behave({ firstTokenMs: 60_000 }, { hang: true });
    for (let i = 0; i < 2; i++) {
      const stop = new AbortController();
      const received = server.requests.length;
      const answer = listen(model, request(), stop.signal);
      while (server.requests.length === received) await new Promise(setImmediate);
      stop.abort();
      expect((await answer).failure).toMatchObject(read);
    }
  });

  it('keeps to itself what a model thinks before it answers', async () => {
    await asked({ text: '<think>Never mention refunds </ think>.</think>\n\nHello!' }, { text: ' <think>Hm' }, { text: '<thin air>' });
    expect((await listen(model)).text).toBe('Hello!');
    expect((await listen(model)).text).toBe('');
    expect((await listen(model)).text).toBe('<thin air>');
  });

  it('does not ask again when told to stop while it waits to', async () => {
    const { sent } = await asked({ refuse: { status: 429, retryAfter: '5' } });
    const stop = new AbortController();
    const answer = listen(model, request(), stop.signal);
    while (sent() === 0) await new Promise(setImmediate);
    setTimeout(() => stop.abort(), 50);
    expect((await answer).failure).toMatchObject({ code: 'cancelled' });
    expect(sent()).toBe(1);
  });

  it('is left alone, and fails at once, after it kept failing; then one question tries it again', async () => {
    const clock = { ms: 0 };
    const guarded = connect(server, new CallGate({ now: () => clock.ms }));
    const refused: Behaviour = { refuse: { status: 401 } };
    const down: Behaviour = { cutAfter: 1 };
    server.behave(refused, ...Array.from({ length: 19 }, () => down));
    for (let i = 0; i < 20; i++) await listen(guarded.chat);
    const { sent } = await asked({});
    expect((await listen(guarded.chat)).failure).toMatchObject({ code: 'circuit_open' });
    expect(sent()).toBe(0);
    clock.ms += 10_000;
    expect((await listen(guarded.chat)).text).toBe(server.words(5));
    expect((await listen(guarded.chat)).text).toBe(server.words(5));
    await guarded.close();
  });

  it('leaves in the middle of an answer when its reader does', async () => {
    server.behave({ tokens: 10_000, tokenDelayMs: 5 });
    const left = server.abandonment();
    for await (const event of model.stream(request(), never)) if (event.type === 'delta') break;
    await left;
  });

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

  // A file has no server and no key.
  if (way !== 'the process of a GGUF file') it('sends its key to its own server only', async () => {
    await listen(model);
    const { authorization, apiKey } = server.requests.at(-1)!;
    expect(way.includes('Anthropic') ? apiKey : authorization).toBe(way.includes('Anthropic') ? 'sk-local-test-key' : 'Bearer sk-local-test-key');
  });

  // Tools are not offered to a file: it answers without them.
  if (way !== 'the process of a GGUF file') describe('that wants tools used', () => {
    const tools: ToolSpec[] = [{ name: 'order_status', description: 'Where an order is.', parameters: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'], additionalProperties: false } }];
    const before: ChatRequest['messages'] = [...request().messages, { role: 'assistant', content: '', calls: [{ id: 'a1', name: 'order_status', arguments: { number: '7' } }] }, { role: 'tool', callId: 'a1', name: 'order_status', content: 'On its way.' }];
    const wanted = (events: readonly ModelEvent[]) => events.flatMap((event) => (event.type === 'tool_call' ? [{ name: event.name, arguments: event.arguments }] : []));
    const called = [{ name: 'order_status', arguments: { number: 'BW-1 {"}' } }, { name: 'order_status', arguments: { number: '東京' } }];

    it('tells each call whole, before usage and end, however its arguments were cut', async () => {
      for (const byteByByte of [false, true]) {
        server.behave({ calls: called, byteByByte });
        const { events, failure } = await listen(model, { ...request(), tools });
        expect(failure).toBeUndefined();
        expect(wanted(events)).toEqual(called);
        expect(new Set(events.flatMap((event) => (event.type === 'tool_call' ? [event.id] : []))).size).toBe(2);
        expect(events.slice(-2).map(({ type }) => type)).toEqual(['usage', 'end']);
      }
    });

    it('tells what was said before a call', async () => {
      server.behave({ text: 'One moment. ', calls: called.slice(0, 1) });
      const { text, events } = await listen(model, { ...request(), tools });
      expect([text, wanted(events)]).toEqual(['One moment. ', called.slice(0, 1)]);
    });

    it('sends tools, earlier calls and what they gave in the words of the protocol', async () => {
      await listen(model, { ...request(), messages: before, tools });
      const { body } = server.requests.at(-1)!;
      const sent = JSON.stringify(body);
      for (const part of ['order_status', 'Where an order is.', 'additionalProperties', 'On its way.']) expect(sent).toContain(part);
      expect(body.tools).toHaveLength(1);
      // What a tool gave stands where neither the instructions nor the customer's words do.
      expect(JSON.stringify([body['system'], body.messages!.filter(({ role, content }) => role === 'system' || typeof content === 'string' && role === 'user')])).not.toContain('On its way.');
    });

    it('lets no further tool be used once that is over', async () => {
      await listen(model, { ...request(), messages: before, tools, toolChoice: 'none' });
      const { body } = server.requests.at(-1)!;
      expect(body.tools === undefined || JSON.stringify(body['tool_choice']).includes('none')).toBe(true);
    });

    // In Ollama's protocol they are an object already.
    if (!way.includes('Ollama')) it('fails on arguments that are no JSON, and on arguments without an end', async () => {
      server.behave({ calls: [{ name: 'order_status', arguments: '{"number": ' }] });
      expect((await listen(model, { ...request(), tools })).failure).toMatchObject({ code: 'bad_response' });
      server.behave({ calls: [{ name: 'order_status', arguments: { number: 'x'.repeat(20_000) } }] });
      expect((await listen(model, { ...request(), tools })).failure).toMatchObject({ code: 'bad_response' });
    });
  });

  it('caps an answer at 16,000 characters', async () => {
    server.behave({ text: '👍'.repeat(17_000) });
    const { text, events } = await listen(model);
    expect([...text]).toHaveLength(16_000);
    expect(events.at(-1)).toEqual({ type: 'end', finishReason: 'length' });
  });
});

describe('a model at a private address', () => {
  it.each([['openai', 'local'], ['langchain', 'openai:local'], ['anthropic', 'local'], ['ollama', 'local']] as const)('is not reached by %s/%s unless that is allowed', async (provider, name) => {
    const server = await startModelServer();
    for (const baseUrl of [server.url, server.url.replace('127.0.0.1', 'localhost')]) {
      const { chat, close } = open(provider, name, baseUrl, { privateAllowed: false });
      expect((await listen(chat)).failure).toMatchObject({ code: 'network', retryable: false });
      await close();
    }
    expect(server.requests).toEqual([]);
    await server.stop();
  });
});
