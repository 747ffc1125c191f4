import type { ModelFailureCode } from '#contracts';
import type { ContextSettings, EngineAnswer, EngineQuestion } from './engine.ts';

/** To the process that holds a file. */
export type ToEngine =
  | { type: 'ask'; id: number; context: ContextSettings; question: EngineQuestion }
  | { type: 'stop'; id: number }
  /** The model was changed or removed. */
  | { type: 'forget'; contextId: string };

export interface SentFailure {
  code: ModelFailureCode;
  detail: string | undefined;
  retryable: boolean;
  retryAfterMs: number | undefined;
}

/** From it. `ended` and `failed` close a question; each question has exactly one of them, told to stop or not. */
export type FromEngine =
  | { type: 'loaded'; trainedContextSize: number | null }
  | { type: 'not_loaded'; failure: SentFailure }
  | { type: 'open'; id: number }
  | { type: 'text'; id: number; text: string }
  | ({ type: 'ended'; id: number } & EngineAnswer)
  | { type: 'failed'; id: number; failure: SentFailure }
  /** Resident memory in bytes, from time to time. */
  | { type: 'memory'; bytes: number };
