import type { AnswerResult, BackendKind, Citation, ClarifyOption } from '#contracts';

/** One question of a visitor, with what was said before. */
export interface Turn {
  workspaceId: string;
  conversationId: string;
  text: string;
  /** Oldest first, without `text`. */
  history: { role: 'visitor' | 'assistant' | 'agent'; text: string }[];
  limits: { firstTokenMs: number; idleMs: number; totalMs: number; maxTokens: number };
}

export type HandOverReason = 'asked' | 'low_confidence' | 'no_answer' | 'failure';

/** `language` is the code of what was asked in (`de`), null where words do not tell. `start` comes first; `end` or `error` comes last, and never both. */
export type BackendEvent =
  | { type: 'start'; engine: 'embedded' | 'language_model'; model: string }
  | { type: 'delta'; text: string }
  | { type: 'citation'; citation: Citation }
  | { type: 'tool_call'; name: string; arguments: unknown }
  | { type: 'clarify'; options: ClarifyOption[] }
  /** The offer of a person, as a typed action. */
  | { type: 'hand_over'; reason: HandOverReason }
  | { type: 'usage'; inputTokens: number; outputTokens: number; costMicroUsd: number }
  | { type: 'error'; code: string; retryable: boolean }
  | { type: 'end'; result: AnswerResult; intent: string | null; confidence: number | null; language: string | null };

/** One immutable version, ready to answer. */
export interface Backend {
  readonly versionId: string;
  readonly kind: BackendKind;
  /** Stops soon after `signal` aborts: by its reason, or by an `error` event `cancelled`. */
  answer(turn: Turn, signal: AbortSignal): AsyncIterable<BackendEvent>;
}
