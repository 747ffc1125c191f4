import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { spentToday, type Visitor } from '#accounts';
import { appendFacts } from '#analytics';
import type { SentMessage } from '#contracts';
import { Database, hashOf, newId } from '#platform';
import { acceptedOf, type Accepted, type Route } from './accepted.ts';
import { historyBefore } from './answering.sql.ts';
import { whoseOf } from './conversation-row.ts';
import { NODE_NAME } from './node-name.ts';
import type { PendingReply } from './pending-reply.ts';
import { spenderOf } from './replies.ts';
import { holdConversation, storePlainTurn } from './transcript.sql.ts';
import { wasUndone } from './was-undone.ts';

/**
 * Stores in one trip what most messages are: a later question in a conversation that the bot answers, where nothing else
 * is owed. Where its answers count is known from the message before and never changes; whether it is such a message, the
 * database decides under the conversation's lock.
 */
@Injectable()
export class LaterTurns {
  private readonly routes = new LRUCache<string, Route & { workspaceId: string }>({ max: 10_000 });

  constructor(private readonly db: Database) {}

  /** To be called with an answer that has ended: the next question of its conversation is probably a plain one. */
  remember({ workspaceId, conversationId, visitorId, crossEngineFallback, whose }: PendingReply): void {
    this.routes.set(conversationId, { workspaceId, id: conversationId, visitorId, crossEngineFallback, ...whose });
  }

  /** @returns null when it is another kind of message, or not known to be one: then nothing was stored */
  async accept(visitor: Visitor, sent: SentMessage, since: number): Promise<Accepted | null> {
    const { workspaceId } = visitor;
    const { conversationId } = sent;
    const route = this.routes.get(conversationId);
    if (route?.workspaceId !== workspaceId || route.visitorId !== visitor.id) return null;
    // Until its answer has ended, the next one is another kind of message.
    this.routes.delete(conversationId);
    try {
      return await this.store(workspaceId, route, sent, since);
    } catch (error) {
      if (wasUndone(error)) return null;
      throw error;
    }
  }

  private store(workspaceId: string, conversation: Route, sent: SentMessage, since: number): Promise<Accepted> {
    const message = { id: newId(), clientMessageId: sent.clientMessageId, text: sent.text, hash: hashOf(sent.text) };
    const reply = { id: newId(), leaseOwner: NODE_NAME, leaseToken: newId() };
    const whose = whoseOf(conversation);
    return this.db.inOneTrip(workspaceId, async (tx) => {
      // Sent together, run one after the other: what follows the lock reads what its former holder has committed.
      const [, history, stored, spent] = await Promise.all([
        holdConversation(tx, workspaceId, conversation.id),
        historyBefore(tx, workspaceId, conversation.id, null),
        storePlainTurn(tx, { workspaceId, conversation, message, reply }),
        spentToday(tx, spenderOf({ workspaceId, whose, visitorId: conversation.visitorId })),
        appendFacts(tx, workspaceId, [{ kind: 'message.received', messageId: message.id, conversationId: conversation.id, whose }]),
      ]);
      return acceptedOf({ workspaceId, conversation, message, reply, stored, since, history, spent });
    });
  }
}
