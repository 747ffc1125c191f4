import type { SpentToday } from '#accounts';
import type { Whose } from '#analytics';
import type { ChatMessage, Receipt } from '#contracts';
import { whoseOf } from './conversation-row.ts';
import { freshMessage } from './message-row.ts';
import type { PendingReply } from './pending-reply.ts';
import { receiptOf, type StoredTurn } from './transcript.sql.ts';

/** What is certain of a message that a visitor sent, and what follows from it. */
export interface Accepted {
  conversationId: string;
  receipt: Receipt;
  /** The stored message, to show in other tabs; null for a duplicate. */
  message: ChatMessage | null;
  /** To be answered by this process; null for a duplicate and while a person answers. */
  reply: PendingReply | null;
}

/** What never changes about a conversation once its first message was stored. */
export interface Route extends Whose {
  id: string;
  visitorId: string;
  crossEngineFallback: boolean;
}

export interface NewlyStored {
  workspaceId: string;
  conversation: Route;
  message: { id: string; clientMessageId: string; text: string };
  /** Null while a person answers. */
  reply: { id: string; leaseToken: string } | null;
  stored: StoredTurn;
  /** When the message came in, on this process's monotonic clock. */
  since: number;
  /** What was said before it; null when earlier answers are unfinished. */
  history: PendingReply['history'];
  spent: SpentToday | null;
}

export function acceptedOf({ workspaceId, conversation, message, reply, stored, since, history, spent }: NewlyStored): Accepted {
  const { id: conversationId, visitorId, crossEngineFallback } = conversation;
  return {
    conversationId,
    receipt: receiptOf({ id: message.id, ...stored }, reply?.id ?? null, false),
    message: freshMessage({ ...message, ...stored, role: 'visitor' }),
    reply: reply && {
      id: reply.id, workspaceId, conversationId, seq: stored.seq + 1, attempt: 1, question: { id: message.id, seq: stored.seq, text: message.text }, leaseToken: reply.leaseToken,
      whose: whoseOf(conversation), visitorId, crossEngineFallback, behind: history === null, history, spent, createdAt: stored.createdAt, since,
    },
  };
}
