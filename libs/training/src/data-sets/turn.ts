import type { AnswerResult, DuelResult, MessageState, Thumb, Traffic } from '#contracts';

/** What is known of a conversation as a whole. */
export interface ConversationFacts {
  id: string;
  /** The visitor, or the signed-in person in several browsers. */
  person: string;
  traffic: Traffic;
  holdout: boolean;
  /** Its experiment is running or paused. */
  inExperiment: boolean;
  erased: boolean;
  csat: number | null;
  helped: boolean;
  thumbsDown: number;
  handedOver: boolean;
}

/** A message; of an answer's attempts the last. */
export interface Line {
  id: string;
  role: 'visitor' | 'assistant' | 'agent';
  text: string;
  state: MessageState;
  result: AnswerResult | null;
  thumb: Thumb | null;
  intent: string | null;
  offersPerson: boolean;
  /** Served by a fine-tuned backend. */
  ownModel: boolean;
  /** A guard saw something in it, or in its question. */
  guarded: boolean;
  usedTool: boolean;
  authorId: string | null;
  at: Date;
}

/** A choice between two drafts. */
export interface Choice {
  id: string;
  questionId: string;
  leftText: string;
  rightText: string;
  result: DuelResult;
  rater: string;
}

export interface Conversation {
  facts: ConversationFacts;
  /** In their order. */
  lines: readonly Line[];
  /** When a person was asked for. */
  escalations: readonly Date[];
  choices: readonly Choice[];
}

/** A text and the messages that it is made of. */
export interface Said {
  ids: string[];
  text: string;
}

/** What was asked, what was answered, and what is known about the answer. */
export interface Turn {
  facts: ConversationFacts;
  context: Line[];
  question: Line[];
  answer: Said;
  by: 'assistant' | 'agent' | 'duel' | 'rewrite';
  /** Of a pair; null: there is none. */
  rejected: Said | null;
  duelId: string | null;
  /** Of the answer that the backend gave. */
  state: MessageState;
  result: AnswerResult | null;
  thumb: Thumb | null;
  ownModel: boolean;
  guarded: boolean;
  usedTool: boolean;
  /** A person was offered, or asked for before the visitor wrote again. */
  escalated: boolean;
  /** Agent who wrote or chose. */
  agentId: string | null;
  intent: string | null;
  at: Date;
}
