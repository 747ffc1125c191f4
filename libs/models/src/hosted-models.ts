import type { Provider } from '#contracts';
import type { ChatModel, ModelPrices } from './chat-model.ts';
import { CallGate } from './gate/call-gate.ts';
import { LangChainModel } from './langchain-model.ts';
import { ModelConnections } from './model-connections.ts';
import { OpenAiCompatible } from './openai-compatible.ts';
import { readServerFacts, type ServerFacts } from './server-facts.ts';

const publicAddress: Readonly<Record<string, string>> = {
  openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com', ollama: 'http://127.0.0.1:11434',
};

export interface HostedModel {
  key: string;
  provider: Provider;
  name: string;
  baseUrl: string | null;
  apiKey: string | null;
  prices: ModelPrices;
  contextWindow: number | null;
  /** May its address lie in a private network? */
  privateAllowed: boolean;
}

/** The key by which backend versions name a model. */
export const keyOf = (provider: Provider, name: string): string => `${provider}/${name}`;

type Named = Pick<HostedModel, 'provider' | 'name'>;

/** Who is asked, under which name: LangChain is told both in one word, `mistralai:mistral-small`. */
function clientOf({ provider, name }: Named): { provider: string; model: string } {
  const [, prefix, rest] = /^([^:]+):(.+)$/s.exec(name) ?? [];
  return provider === 'langchain' && prefix !== undefined && rest !== undefined ? { provider: prefix, model: rest } : { provider, model: name };
}

/** Where a model is reached; null when its own client knows alone. */
export const addressOf = (model: Named & Pick<HostedModel, 'baseUrl'>): string | null => model.baseUrl ?? publicAddress[clientOf(model).provider] ?? null;

/** To whom a model's key is told. */
export const keyHolderOf = (model: Named & Pick<HostedModel, 'baseUrl'>): string => addressOf(model) ?? clientOf(model).provider;

export interface OpenedModel {
  chat: ChatModel;
  /** What its server says of it; null when that has no list of models. */
  facts: (signal: AbortSignal) => Promise<ServerFacts | null>;
  /** Ends its connections. */
  close: () => Promise<void>;
}

/** Makes a model that answers. */
export function openModel(model: HostedModel, gate = new CallGate()): OpenedModel {
  const { key, provider, name, apiKey, prices, contextWindow, privateAllowed } = model;
  const address = addressOf(model);
  const connections = address === null ? null : new ModelConnections(address, privateAllowed);
  const close = async (): Promise<void> => connections?.close();
  if (provider === 'openai' && connections) {
    return { chat: new OpenAiCompatible({ key, model: name, apiKey, prices, contextWindow, connections, gate }), facts: (signal) => readServerFacts({ connections, apiKey, name }, signal), close };
  }
  return { chat: new LangChainModel({ key, ...clientOf(model), apiKey, prices, contextWindow, connections, gate }), facts: () => Promise.resolve(null), close };
}
