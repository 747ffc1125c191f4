import type { AIMessageChunk, UsageMetadata } from '@langchain/core/messages';
import { LRUCache } from 'lru-cache';
import type { ChatModel, ChatRequest, FinishReason, ModelEvent, ModelPrices } from './chat-model.ts';
import { withCheckedLines } from './checked-lines.ts';
import type { CallGate } from './gate/call-gate.ts';
import { messageOf, toolOf } from './dialect.ts';
import { wasRefused } from './host-guard.ts';
import { fetchingFor, type AnswerUnderWay, type ModelConnections } from './model-connections.ts';
import { ModelFailed } from './model-failed.ts';
import { finishReasonOf } from './openai-compatible.ts';
import { failureOfStatus } from './provider-failure.ts';
import { rejection } from './rejection.ts';
import { supervised, type Piece } from './supervised-stream.ts';

export interface LangChainSettings {
  key: string;
  /** `anthropic`, `ollama`, `openai` or any other that LangChain knows and that is installed. */
  provider: string;
  model: string;
  apiKey: string | null;
  prices: ModelPrices;
  contextWindow: number | null;
  /** Null: the provider's own address, by its own client. */
  connections: ModelConnections | null;
  gate: CallGate;
}

/** What is used of LangChain's model. */
interface StreamingModel {
  stream(messages: { role: string; content: string }[], options: { signal: AbortSignal }): Promise<AsyncIterable<AIMessageChunk>>;
}

interface ToolUsingModel extends StreamingModel {
  bindTools(tools: ReturnType<typeof toolOf>[], options?: { tool_choice: string }): StreamingModel;
}

/** Any provider that LangChain speaks to, under the same promises. Loaded with the first question: it takes its time. */
export class LangChainModel implements ChatModel {
  readonly key: string;
  readonly prices: ModelPrices;
  readonly contextWindow: number | null;
  /** LangChain fixes temperature, length and tools when a model is made. */
  private readonly made = new LRUCache<string, Promise<StreamingModel>>({ max: 16 });

  constructor(private readonly settings: LangChainSettings) {
    this.key = settings.key;
    this.prices = settings.prices;
    this.contextWindow = settings.contextWindow;
  }

  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    return supervised((again, within) => this.attempt(again, within), { request, signal, gate: this.settings.gate });
  }

  private async *attempt(request: ChatRequest, signal: AbortSignal): AsyncGenerator<Piece, void, undefined> {
    const aborted = rejection(signal);
    const answer: AnswerUnderWay = { signal };
    try {
      const model = await Promise.race([this.modelFor(request), aborted]);
      const stream = await Promise.race([fetchingFor(answer, () => model.stream(request.messages.map(messageOf), { signal })), aborted]);
      yield { type: 'open' };
      const chunks = stream[Symbol.asyncIterator]();
      let finish: FinishReason | undefined;
      const spent = { inputTokens: 0, outputTokens: 0 };
      for (;;) {
        // Some clients notice an abort only with their next piece; nobody waits for that.
        const next = await Promise.race([fetchingFor(answer, () => chunks.next()), aborted]);
        if (next.done) break;
        const { text, tool_call_chunks: parts, usage_metadata: usage, response_metadata: facts, additional_kwargs: more } = next.value;
        if (text !== '') yield { type: 'text', text };
        for (const { index, id, name, args } of parts ?? []) yield { type: 'call', part: { index: index ?? 0, id, name, arguments: args } };
        if (usage) this.add(usage, spent);
        finish = reasonIn(facts) ?? reasonIn(more) ?? finish;
      }
      finish ??= this.endOf();
      if (finish === undefined) return;
      yield { type: 'usage', ...spent };
      yield { type: 'finish', reason: finish };
    } catch (error) {
      // The clients make their own of what they were refused with.
      throw answer.refusal ?? failureOf(error);
    }
  }

  /** Clients that we know tell why an answer ended; of the others a stream that ends and throws nothing is a whole one. */
  private endOf(): FinishReason | undefined {
    return knownClients.has(this.settings.provider) ? undefined : 'stop';
  }

  /** Usage comes in parts that add up; but what Anthropic says of the output at first is in what it says at last. */
  private add(told: UsageMetadata, spent: { inputTokens: number; outputTokens: number }): void {
    spent.inputTokens += told.input_tokens;
    spent.outputTokens = this.settings.provider === 'anthropic' ? Math.max(spent.outputTokens, told.output_tokens) : spent.outputTokens + told.output_tokens;
  }

  private withTools(model: ToolUsingModel, { tools = [], toolChoice = 'auto' }: ChatRequest): StreamingModel {
    // Ollama knows no choice: what it is not told of it cannot use.
    if (tools.length === 0 || (toolChoice === 'none' && this.settings.provider === 'ollama')) return model;
    return model.bindTools(tools.map(toolOf), ...(toolChoice === 'none' ? [{ tool_choice: 'none' }] as const : []));
  }

  private modelFor(request: ChatRequest): Promise<StreamingModel> {
    const { maxTokens, temperature, tools = [], toolChoice } = request;
    const key = JSON.stringify([maxTokens, temperature, tools, toolChoice]);
    const known = this.made.get(key);
    if (known) return known;
    const making = this.make(maxTokens, temperature).then((model) => this.withTools(model, request));
    this.made.set(key, making);
    making.catch(() => this.made.delete(key));
    return making;
  }

  /** Loads the client of the provider. */
  protected async make(maxTokens: number, temperature: number): Promise<ToolUsingModel> {
    const { provider, model } = this.settings;
    const { initChatModel } = await import('langchain/chat_models/universal');
    return initChatModel(model, { modelProvider: provider, temperature, maxRetries: 0, ...this.addressed(), ...lengthFor(provider, maxTokens) });
  }

  /** Address, key and connections, in the words of each provider's class. */
  private addressed(): Record<string, unknown> {
    const { provider, apiKey, connections } = this.settings;
    // The clients would print what they cannot read, a customer's words included.
    const reach = { logLevel: 'off', ...(connections ? { baseURL: connections.baseUrl, fetch: connections.fetch } : {}) };
    switch (provider) {
      // Some model names make the client choose another protocol, which compatible servers do not speak.
      case 'openai': return { apiKey: apiKey ?? 'none', useResponsesApi: false, configuration: reach };
      case 'anthropic': return { apiKey: apiKey ?? 'none', clientOptions: reach };
      case 'ollama': return {
        baseUrl: connections?.baseUrl, fetch: connections && withCheckedLines(connections.fetch), ...(apiKey === null ? {} : { headers: { authorization: `Bearer ${apiKey}` } }),
      };
      default: return { ...otherKey(provider, apiKey), ...(connections && otherAddress(connections.baseUrl, reach)) };
    }
  }
}

