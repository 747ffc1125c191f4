import { Injectable } from '@nestjs/common';
import type { Visitor } from '#accounts';
import { appendFact } from '#analytics';
import { systemLines, type Chat, type ChatMessage } from '#contracts';
import { Database, Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { Broadcast } from './broadcast.ts';
import { readChat } from './chat-view.sql.ts';
import { whoseOf, type ConversationRow } from './conversation-row.ts';
import { DeskNews } from './desk-news.ts';
import { completeWish, insertHandOver, openHandOver, type Wish } from './hand-overs.sql.ts';
import { freshMessage } from './message-row.ts';
import { owned } from './transcript.ts';
import { insertPlainMessage, lockConversation } from './transcript.sql.ts';

/** Puts a conversation into the queue for a person. */
@Injectable()
export class HandOvers {
  constructor(private readonly db: Database, private readonly broadcast: Broadcast, private readonly desk: DeskNews) {}

  /** Asking again only adds a reason or an address. @throws Problem `conversation_closed`, `gone`, `not_found` */
  async request(visitor: Visitor, conversationId: string, wish: { reason?: string | undefined; email?: string | undefined }): Promise<Chat> {
    const { workspaceId } = visitor;
    return this.put({ workspaceId, conversationId, reason: wish.reason ?? null, email: wish.email ?? null }, (row) => owned(visitor, row));
  }

  /** The assistant heard that the visitor wants a person. */
  async requestFor(workspaceId: string, conversationId: string): Promise<void> {
    await this.put({ workspaceId, conversationId, reason: null, email: null }, (row) => {
      if (!row) throw new Problem('not_found');
      return row;
    });
  }

  private async put(wish: Wish, check: (row: ConversationRow | undefined) => ConversationRow): Promise<Chat> {
    const { workspaceId, conversationId } = wish;
    const { chat, line } = await this.db.inWorkspace(workspaceId, async (tx) => {
      const row = check(await lockConversation(tx, workspaceId, conversationId));
      if (row.state === 'closed') throw new Problem('conversation_closed');
      const line = await this.store(tx, row, wish);
      return { chat: await readChat(tx, workspaceId, conversationId), line };
    });
    if (line) this.broadcast.tell({ type: 'message', conversationId, message: line });
    this.broadcast.tell({ type: 'state', conversationId, conversation: chat });
    this.desk.queueChanged(workspaceId);
    return chat;
  }

  /** @returns the line that the product says about it */
  private async store(tx: EntityManager, row: ConversationRow, wish: Wish): Promise<ChatMessage | null> {
    const { workspaceId, conversationId } = wish;
    const open = await openHandOver(tx, workspaceId, conversationId);
    if (open) {
      await completeWish(tx, open.id, wish);
      return wish.email === null || open.claimedBy !== null ? null : sayLine(tx, wish, systemLines.emailLeft);
    }
    await insertHandOver(tx, newId(), wish);
    await appendFact(tx, workspaceId, { kind: 'hand_over.requested', conversationId, whose: whoseOf(row) });
    const { teamAway } = await readChat(tx, workspaceId, conversationId);
    const away = wish.email === null ? systemLines.away : systemLines.emailLeft;
    return sayLine(tx, wish, teamAway ? away : systemLines.waiting);
  }
}

/** Says a line of the product itself in a conversation that the caller has locked. */
export async function sayLine(tx: EntityManager, where: { workspaceId: string; conversationId: string }, text: string): Promise<ChatMessage> {
  const { workspaceId, conversationId } = where;
  const id = newId();
  const stored = await insertPlainMessage(tx, { workspaceId, conversationId, id, role: 'system', text });
  return freshMessage({ id, ...stored, role: 'system', text });
}
