import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ModelFailed, type ChatModel, type ChatRequest, type ModelEvent } from '#models';
import { meteredChat, OutOfTokens, worstCase, type TokenLedger } from './token-meter.ts';

const request = { messages: [{ role: 'user' as const, content: 'Größe?' }], maxTokens: 10, temperature: 0, limits: { connectMs: 1, firstTokenMs: 1, idleMs: 1, totalMs: 1 } };
const chatOf = (play: () => Generator<ModelEvent>): ChatModel => ({
   
  key: 'openai/x', prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, contextWindow: null, async *stream() { yield* play(); },
});
class Purse implements TokenLedger {
  spent = 0;
  reserved = 0;
  constructor(readonly budget: number) {}
  reserve(tokens: number): Promise<boolean> {
    const fits = this.spent + this.reserved + tokens <= this.budget;
    if (fits) this.reserved += tokens;
    return Promise.resolve(fits);
  }
  settle(tokens: number): Promise<void> {
    this.reserved = 0;
    this.spent += tokens;
    return Promise.resolve();
  }
}
const used = (tokens: number) => function* (): Generator<ModelEvent> {
  yield { type: 'usage', inputTokens: tokens, outputTokens: 0, source: 'provider' };
  yield { type: 'end', finishReason: 'stop' };
};
async function ask(chat: ChatModel, purse: Purse): Promise<string> {
  try {
    for await (const event of meteredChat(chat, purse).stream(request, new AbortController().signal)) if (event.type === 'delta') break;
    return 'ended';
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

describe('the worst case of a call', () => {
  it('counts each byte, marks around messages and the longest answer', () => {
    const bytes = Buffer.byteLength('[[{"role":"user","content":"Größe?"}],[]]');
    expect([bytes, worstCase(request)]).toEqual([43, 64 + 16 + 43 + 10]);
    const tools = [{ name: 'order_status', description: 'Where a parcel is', parameters: {} }];
    expect(worstCase({ ...request, tools }) - worstCase(request)).toBe(16 + JSON.stringify(tools).length - 2);
  });
});

describe('a metered model', () => {
  const most = worstCase(request);

  it('is not asked when the call might use more than is left', async () => {
    const purse = new Purse(most - 1);
    let asked = false;
    const chat = chatOf(function* () { asked = true; yield* used(1)(); });
    expect([await ask(chat, purse), asked, purse.spent]).toEqual([OutOfTokens.name, false, 0]);
  });

  it('is told that one try is paid for', async () => {
    let asked: ChatRequest | undefined;
    const chat: ChatModel = { ...chatOf(used(1)), async *stream(told) { asked = told; yield* used(1)(); } };
    await ask(chat, new Purse(10_000));
    expect(asked).toEqual({ ...request, paysOnce: true });
  });

  it('never spends more than there is, whatever calls use and however they end', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(1_000), fc.array(fc.tuple(fc.nat(most), fc.constantFrom('ends', 'fails', 'fails silently', 'is left')), { maxLength: 30 }), async (budget, calls) => {
      const purse = new Purse(budget);
      for (const [tokens, how] of calls) {
        await ask(chatOf(function* () {
          if (how === 'fails') throw Object.assign(new ModelFailed('stalled'), { usage: { inputTokens: tokens, outputTokens: 0, source: 'provider' } });
          if (how === 'fails silently') throw new ModelFailed('timeout');
          if (how === 'is left') yield { type: 'delta', text: 'x' };
          yield* used(tokens)();
        }), purse);
        expect(purse.spent).toBeLessThanOrEqual(budget);
        expect(purse.reserved).toBe(0);
      }
    }));
  });

  it('counts the whole reservation where nobody told what was used, and nothing where nobody was reached', async () => {
    const purse = new Purse(10_000);
    await ask(chatOf(function* () { yield { type: 'delta', text: 'x' }; }), purse);
    expect(purse.spent).toBe(most);
    await ask(chatOf(function* () { yield { type: 'usage', inputTokens: 1, outputTokens: 1, source: 'estimated' }; }), purse);
    // eslint-disable-next-line require-yield -- fails before anything was said
    await ask(chatOf(function* () { throw Object.assign(new ModelFailed('stalled'), { usage: { inputTokens: 1, outputTokens: 0, source: 'estimated' } }); }), purse);
    expect(purse.spent).toBe(3 * most);
    // eslint-disable-next-line require-yield -- refused before anything was said
    await ask(chatOf(function* () { throw new ModelFailed('auth'); }), purse);
    expect(purse.spent).toBe(3 * most);
  });
});
