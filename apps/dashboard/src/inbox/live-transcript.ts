import type { ChatEvent, ChatMessage, ConversationState, GuardFinding, ToolCall, MessageState, RecordedMessage } from '#contracts';

type Piece = Extract<ChatEvent, { type: 'delta' }>;

export interface LiveTranscript {
  /** By `seq`, without holes as far as known. */
  messages: readonly RecordedMessage[];
  /** Null until anything told it. */
  state: ConversationState | null;
  /** Pieces of running answers whose place has not been reached: something before them was missed. */
  held: readonly Piece[];
  /** Counts the reasons to read the conversation again: something was missed, or the record knows more. */
  rereads: number;
}

export const nothingYet: LiveTranscript = { messages: [], state: null, held: [], rereads: 0 };

/** What the server stores, read at some moment. */
export interface Reading {
  type: 'read';
  messages: readonly RecordedMessage[];
  state: ConversationState;
}

const progress: Record<MessageState, number> = { pending: 0, streaming: 1, complete: 2, interrupted: 2, failed: 2, cancelled: 2 };

/** Facts that events do not carry; the next reading brings them. */
const unrecorded = {
  assignedVariantId: null, servedVariantId: null, assignedBackendVersionId: null, servedBackendVersionId: null, servedEngine: null, result: null,
  fallbackReason: null, errorCode: null, intent: null, firstTokenMs: null, totalMs: null, inputTokens: null, outputTokens: null, costMicroUsd: null,
  confidence: null,
  language: null,
  guard: [] as GuardFinding[],
  toolCalls: [] as ToolCall[],
} satisfies Partial<RecordedMessage>;

/** True when `a` shows a later moment of the same message than `b`. */
function isFurther(a: ChatMessage, b: ChatMessage): boolean {
  if (a.attempt !== b.attempt) return a.attempt > b.attempt;
  if (progress[a.state] !== progress[b.state]) return progress[a.state] > progress[b.state];
  return progress[a.state] < 2 && a.text.length > b.text.length;
}

const bySeq = (a: RecordedMessage, b: RecordedMessage): number => a.seq - b.seq;

const reread = (live: LiveTranscript): LiveTranscript => ({ ...live, rereads: live.rereads + 1 });

/** Puts held pieces where they belong, and forgets those that say nothing new. */
function join(live: LiveTranscript): LiveTranscript {
  let held: readonly Piece[] = [...live.held].sort((a, b) => a.offset - b.offset);
  const messages = live.messages.map((message) => {
    const mine = held.filter((piece) => piece.messageId === message.id);
    if (mine.length === 0) return message;
    const { joined, left } = extended(message, mine);
    held = [...held.filter((piece) => piece.messageId !== message.id), ...left];
    return joined;
  });
  return { ...live, messages, held };
}

function extended(message: RecordedMessage, pieces: readonly Piece[]): { joined: RecordedMessage; left: Piece[] } {
  let { text, attempt, state } = message;
  const left: Piece[] = [];
  for (const piece of pieces) {
    if (piece.attempt < attempt || (piece.attempt === attempt && progress[state] === 2)) continue;
    if (piece.attempt > attempt) ({ text, attempt } = { text: '', attempt: piece.attempt });
    if (piece.offset > text.length) left.push(piece);
    else if (piece.offset + piece.text.length > text.length) ({ text, state } = { text: text + piece.text.slice(text.length - piece.offset), state: 'streaming' });
  }
  return { joined: { ...message, text, attempt, state }, left };
}

function withMessage(live: LiveTranscript, message: ChatMessage): LiveTranscript {
  const known = live.messages.find(({ id }) => id === message.id);
  if (known && isFurther(known, message)) return live;
  const others = live.messages.filter(({ id }) => id !== message.id);
  const last = others.at(-1)?.seq ?? 0;
  const joined = join({ ...live, messages: [...others, { ...unrecorded, ...known, ...message }].sort(bySeq) });
  return message.seq > last + 1 ? reread(joined) : joined;
}

/** A reading may be older than what events told meanwhile; whatever is further stays. */
function withReading(live: LiveTranscript, { messages, state }: Reading): LiveTranscript {
  const known = new Map(live.messages.map((message) => [message.id, message]));
  const last = messages.at(-1)?.seq ?? 0;
  const read = messages.map((message) => {
    const ours = known.get(message.id);
    return ours && isFurther(ours, message) ? ours : message;
  });
  const newer = live.messages.filter(({ seq }) => seq > last);
  return join({ ...live, messages: [...read, ...newer], state });
}

/** What is known of a conversation after one more thing was heard or read. */
export function heard(live: LiveTranscript, news: ChatEvent | Reading): LiveTranscript {
  switch (news.type) {
    case 'read': return withReading(live, news);
    case 'message': return withMessage(live, news.message);
    case 'delta': {
      const joined = join({ ...live, held: [...live.held, news] });
      return joined.held.length > 0 ? reread(joined) : joined;
    }
    // Times, cost and citations stand in the record only.
    case 'finished': return reread(withMessage(live, news.message));
    case 'state': return reread({ ...live, state: news.conversation.state });
    case 'heartbeat': return news.lastSeq > (live.messages.at(-1)?.seq ?? 0) ? reread(live) : live;
    case 'typing': return live;
  }
}