/** What they do is fixed by tests: these tell why an answer ended, or it was cut. */
const knownClients: ReadonlySet<string> = new Set(['openai', 'azure_openai', 'anthropic', 'ollama']);

/** They sign in as the machine that they run on, and a key would keep them from it. */
const signedInByMachine: ReadonlySet<string> = new Set(['bedrock', 'google-vertexai', 'google-vertexai-web']);

/** Told no key, a client takes one from the environment: that is the operator's, and no workspace's. */
const otherKey = (provider: string, apiKey: string | null): object => (apiKey === null && signedInByMachine.has(provider) ? {} : { apiKey: apiKey ?? 'none' });

/** Each client has its own word for its address: told all of them, each finds its own. */
const otherAddress = (baseUrl: string, reach: object): object => ({ baseURL: baseUrl, baseUrl, serverURL: baseUrl, configuration: reach });

/** The longest answer in tokens, in the word of the client. */
function lengthFor(provider: string, maxTokens: number): object {
  if (provider === 'ollama') return { numPredict: maxTokens };
  return provider.startsWith('google-') ? { maxOutputTokens: maxTokens } : { maxTokens };
}

function reasonIn(facts: Record<string, unknown> | undefined): FinishReason | undefined {
  const atEnd = facts?.['messageStop'] as { stopReason?: unknown } | undefined;
  const reason = facts?.['finish_reason'] ?? facts?.['stop_reason'] ?? facts?.['done_reason'] ?? facts?.['finishReason'] ?? facts?.['stopReason'] ?? atEnd?.stopReason;
  return typeof reason === 'string' && reason !== '' ? finishReasonOf(reason) : undefined;
}

interface ClientError extends Error {
  status?: number;
  status_code?: number;
  headers?: Headers | Record<string, string>;
}

/** LangChain passes on what each provider's client throws; those carry the status in one of two places. */
function failureOf(error: unknown): unknown {
  if (error instanceof ModelFailed || !(error instanceof Error)) return error;
  if (wasRefused(error)) return new ModelFailed('network', { detail: 'private addresses are not allowed', cause: error, retryable: false });
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof ModelFailed) return at;
  const { status, status_code: code, headers, message } = error as ClientError;
  const known = status ?? code;
  if (known !== undefined) return failureOfStatus(known, message, retryAfterIn(headers));
  if (/unable to import|cannot find (module|package)|unsupported.*provider|Unable to infer/i.test(message)) {
    return new ModelFailed('bad_response', { detail: message.slice(0, 200), retryable: false, cause: error });
  }
  if (error instanceof SyntaxError) return new ModelFailed('bad_response', { detail: 'a piece of the answer is not what was agreed', cause: error });
  return error;
}

function retryAfterIn(headers: ClientError['headers']): string | null {
  if (!headers) return null;
  return typeof headers.get === 'function' ? (headers as Headers).get('retry-after') : ((headers as Record<string, string>)['retry-after'] ?? null);
}
