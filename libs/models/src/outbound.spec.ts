import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Config, forbidTracing } from '#platform';
import { startModelServer } from '../../../test/support/model-server.ts';
import { openModel } from './hosted-models.ts';
import { ModelsModule } from './models.module.ts';

/**
 * Every name looked up and every address dialled on behalf of `during`, over any client. Suites share the process, so
 * what others still dial is told apart by its asynchronous context.
 */
function listenToDialling() {
  const dialled = new Set<string>();
  const ours = new AsyncLocalStorage<true>();
  const hear = (message: unknown): void => {
    if (!ours.getStore()) return;
    const { socket } = message as { socket: Socket };
    socket.on('lookup', (_error: unknown, _address: string, _family: number, host: string) => dialled.add(host));
    socket.on('connectionAttempt', (address: string, port: number) => dialled.add(`${address}:${port}`));
  };
  subscribe('net.client.socket', hear);
  const during = <T>(work: () => Promise<T>): Promise<T> => ours.run(true, work);
  return { dialled, during, stop: () => unsubscribe('net.client.socket', hear) };
}

describe('a question to a language model', () => {
  const traced = ['LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_ENDPOINT'];
  afterEach(() => { for (const name of traced) delete process.env[name]; });

  it.each([['openai', 'local'], ['langchain', 'openai:local'], ['anthropic', 'local'], ['ollama', 'local']] as const)(
    'by %s/%s reaches no host but the configured one, whatever the environment says', async (provider, name) => {
      process.env['LANGSMITH_TRACING'] = 'true';
      process.env['LANGCHAIN_TRACING_V2'] = 'true';
      process.env['LANGSMITH_ENDPOINT'] = 'http://tracing.invalid';
      forbidTracing();
      const server = await startModelServer({ tokens: 3 });
      const baseUrl = provider === 'openai' || provider === 'langchain' ? server.url : server.origin;
      const { chat, close } = openModel({
        key: `${provider}/${name}`, provider, name, baseUrl, apiKey: 'k', prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, contextWindow: null, privateAllowed: true,
      });
      const ear = listenToDialling();
      // A provider's client is loaded by its first question, which takes a busy machine many seconds.
      const limits = { connectMs: 10_000, firstTokenMs: 90_000, idleMs: 30_000, totalMs: 120_000 };
      const asked = { messages: [{ role: 'user' as const, content: 'Hello' }], maxTokens: 10, temperature: 0, limits };
      await ear.during(async () => {
        for await (const event of chat.stream(asked, new AbortController().signal)) void event;
      });
      ear.stop();
      expect([...ear.dialled]).toEqual([new URL(server.origin).host]);
      expect(server.requests).toHaveLength(1);
      await close();
      await server.stop();
    }, 240_000);
});

describe('the tracing of LangChain', () => {
  it.each([['0', undefined], ['1', 'true']])('is left on by DUET_ALLOW_MODEL_TRACING=%s: %s', (allowed, left) => {
    process.env['LANGSMITH_TRACING'] = 'true';
    new ModelsModule(new Config({ DUET_ALLOW_MODEL_TRACING: allowed }, process.cwd()));
    expect(process.env['LANGSMITH_TRACING']).toBe(left);
    delete process.env['LANGSMITH_TRACING'];
  });
});

describe('a model without an address', () => {
  it.each([['ollama', 'local'], ['langchain', 'ollama:local']] as const)('by %s/%s is not looked for on this machine where private addresses are not allowed', async (provider, name) => {
    const { chat, close } = openModel({
      key: `${provider}/${name}`, provider, name, baseUrl: null, apiKey: null, prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, contextWindow: null, privateAllowed: false,
    });
    const limits = { connectMs: 1_000, firstTokenMs: 60_000, idleMs: 1_000, totalMs: 60_000 };
    const asking = async (): Promise<void> => {
      for await (const event of chat.stream({ messages: [{ role: 'user', content: 'Hello' }], maxTokens: 10, temperature: 0, limits }, new AbortController().signal)) void event;
    };
    await expect(asking()).rejects.toMatchObject({ code: 'network', detail: 'private addresses are not allowed' });
    await close();
  }, 90_000);
});
