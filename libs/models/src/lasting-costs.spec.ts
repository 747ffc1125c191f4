import { AsyncLocalStorage } from 'node:async_hooks';
import { getEventListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Provider } from '#contracts';
import { startModelServer, type ModelServer } from '../../../test/support/model-server.ts';
import type { ChatRequest } from './chat-model.ts';
import { Bulkhead } from './gate/bulkhead.ts';
import { CallGate } from './gate/call-gate.ts';
import { openModel, type OpenedModel } from './hosted-models.ts';

const request: ChatRequest = {
  messages: [{ role: 'user', content: 'Where is my parcel?' }], maxTokens: 20_000, temperature: 0, limits: { connectMs: 5_000, firstTokenMs: 30_000, idleMs: 30_000, totalMs: 120_000 },
};
/** The others take ten times as long. */
const answersOf = (provider: Provider): number => (provider === 'openai' ? 500 : 150);

/** At the provider. */
const places = 32;
const ways = [['openai', 'local'], ['langchain', 'openai:local'], ['anthropic', 'local'], ['ollama', 'local']] as const satisfies readonly (readonly [Provider, string])[];

describe.each(ways)('a server that asks %s/%s for weeks', (provider, name) => {
  let server: ModelServer;
  let model: OpenedModel;
  beforeAll(async () => {
    server = await startModelServer({ tokens: 2 });
    const baseUrl = provider === 'openai' || provider === 'langchain' ? server.url : server.origin;
    model = openModel({ key: `${provider}/${name}`, provider, name, baseUrl, apiKey: 'k', prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, contextWindow: null, privateAllowed: true }, new CallGate({ bulkhead: new Bulkhead({ atOnce: places }) }));
    await ask();
  }, 60_000);
  afterAll(async () => {
    await model.close();
    await server.stop();
  });
  async function ask(signal = new AbortController().signal): Promise<number> {
    let length = 0;
    for await (const event of model.chat.stream(request, signal)) if (event.type === 'delta') length += event.text.length;
    return length;
  }

  it('keeps nothing of the answers that are over: no timer, no listener, no storage of its own, no connection', async () => {
    const stores = new Set<unknown>();
    const { run } = AsyncLocalStorage.prototype;
    // Each that stays alive slows every await of the process from then on.
    AsyncLocalStorage.prototype.run = function noted(this: unknown, ...given: unknown[]) {
      stores.add(this);
      return Reflect.apply(run, this, given) as unknown;
    } as typeof run;
    const stop = new AbortController();
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    try {
      await ask(stop.signal);
      const before = { timers: timers(), stores: stores.size, connections: server.connections.opened };
      for (let i = 0; i < answersOf(provider); i++) await ask(stop.signal);
      expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
      expect(stores.size).toBe(before.stores);
      expect(timers()).toBeLessThanOrEqual(before.timers + 2);
      expect(server.connections.opened).toBeLessThanOrEqual(before.connections + 5);
    } finally {
      AsyncLocalStorage.prototype.run = run;
    }
  }, 120_000);

  it('opens no more connections than there are places at the provider', async () => {
    server.behave(...Array.from({ length: 80 }, () => ({ firstTokenMs: 5 })));
    await Promise.all(Array.from({ length: 80 }, () => ask()));
    expect(server.connections.most).toBeGreaterThan(8);
    // A connection that is being closed may still be open when the next begins, but 80 at once are not.
    expect(server.connections.most).toBeLessThan(2 * places);
    server.behaveAsUsual();
  }, 60_000);

  it('takes four times the work for four times the pieces, and not sixteen times', async () => {
    const cpuMsOf = async (pieces: number): Promise<number> => {
      server.behave({ text: 'word'.repeat(pieces) });
      const from = process.cpuUsage();
      expect(await ask()).toBe(pieces * 4);
      const { user, system } = process.cpuUsage(from);
      return (user + system) / 1_000;
    };
    const least = async (pieces: number): Promise<number> => Math.min(await cpuMsOf(pieces), await cpuMsOf(pieces));
    await cpuMsOf(500);
    // Of processor time, the lesser of two: what else the machine does is not in it.
    const [few, many] = [await least(600), await least(2_400)];
    expect(many / few).toBeLessThan(8);
  }, 120_000);

  it('prints nothing of an answer that it cannot read', async () => {
    const printed: string[] = [];
    const { write } = process.stderr;
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const usual = methods.map((method) => console[method]);
    process.stderr.write = (text: string | Uint8Array) => printed.push(String(text)) > 0;
    for (const method of methods) console[method] = (...said: unknown[]) => void printed.push(said.map(String).join(' '));
    try {
      server.behave({ malformedAfter: 1 });
      await expect(ask()).rejects.toMatchObject({ code: 'bad_response' });
    } finally {
      process.stderr.write = write;
      for (const [at, method] of methods.entries()) console[method] = usual[at]!;
    }
    expect(printed).toEqual([]);
  });
});
