import type { TokenUsage } from './model-failed.ts';

export type ChatTurn =
  /** `calls` are those that the model made there; each is followed by its `tool` turn. */
  | { role: 'system' | 'user' | 'assistant'; content: string; calls?: readonly ModelToolCall[] }
  /** What a tool gave. */
  | { role: 'tool'; callId: string; name: string; content: string };

/** A tool as a model is told of it. */
export interface ToolSpec {
  name: string;
  description: string;
  /** JSON Schema of an object. */
  parameters: Record<string, unknown>;
}

/** That a model wants a tool to be used. The arguments are JSON and nothing else is known of them. */
export interface ModelToolCall {
  id: string;
  name: string;
  arguments: unknown;
}

/** In milliseconds. All but `connectMs` and `idleMs` count from the call. */
export interface ChatLimits {
  connectMs: number;
  firstTokenMs: number;
  /** Between two pieces. */
  idleMs: number;
  totalMs: number;
}

/** When things happened to a question, by `performance.now()`: what of an answer's time is the model's, and what is ours. */
export interface CallTimes {
  /** It was sent to the provider, for the first time. */
  sentAt?: number;
  /** The newest piece of text came in. */
  pieceAt?: number;
}

export interface ChatRequest {
  messages: ChatTurn[];
  maxTokens: number;
  temperature: number;
  limits: ChatLimits;
  tools?: readonly ToolSpec[];
  /** `none`: no tool is to be used any more; they are told of because they were used before. */
  toolChoice?: 'auto' | 'none';
  /** A person asks whether the model works again: it is asked even while its breaker is open. */
  insistent?: boolean;
  /** For whoever has reserved tokens for one try: no second one after one that the provider may have counted. */
  paysOnce?: boolean;
  /** Written as they happen. */
  times?: CallTimes;
}

export type FinishReason = 'stop' | 'length' | 'content_filter' | 'tool_calls' | 'other';

/** `start`, then deltas, then the tools that it wants used, then `usage`, then `end`; or a thrown `ModelFailed` instead of the last two. */
export type ModelEvent =
  | { type: 'start' }
  | { type: 'delta'; text: string }
  | ({ type: 'tool_call' } & ModelToolCall)
  | ({ type: 'usage' } & TokenUsage)
  | { type: 'end'; finishReason: FinishReason };

export interface ModelPrices {
  /** Dollars per million tokens. */
  inputPrice: number;
  outputPrice: number;
  /** Dollars per hour of hosting. */
  hourlyPrice: number;
}

export interface ChatModel {
  readonly key: string;
  readonly prices: ModelPrices;
  /** Tokens that it reads and writes at most; null when nobody said. */
  readonly contextWindow: number | null;
  /**
   * Streams one answer. One retry before the first visible piece is inside; after it nothing is tried again. A place at
   * the provider is waited for within `firstTokenMs`.
   *
   * @throws ModelFailed; with code `cancelled` soon after `signal` aborts
   */
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}
