import { Injectable } from '@nestjs/common';
import type { Visitor } from '#accounts';
import { appendFact } from '#analytics';
import { systemLines, type Chat } from '#contracts';
import { Database } from '#platform';
import type { EntityManager } from 'typeorm';
import { Answering } from './answering.ts';
import { Broadcast } from './broadcast.ts';
import { readChat } from './chat-view.sql.ts';
import { whoseOf, type ConversationRow } from './conversation-row.ts';
import { DeskNews } from './desk-news.ts';
import { eraseConversation } from './farewell.sql.ts';
import { closeConversation, endHandOver } from './hand-overs.sql.ts';
import { sayLine } from './hand-overs.ts';
import { QueuePlaces } from './queue-places.ts';
import { owned } from './transcript.ts';
import { lockConversation } from './transcript.sql.ts';

/** How a visitor leaves: ends a conversation, or has it forgotten. */
@Injectable()
export class Farewell {
  constructor(
    private readonly db: Database,
    private readonly answering: Answering,
    private readonly broadcast: Broadcast,
    private readonly desk: DeskNews,
    private readonly places: QueuePlaces,
  ) {}

  /** Ending twice changes nothing. */
  async end(visitor: Visitor, conversationId: string): Promise<Chat> {
    const { workspaceId } = visitor;
    const { chat, line } = await this.db.inWorkspace(workspaceId, async (tx) => {
      const row = owned(visitor, await lockConversation(tx, workspaceId, conversationId));
      const line = row.state === 'closed' ? null : await sayLine(tx, { workspaceId, conversationId }, systemLines.ended);
      if (line) await this.close(tx, workspaceId, row);
      return { chat: await readChat(tx, workspaceId, conversationId), line };
    });
    await this.answering.halt(workspaceId, conversationId, 'stopped', this.broadcast.tell);
    if (line) this.broadcast.tell({ type: 'message', conversationId, message: line });
    this.broadcast.tell({ type: 'state', conversationId, conversation: chat });
    this.leftQueue(workspaceId);
    return chat;
  }

  /** Text, comments and addresses are gone for good; numbers without a person stay. Deleting twice is fine. */
  async forget(visitor: Visitor, conversationId: string): Promise<void> {
    const { workspaceId } = visitor;
    await this.db.inWorkspace(workspaceId, async (tx) => {
      const row = await lockConversation(tx, workspaceId, conversationId);
      if (row?.deleted && row.visitorId === visitor.id) return;
      await this.close(tx, workspaceId, owned(visitor, row));
    });
    // A running answer ends first, or it would write its text after the others' was erased.
    await this.answering.halt(workspaceId, conversationId, 'stopped', this.broadcast.tell);
    const chat = await this.db.inWorkspace(workspaceId, async (tx) => {
      await lockConversation(tx, workspaceId, conversationId);
      await eraseConversation(tx, workspaceId, conversationId);
      return readChat(tx, workspaceId, conversationId);
    });
    this.broadcast.tell({ type: 'state', conversationId, conversation: chat });
    this.leftQueue(workspaceId);
  }

  private leftQueue(workspaceId: string): void {
    this.desk.queueChanged(workspaceId);
    this.places.changed(workspaceId);
  }

  private async close(tx: EntityManager, workspaceId: string, row: ConversationRow): Promise<void> {
    if (row.state === 'closed') return;
    const about = { conversationId: row.id, whose: whoseOf(row) };
    if (await endHandOver(tx, workspaceId, row.id, 'visitor_left')) await appendFact(tx, workspaceId, { kind: 'hand_over.ended', ...about });
    await closeConversation(tx, workspaceId, row.id);
    await appendFact(tx, workspaceId, { kind: 'conversation.ended', ...about });
  }
}
