import type { AnswerResult, ArrivalFacts, BackendKind, Citation, ClarifyOption, GuardFinding, ToolCall } from '#contracts';
import type { CallTimes, ChatModel, ChatTurn } from '#models';
import type { Engine } from './catalogue-keys.ts';

/** One question of a visitor, with what was said before. */
export interface Turn {
  workspaceId: string;
  conversationId: string;
  /** The visitor's message, which tells this turn from an equal one later; absent where nobody keeps messages. */
  messageId?: string;
  text: string;
  /** Oldest first, without `text`. */
  history: { role: 'visitor' | 'assistant' | 'agent'; text: string }[];
  limits: { firstTokenMs: number; idleMs: number; totalMs: number; maxTokens: number };
  /** How the conversation began, for a version that routes by that; absent: `history` holds all that was said. */
  opening?: (versionId: string) => Promise<Opening>;
  /** For whom the site has signed that this is them; null, and absent, for anonymous visitors. */
  visitor?: () => Promise<SignedVisitor | null>;
  /** A real visitor's conversation: what is asked for may be done. Absent: nothing is changed anywhere. */
  mayAct?: boolean;
  /** Tools of signed-in visitors are offered although nobody has signed in, and what they are asked for is checked and not done. */
  rehearsal?: boolean;
  /** Puts a meter before the language model that answers, for whoever may spend only so much. */
  metered?: (chat: ChatModel) => ChatModel;
  /** What was known of the visitor when the chat began, for a prompt that names it; absent: nothing. */
  arrival?: () => Promise<VisitorFacts | null>;
  /** Written by whoever asks a language model. */
  times?: CallTimes;
}

export interface SignedVisitor {
  /** The site's own id of the person. */
  id: string;
}

export type VisitorFacts = Pick<ArrivalFacts, 'page' | 'locale' | 'attributes' | 'verified'>;

/** What decides who answers a whole conversation. */
export interface Opening {
  /** The first thing the visitor said. */
  text: string;
  /** Who has answered first on behalf of the version; null where nobody has yet. */
  servedBy: string | null;
}

export type HandOverReason = 'asked' | 'low_confidence' | 'no_answer' | 'failure' | 'budget';

/** `language` is the code of what was asked in (`de`), null where words do not tell. `start` comes first; `end` or `error` comes last, and never both. */
export type BackendEvent =
  /** `servedBy` is the version that answers, where another one was asked and handed the question on by its policy. */
  | { type: 'start'; engine: Engine; model: string; servedBy?: string }
  | { type: 'delta'; text: string }
  | { type: 'citation'; citation: Citation }
  /** A tool was used, or was wanted: what was asked for and what came of it. */
  | ({ type: 'tool_call' } & ToolCall)
  | { type: 'clarify'; options: ClarifyOption[] }
  /** The offer of a person, as a typed action. */
  | { type: 'hand_over'; reason: HandOverReason }
  /** Of the whole answer so far: of several the last one counts. */
  | { type: 'usage'; inputTokens: number; outputTokens: number; costMicroUsd: number }
  /** What the question or the answer held that a model or a visitor must not see. */
  | { type: 'guarded'; findings: GuardFinding[] }
  | { type: 'error'; code: string; retryable: boolean }
  | { type: 'end'; result: AnswerResult; intent: string | null; confidence: number | null; language: string | null };

/** One immutable version, ready to answer. */
export interface Backend {
  readonly versionId: string;
  readonly kind: BackendKind;
  /** What runs the model: tokens are used by a language model only. */
  readonly engine: Engine;
  /** Stops soon after `signal` aborts: by its reason, or by an `error` event `cancelled`. */
  answer(turn: Turn, signal: AbortSignal): AsyncIterable<BackendEvent>;
  /** What its language model would be sent, which is not asked; absent where nobody is sent a prompt. */
  rendered?(turn: Turn, signal: AbortSignal): Promise<ChatTurn[]>;
}
