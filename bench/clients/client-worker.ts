import type { Provider } from '#contracts';
import { openModel } from '../../libs/models/src/hosted-models.ts';
import { quantile, round } from '../process-cost.ts';

/** One client of a language model, in a process of its own: `client, origin of the server, streams, seconds`. Prints one line of JSON. */
const [client = '', origin = '', streams = '1', seconds = '2'] = process.argv.slice(2);
const question = 'Where is my parcel?';
const messages = [{ role: 'user' as const, content: question }];

/** Calls back with each piece of text. */
type Ask = (onText: () => void) => Promise<void>;

/** What is used of the providers' own packages; they come with LangChain's. */
interface OpenAi { chat: { completions: { create(body: object): Promise<AsyncIterable<{ choices: { delta?: { content?: string } }[] }>> } } }
interface Anthropic { messages: { create(body: object): Promise<AsyncIterable<{ type: string }>> } }
interface Ollama { chat(body: object): Promise<AsyncIterable<{ message: { content: string } }>> }
const own = async <T>(name: string, type: 'default' | 'Ollama', settings: object): Promise<T> => {
  const module = await import(name) as Record<string, new (settings: object) => T>;
  return new module[type]!(settings);
};

async function bareFetch(onText: () => void): Promise<void> {
  const reply = await fetch(`${origin}/v1/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ model: 'local', stream: true, messages }) });
  const decoder = new TextDecoder();
  for await (const piece of reply.body as unknown as AsyncIterable<Uint8Array>) if (decoder.decode(piece, { stream: true }).includes('"content":"')) onText();
}

const limits = { connectMs: 5_000, firstTokenMs: 60_000, idleMs: 60_000, totalMs: 120_000 };
function ours(provider: Provider, name: string, baseUrl: string): Ask {
  const { chat } = openModel({ key: `${provider}/${name}`, provider, name, baseUrl, apiKey: 'k', prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, contextWindow: null, privateAllowed: true });
  return async (onText) => {
    for await (const event of chat.stream({ messages, maxTokens: 100, temperature: 0, limits }, new AbortController().signal)) if (event.type === 'delta') onText();
  };
}

const clients: Record<string, () => Promise<Ask> | Ask> = {
  'bare fetch': () => bareFetch,
  'openai SDK': async () => {
    const sdk = await own<OpenAi>('openai', 'default', { apiKey: 'k', baseURL: `${origin}/v1`, maxRetries: 0 });
    return async (onText) => {
      for await (const { choices } of await sdk.chat.completions.create({ model: 'local', messages, stream: true, stream_options: { include_usage: true } })) if (choices[0]?.delta?.content) onText();
    };
  },
  'Duet, own client': () => ours('openai', 'local', `${origin}/v1`),
  'Duet, LangChain': () => ours('langchain', 'openai:local', `${origin}/v1`),
  'Anthropic SDK': async () => {
    const sdk = await own<Anthropic>('@anthropic-ai/sdk', 'default', { apiKey: 'k', baseURL: origin, maxRetries: 0 });
    return async (onText) => {
      for await (const { type } of await sdk.messages.create({ model: 'local', messages, max_tokens: 100, stream: true })) if (type === 'content_block_delta') onText();
    };
  },
  'Duet, LangChain for Anthropic': () => ours('anthropic', 'local', origin),
  'Ollama SDK': async () => {
    const sdk = await own<Ollama>('ollama', 'Ollama', { host: origin });
    return async (onText) => {
      for await (const { message } of await sdk.chat({ model: 'local', messages, stream: true })) if (message.content !== '') onText();
    };
  },
  'Duet, LangChain for Ollama': () => ours('ollama', 'local', origin),
};

const make = clients[client];
if (!make) throw new Error(`no client "${client}"`);
const ask = await make();
async function turn(): Promise<number> {
  const from = performance.now();
  let firstMs = 0;
  await ask(() => { firstMs ||= performance.now() - from; });
  return firstMs;
}
const deadline = (forSeconds: number): number => performance.now() + forSeconds * 1_000;
async function load(until: number): Promise<number[]> {
  const first: number[] = [];
  await Promise.all(Array.from({ length: Number(streams) }, async () => {
    while (performance.now() < until) first.push(await turn());
  }));
  return first;
}
await load(deadline(Number(seconds) / 2));
const before = process.cpuUsage();
const first = await load(deadline(Number(seconds)));
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ p50: quantile(first, 0.5), p99: quantile(first, 0.99), cpuMs: round((user + system) / 1_000 / first.length, 2), replies: first.length }));
process.exit(0);
