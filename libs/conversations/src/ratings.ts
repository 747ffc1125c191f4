import { Injectable } from '@nestjs/common';
import type { Visitor } from '#accounts';
import { appendFact, type Whose } from '#analytics';
import type { Thumb } from '#contracts';
import { Database, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { Broadcast } from './broadcast.ts';
import { whoseOf } from './conversation-row.ts';
import { toChatMessage } from './message-row.ts';
import { findRateable, ratingOf, storeAsked, storeCsat, storeHelped, storeThumb, type Rated } from './ratings.sql.ts';
import { owned } from './transcript.ts';
import { lockConversation, messageById } from './transcript.sql.ts';

interface Context {
  tx: EntityManager;
  workspaceId: string;
  conversationId: string;
  whose: Whose;
}

/** What visitors say about answers and conversations. Saying the same again changes nothing. */
@Injectable()
export class Ratings {
  constructor(private readonly db: Database, private readonly broadcast: Broadcast) {}

  /** @throws Problem `message_not_rateable`, `not_found` */
  async thumb(visitor: Visitor, conversationId: string, given: { messageId: string; thumb: Thumb | null; comment?: string | undefined }): Promise<void> {
    const rated = await this.under(visitor, conversationId, async ({ tx, workspaceId, whose }) => {
      const { messageId, thumb: to } = given;
      const message = await findRateable(tx, workspaceId, conversationId, messageId);
      if (!message) throw new Problem('not_found');
      const { role, state, thumb: from } = message;
      if (role !== 'assistant' || state === 'pending' || state === 'streaming') throw new Problem('message_not_rateable');
      await storeThumb(tx, { workspaceId, conversationId, messageId, from, to, comment: given.comment ?? null });
      if (from !== to) await appendFact(tx, workspaceId, { kind: 'message.rated', conversationId, whose, messageId, from, to });
      return messageById(tx, workspaceId, messageId);
    });
    this.broadcast.tell({ type: 'message', conversationId, message: toChatMessage(rated) });
  }

  /** The satisfaction card was drawn. */
  asked(visitor: Visitor, conversationId: string): Promise<void> {
    return this.under(visitor, conversationId, async (context) => noteAsked(context, await rated(context)));
  }

  /**
   * @param given.score null takes it back, or passes the question by
   * @param given.comment null takes it back, undefined keeps it
   */
  satisfaction(visitor: Visitor, conversationId: string, given: { score: number | null; comment?: string | null | undefined }): Promise<void> {
    return this.under(visitor, conversationId, async (context) => {
      const before = await rated(context);
      // Whoever rates was asked; otherwise the response rate could pass 100 %.
      await noteAsked(context, before);
      await storeCsat(context.tx, context, given.score, given.comment);
      if (before.csat === given.score) return;
      const { tx, workspaceId, whose } = context;
      await appendFact(tx, workspaceId, { kind: 'conversation.rated', conversationId, whose, from: before.csat, to: given.score });
    });
  }

  helped(visitor: Visitor, conversationId: string): Promise<void> {
    return this.under(visitor, conversationId, async (context) => {
      if ((await rated(context)).helped) return;
      const { tx, workspaceId, whose } = context;
      await storeHelped(tx, workspaceId, conversationId);
      await appendFact(tx, workspaceId, { kind: 'conversation.helped', conversationId, whose });
    });
  }

  private under<T>(visitor: Visitor, conversationId: string, work: (context: Context) => Promise<T>): Promise<T> {
    const { workspaceId } = visitor;
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const row = owned(visitor, await lockConversation(tx, workspaceId, conversationId));
      return work({ tx, workspaceId, conversationId, whose: whoseOf(row) });
    });
  }
}

async function rated({ tx, workspaceId, conversationId }: Context): Promise<Rated> {
  const row = await ratingOf(tx, workspaceId, conversationId);
  if (!row) throw new Problem('invalid_request', { detail: 'There is nothing to rate in this conversation yet.' });
  return row;
}

async function noteAsked({ tx, workspaceId, conversationId, whose }: Context, before: Rated): Promise<void> {
  if (before.askedAt !== null) return;
  await storeAsked(tx, workspaceId, conversationId);
  await appendFact(tx, workspaceId, { kind: 'rating.asked', conversationId, whose });
}
