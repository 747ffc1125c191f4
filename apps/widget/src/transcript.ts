import type { Chat, ChatEvent, ChatMessage, MessageState, Transcript as Page } from '#contracts';

/** A piece of an answer that does not join what is there yet. */
interface Piece {
  attempt: number;
  offset: number;
  text: string;
}

/** What a tab knows of a conversation. Events and pages may come in any order and more than once. */
export interface Transcript {
  readonly conversation: Chat | null;
  /** In the order of `seq`; one of each id. */
  readonly messages: readonly ChatMessage[];
  /** By message: pieces that wait for what lies before them. */
  readonly pieces: Readonly<Record<string, readonly Piece[]>>;
  /** Every message up to this seq is here. */
  readonly completeTo: number;
  /** The highest seq heard of. */
  readonly lastSeq: number;
  readonly agentTypes: boolean;
}

export const nothingYet: Transcript = { conversation: null, messages: [], pieces: {}, completeTo: 0, lastSeq: 0, agentTypes: false };

export const isSettled = (state: MessageState): boolean => state !== 'pending' && state !== 'streaming';

/** What the server told, taken in. */
export function hear(known: Transcript, event: ChatEvent): Transcript {
  switch (event.type) {
    case 'message':
    case 'finished':
      return hold(known, event.message);
    case 'delta': {
      const { messageId, attempt, offset, text } = event;
      return join({ ...known, pieces: { ...known.pieces, [messageId]: [...(known.pieces[messageId] ?? []), { attempt, offset, text }] } }, messageId);
    }
    case 'state':
      return heardOf({ ...known, conversation: newerChat(known.conversation, event.conversation) }, event.conversation.lastSeq);
    case 'typing':
      return event.role === 'agent' && event.on !== known.agentTypes ? { ...known, agentTypes: event.on } : known;
    case 'heartbeat':
      return heardOf(known, event.lastSeq);
  }
}

/** What the server says of a message that it has stored. */
export interface Receipt {
  conversationId: string;
  messageId: string;
  seq: number;
  createdAt: string;
}

/** The visitor's own message in its place, as soon as the server has it. */
export function said(known: Transcript, clientMessageId: string, receipt: Receipt, text: string): Transcript {
  const { messageId: id, seq, createdAt } = receipt;
  if (known.messages.some((one) => one.id === id)) return known;
  return hold(known, {
    id, seq, text, createdAt, clientMessageId, role: 'visitor', state: 'complete', attempt: 1,
    authorName: null, citations: [], options: [], offersPerson: false, thumb: null,
  });
}

/** A page that was read from storage after `afterSeq`. */
export function read(known: Transcript, page: Page, afterSeq: number): Transcript {
  const base = page.reset ? nothingYet : known;
  const last = page.messages.at(-1)?.seq ?? 0;
  const seen = page.more ? last : Math.max(last, page.conversation.lastSeq);
  const joins = page.reset || afterSeq <= base.completeTo;
  const start = heardOf({ ...base, conversation: page.conversation, completeTo: joins ? Math.max(base.completeTo, seen) : base.completeTo }, page.conversation.lastSeq);
  return page.messages.reduce(hold, start);
}

/** Where reading has to start so that nothing is missed: before the first answer that may have gone on meanwhile. */
export function resumeAfter(known: Transcript): number {
  const open = known.messages.find(({ state, role }) => role === 'assistant' && state !== 'complete' && state !== 'cancelled');
  return Math.min(known.completeTo, (open?.seq ?? Infinity) - 1);
}

/** True when something is known to be missing. */
export const hasGap = (known: Transcript): boolean => known.lastSeq > known.completeTo || Object.keys(known.pieces).length > 0;

function heardOf(known: Transcript, seq: number): Transcript {
  return seq > known.lastSeq ? { ...known, lastSeq: seq } : known;
}

/** A closed conversation stays closed, and news of an earlier moment is no news. */
function newerChat(known: Chat | null, told: Chat): Chat {
  if (known?.id !== told.id) return told;
  return known.lastSeq > told.lastSeq || (known.state === 'closed' && told.state !== 'closed') ? known : told;
}

function hold(known: Transcript, message: ChatMessage): Transcript {
  const at = known.messages.findIndex(({ seq }) => seq >= message.seq);
  const present = at < 0 ? undefined : known.messages[at];
  const same = present?.id === message.id;
  if (same && isOlder(message, present)) return known;
  const messages = at < 0 ? [...known.messages, message] : [...known.messages.slice(0, at), message, ...known.messages.slice(same ? at + 1 : at)];
  let { completeTo } = known;
  for (const { seq } of messages) if (seq === completeTo + 1) completeTo = seq;
  return join(heardOf({ ...known, messages, completeTo, agentTypes: known.agentTypes && message.role !== 'agent' }, message.seq), message.id);
}

const rank = ({ state }: ChatMessage): number => (isSettled(state) ? 2 : state === 'streaming' ? 1 : 0);

function isOlder(told: ChatMessage, known: ChatMessage): boolean {
  if (told.attempt !== known.attempt) return told.attempt < known.attempt;
  return rank(told) < 2 && (rank(told) < rank(known) || told.text.length < known.text.length);
}

/** Puts waiting pieces to the text they continue; what the text has already, or an older attempt left, is dropped. */
function join(known: Transcript, id: string): Transcript {
  const waiting = known.pieces[id];
  if (!waiting) return known;
  const message = known.messages.find((one) => one.id === id);
  if (!message) return known;
  let { text } = message;
  const left: Piece[] = [];
  for (const piece of [...waiting].sort((a, b) => a.offset - b.offset)) {
    if (piece.attempt > message.attempt) left.push(piece);
    else if (piece.attempt < message.attempt || isSettled(message.state)) continue;
    else if (piece.offset > text.length) left.push(piece);
    else text += piece.text.slice(text.length - piece.offset);
  }
  const { [id]: _joined, ...others } = known.pieces;
  const pieces = left.length === 0 ? others : { ...others, [id]: left };
  if (text === message.text) return { ...known, pieces };
  return { ...known, pieces, messages: known.messages.map((one) => (one === message ? { ...message, text, state: 'streaming' } : one)) };
}
