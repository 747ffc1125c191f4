import type { TokenUsage } from './model-failed.ts';

export interface ChatTurn {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** In milliseconds. All but `connectMs` and `idleMs` count from the call. */
export interface ChatLimits {
  connectMs: number;
  firstTokenMs: number;
  /** Between two pieces. */
  idleMs: number;
  totalMs: number;
}

export interface ChatRequest {
  messages: ChatTurn[];
  maxTokens: number;
  temperature: number;
  limits: ChatLimits;
}

export type FinishReason = 'stop' | 'length' | 'content_filter' | 'other';

/** `start`, then deltas, then `usage`, then `end`; or a thrown `ModelFailed` instead of the last two. */
export type ModelEvent =
  | { type: 'start' }
  | { type: 'delta'; text: string }
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
  /**
   * Streams one answer. One retry before the first visible piece is inside; after it nothing is tried again.
   *
   * @throws ModelFailed; with code `cancelled` soon after `signal` aborts
   */
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}
