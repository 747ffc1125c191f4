import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startModelServer, type ModelServer } from '../../../test/support/model-server.ts';
import type { ChatRequest } from './chat-model.ts';
import { openModel, type OpenedModel } from './hosted-models.ts';

const request: ChatRequest = {
  messages: [{ role: 'user', content: 'Hello' }], maxTokens: 100, temperature: 0.2, limits: { connectMs: 1_000, firstTokenMs: 5_000, idleMs: 5_000, totalMs: 10_000 },
};

describe('a server of the OpenAI protocol', () => {
  let server: ModelServer;
  beforeAll(async () => {
    server = await startModelServer({ tokens: 2 });
  });
  afterAll(() => server.stop());
  beforeEach(() => server.behaveAsUsual());

  const open = (baseUrl: string, name = 'local'): OpenedModel => openModel({
    key: `openai/${name}`, provider: 'openai', name, baseUrl, apiKey: 'k-123456789012', prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, contextWindow: null, privateAllowed: true,
  });
  const ask = async ({ chat }: OpenedModel): Promise<string> => {
    let text = '';
    for await (const event of chat.stream(request, new AbortController().signal)) if (event.type === 'delta') text += event.text;
    return text;
  };

  it('is asked at the deployment, with the version and the header of Azure, when its address names a version', async () => {
    const model = open(`${server.origin}/openai/deployments/support/?api-version=2024-10-21`);
    expect(await ask(model)).toBe(server.words(2));
    expect(server.requests.at(-1)).toMatchObject({
      path: '/openai/deployments/support/chat/completions?api-version=2024-10-21', apiKey: 'k-123456789012', authorization: undefined,
    });
    await model.close();
  });

  it.each([
    ["Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", { max_completion_tokens: 100 }, 'max_tokens'],
    ["Unsupported value: 'temperature' does not support 0.2 with this model.", { max_tokens: 100 }, 'temperature'],
    ['stream_options: Extra inputs are not permitted', { temperature: 0.2 }, 'stream_options'],
  ])('is asked in other words when it says "%s", and so from then on', async (message, kept, left) => {
    const model = open(server.url);
    const before = server.requests.length;
    server.behave({ refuse: { status: 400, body: JSON.stringify({ error: { message } }) } });
    expect(await ask(model)).toBe(server.words(2));
    expect(await ask(model)).toBe(server.words(2));
    const [refused, ...others] = server.requests.slice(before).map(({ body }) => body);
    expect(refused).toHaveProperty(left);
    expect(others).toHaveLength(2);
    for (const body of others) {
      expect(body).toMatchObject(kept);
      expect(body).not.toHaveProperty(left);
    }
    await model.close();
  });

  it('is passed on at once when its first word follows a chunk that only names the speaker', async () => {
    const model = open(server.url);
    const first: number[] = [];
    for (let i = 0; i < 5; i++) {
      server.behave({ roleFirst: true, tokens: 40, tokenDelayMs: 20 });
      const times: NonNullable<ChatRequest['times']> = {};
      for await (const event of model.chat.stream({ ...request, times }, new AbortController().signal)) {
        if (event.type !== 'delta') continue;
        // From the piece coming in, however long it was kept.
        first.push(performance.now() - times.pieceAt!);
        break;
      }
    }
    expect(first.sort((one, other) => one - other)[2]).toBeLessThan(20);
    await model.close();
  });

  it('is alive while it thinks, for longer than a first word may take, and its thoughts are paid for', async () => {
    const model = open(server.url);
    server.behave({ thoughts: 20, tokenDelayMs: 30, tokens: 1, noUsage: true });
    const events: object[] = [];
    for await (const event of model.chat.stream({ ...request, limits: { ...request.limits, firstTokenMs: 300 } }, new AbortController().signal)) events.push(event);
    expect(events).toMatchObject([{ type: 'start' }, { type: 'delta', text: 'parcels' }, { type: 'usage', outputTokens: Math.ceil((20 * 4 + 7) / 3.6) }, { type: 'end' }]);
    await model.close();
  });

  it.each([
    [{ message: "This model's maximum context length is 8192 tokens." }, 'context_length', false], [{ message: 'You exceeded your current quota', code: 'insufficient_quota' }, 'quota', false],
    [{ message: 'slow down', code: 429 }, 'rate', true], [{ message: 'slow down', type: 'rate_limit_exceeded' }, 'rate', true], [{ message: 'no', code: 'invalid_api_key' }, 'auth', false],
    [{ message: 'no such field', type: 'invalid_request_error' }, 'bad_response', false], [{ message: 'overloaded' }, 'capacity', true],
  ])('that tells %j in the stream is understood as if it had refused', async (error, code, retryable) => {
    const model = open(server.url);
    server.behave({ errorAfter: { pieces: 1, error } });
    await expect(ask(model)).rejects.toMatchObject({ code, retryable, detail: error.message });
    await model.close();
  });

  it('is paid for two tries together, and for none that it refused', async () => {
    const model = open(server.url);
    server.behave({ cutAfter: 0 }, { cutAfter: 1 });
    await expect(ask(model)).rejects.toMatchObject({ code: 'network', usage: { inputTokens: 2 * Math.ceil('Hello'.length / 3.6), outputTokens: Math.ceil('parcels'.length / 3.6), source: 'estimated' } });
    server.behave({ cutAfter: 0 }, { refuse: { status: 401 } });
    await expect(ask(model)).rejects.toMatchObject({ code: 'auth', usage: { inputTokens: Math.ceil('Hello'.length / 3.6), outputTokens: 0, source: 'estimated' } });
    server.behave({ refuse: { status: 401 } });
    await expect(ask(model)).rejects.not.toHaveProperty('usage');
    await model.close();
  });

  it('is tried again after a refusal, and after nothing else, for whoever pays for one try', async () => {
    const model = open(server.url);
    const tries: number[] = [];
    const once = async (): Promise<void> => {
      const before = server.requests.length;
      try {
        for await (const event of model.chat.stream({ ...request, paysOnce: true }, new AbortController().signal)) void event;
      } finally {
        tries.push(server.requests.length - before);
      }
    };
    server.behave({ refuse: { status: 503 } });
    await once();
    server.behave({ cutAfter: 0 });
    await expect(once()).rejects.toMatchObject({ code: 'network' });
    expect(tries).toEqual([2, 1]);
    expect(await ask(model)).toBe(server.words(2));
    await model.close();
  });

  it('is believed when it refuses the same words again', async () => {
    const model = open(server.url);
    const refuse = { status: 400, body: '{"error":{"message":"temperature is odd"}}' };
    server.behave({ refuse }, { refuse });
    await expect(ask(model)).rejects.toMatchObject({ code: 'bad_response', detail: '400: temperature is odd' });
    await model.close();
  });

  it('tells how much a model reads and when it ends, in whatever words', async () => {
    server.models = [
      { id: 'base', object: 'model' }, { id: 'lora', max_model_len: 8_192, shutdown_date: '2027-01-14' }, { id: 'seconds', context_length: 131_072, shutdown_date: 1_799_884_800 },
      { id: 'odd', max_model_len: 'many', shutdown_date: { day: 1 } },
    ];
    const factsOf = async (name: string) => {
      const model = open(server.url, name);
      const facts = await model.facts(AbortSignal.timeout(5_000));
      await model.close();
      return facts;
    };
    expect(await factsOf('lora')).toEqual({ contextWindow: 8_192, retiresOn: '2027-01-14' });
    expect(await factsOf('seconds')).toEqual({ contextWindow: 131_072, retiresOn: '2027-01-14' });
    expect([await factsOf('base'), await factsOf('odd')]).toEqual([{ contextWindow: null, retiresOn: null }, { contextWindow: null, retiresOn: null }]);
    expect(await factsOf('unlisted')).toBeNull();
    server.models = null;
    expect(await factsOf('lora')).toBeNull();
  });
});
