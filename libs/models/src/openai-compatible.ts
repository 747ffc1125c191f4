import { z } from 'zod';
import { request as send, type Dispatcher } from 'undici';
import type { ChatModel, ChatRequest, FinishReason, ModelEvent, ModelPrices } from './chat-model.ts';
import { Dialect } from './dialect.ts';
import type { CallGate } from './gate/call-gate.ts';
import { gathered } from './gathered-body.ts';
import { wasRefused } from './host-guard.ts';
import type { ModelConnections } from './model-connections.ts';
import { ModelFailed } from './model-failed.ts';
import { addressUnder, keyHeader } from './openai-address.ts';
import { failureInStream, failureOfStatus, textOf } from './provider-failure.ts';
import { serverSentData } from './sse-reader.ts';
import { supervised, type Piece } from './supervised-stream.ts';

/** Only what is used of a chunk; a null stands for "nothing" everywhere. */
const Chunk = z.object({
  choices: z.array(z.object({
    delta: z.object({
      content: z.string().nullish(),
      // Thoughts, in the words of DeepSeek and vLLM, and of OpenRouter and Ollama.
      reasoning_content: z.string().nullish(),
      reasoning: z.string().nullish(),
      tool_calls: z.array(z.object({ index: z.number().nullish(), id: z.string().nullish(), function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish() })).nullish(),
    }).nullish(),
    finish_reason: z.string().nullish(),
  })).nullish(),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
  error: z.unknown().optional(),
});

export interface OpenAiCompatibleSettings {
  key: string;
  /** As the server knows the model. */
  model: string;
  apiKey: string | null;
  prices: ModelPrices;
  contextWindow: number | null;
  connections: ModelConnections;
  gate: CallGate;
}

/** Any server with `/chat/completions`: OpenAI, vLLM, llama.cpp, LM Studio, gateways. Our own client, on the hot path. */
export class OpenAiCompatible implements ChatModel {
  readonly key: string;
  readonly prices: ModelPrices;
  readonly contextWindow: number | null;
  private readonly dialect = new Dialect();

  constructor(private readonly settings: OpenAiCompatibleSettings) {
    this.key = settings.key;
    this.prices = settings.prices;
    this.contextWindow = settings.contextWindow;
  }

  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    return supervised((again, within) => this.attempt(again, within), { request, signal, gate: this.settings.gate });
  }

  private async *attempt(request: ChatRequest, signal: AbortSignal): AsyncGenerator<Piece, void, undefined> {
    const reply = await this.accepted(request, signal);
    yield { type: 'open' };
    let [hasSpoken, cameAt] = [false, 0];
    const gathering = { mayWait: () => hasSpoken, came: (at: number): void => { cameAt = at; } };
    try {
      for await (const events of serverSentData(gathered(reply.body, gathering))) {
        const done = events.indexOf('[DONE]');
        for (const piece of joined(done < 0 ? events : events.slice(0, done))) {
          hasSpoken ||= piece.type === 'text';
          yield piece.type === 'text' ? { ...piece, cameAt } : piece;
        }
        if (done >= 0) return;
      }
    } finally {
      // A reader that stops early must not leave the provider talking.
      reply.body.destroy();
    }
  }

  /** The reply of a server that took the question, at the latest in the words that it understands. @throws ModelFailed its refusal */
  private async accepted(request: ChatRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    for (;;) {
      const reply = await this.send(request, signal);
      if (reply.statusCode === 200) return reply;
      const refusal = await refusalOf(reply);
      const aboutWords = reply.statusCode === 400 || reply.statusCode === 422;
      if (!aboutWords || !this.dialect.learn(refusal.detail ?? '')) throw refusal;
    }
  }

  private async send(request: ChatRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { model, apiKey, connections } = this.settings;
    try {
      return await send(addressUnder(connections.baseUrl, '/chat/completions'), {
        method: 'POST', signal, dispatcher: connections.dispatcher(request.limits.connectMs),
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'user-agent': 'duet', ...keyHeader(connections.baseUrl, apiKey) },
        body: this.dialect.body(model, request),
      });
    } catch (error) {
      if (wasRefused(error)) throw new ModelFailed('network', { detail: 'private addresses are not allowed', cause: error, retryable: false });
      throw error;
    }
  }
}

/** What came together is passed on together. */
function* joined(events: readonly string[]): Generator<Piece, void, undefined> {
  let text = '';
  const gatheredText = (): Piece[] => {
    const piece: Piece[] = text === '' ? [] : [{ type: 'text', text }];
    text = '';
    return piece;
  };
  for (const data of events) {
    const pieces = piecesOf(data);
    if (pieces instanceof ModelFailed) {
      yield* gatheredText();
      throw pieces;
    }
    for (const piece of pieces) {
      if (piece.type === 'text') text += piece.text;
      else yield* [...gatheredText(), piece];
    }
  }
  yield* gatheredText();
}

/** @returns the failure when the provider reports one, or speaks another language */
function piecesOf(data: string): Piece[] | ModelFailed {
  const chunk = Chunk.safeParse(jsonOf(data));
  if (!chunk.success) return new ModelFailed('bad_response', { detail: 'a piece of the answer is not what was agreed' });
  const { choices, usage, error } = chunk.data;
  if (error !== undefined && error !== null) return failureInStream(error);
  const choice = choices?.[0];
  const { content, reasoning_content: thought, reasoning = thought, tool_calls: calls } = choice?.delta ?? {};
  const pieces: Piece[] = [];
  if (reasoning) pieces.push({ type: 'thought', length: reasoning.length });
  if (content) pieces.push({ type: 'text', text: content });
  for (const { index, id, function: called } of calls ?? []) pieces.push({ type: 'call', part: { index: index ?? 0, id, name: called?.name, arguments: called?.arguments } });
  if (choice?.finish_reason) pieces.push({ type: 'finish', reason: finishReasonOf(choice.finish_reason) });
  if (usage) pieces.push({ type: 'usage', inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens });
  return pieces;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Providers differ in words: `max_tokens` and `end_turn` are Anthropic's, `SAFETY` is Google's, `COMPLETE` Cohere's. */
const REASONS: Readonly<Record<string, FinishReason>> = {
  stop: 'stop', end_turn: 'stop', stop_sequence: 'stop', complete: 'stop', eos: 'stop',
  tool_calls: 'tool_calls', tool_use: 'tool_calls', function_call: 'tool_calls', tool_call: 'tool_calls',
  length: 'length', max_tokens: 'length', model_length: 'length',
  content_filter: 'content_filter', content_filtered: 'content_filter', refusal: 'content_filter', safety: 'content_filter', blocklist: 'content_filter',
  prohibited_content: 'content_filter', guardrail_intervened: 'content_filter',
};

export const finishReasonOf = (reason: string): FinishReason => REASONS[reason.toLowerCase()] ?? 'other';

async function refusalOf(reply: Dispatcher.ResponseData): Promise<ModelFailed> {
  const retryAfter = reply.headers['retry-after'];
  return failureOfStatus(reply.statusCode, await textOf(reply.body), typeof retryAfter === 'string' ? retryAfter : null);
}
