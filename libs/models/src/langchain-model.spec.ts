import { AIMessageChunk } from '@langchain/core/messages';
import { describe, expect, it } from '@jest/globals';
import type { ModelEvent } from './chat-model.ts';
import { CallGate } from './gate/call-gate.ts';
import { LangChainModel } from './langchain-model.ts';

/** A client of a provider whose package is not installed here, which says pieces as that package does. */
class OtherClient extends LangChainModel {
  constructor(provider: string, private readonly pieces: readonly AIMessageChunk[]) {
    super({ key: `langchain/${provider}:m`, provider, model: 'm', apiKey: 'k', prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, contextWindow: null, connections: null, gate: new CallGate() });
  }

  protected override make() {
    const { pieces } = this;
    const model = {
      stream: () => Promise.resolve((async function* () {
        for (const piece of pieces) yield await Promise.resolve(piece);
      })()),
      bindTools: () => model,
    };
    return Promise.resolve(model);
  }
}

async function ends(provider: string, ...pieces: AIMessageChunk[]): Promise<ModelEvent | undefined> {
  const request = { messages: [{ role: 'user' as const, content: 'Hello' }], maxTokens: 10, temperature: 0, limits: { connectMs: 1_000, firstTokenMs: 5_000, idleMs: 5_000, totalMs: 5_000 } };
  const events: ModelEvent[] = [];
  for await (const event of new OtherClient(provider, pieces).stream(request, new AbortController().signal)) events.push(event);
  expect(events).toContainEqual({ type: 'delta', text: 'Hello!' });
  return events.at(-1);
}

const said = new AIMessageChunk({ content: 'Hello!' });
const last = (facts: Record<string, unknown>): AIMessageChunk => new AIMessageChunk({ content: '', response_metadata: facts });

describe('an answer by a client that LangChain has for another provider', () => {
  it.each([
    ['google-genai', { finishReason: 'STOP' }, 'stop'], ['google-genai', { finishReason: 'MAX_TOKENS' }, 'length'], ['google-genai', { finishReason: 'SAFETY' }, 'content_filter'],
    ['bedrock', { messageStop: { stopReason: 'end_turn' } }, 'stop'], ['bedrock', { messageStop: { stopReason: 'max_tokens' } }, 'length'], ['cohere', { finishReason: 'COMPLETE' }, 'stop'],
    ['mistralai', { finish_reason: 'stop' }, 'stop'],
  ])('of %s ends with %j: %s', async (provider, facts, finishReason) => {
    expect(await ends(provider, said, last(facts))).toEqual({ type: 'end', finishReason });
  });

  it('is whole when its stream ends and nobody says why', async () => {
    expect(await ends('perplexity', said)).toEqual({ type: 'end', finishReason: 'stop' });
  });

  it('was cut when its stream ends unsaid by a client that always says why', async () => {
    await expect(ends('anthropic', said)).rejects.toMatchObject({ code: 'network' });
  });
});
