import { Injectable } from '@nestjs/common';
import type { Actor } from '#accounts';
import { appendFact, type Fact } from '#analytics';
import { systemLines, type ChatMessage, type InputOf, type QueueItem, type Receipt, type replyAsAgent } from '#contracts';
import { Database, Problem, hashOf, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { Answering } from './answering.ts';
import { Broadcast } from './broadcast.ts';
import { readChat } from './chat-view.sql.ts';
import { whoseOf, type ConversationRow } from './conversation-row.ts';
import { DeskNews } from './desk-news.ts';
import { claimHandOver, closeConversation, endHandOver, leaveAgent, notePersonReplied } from './hand-overs.sql.ts';
import { sayLine } from './hand-overs.ts';
import { readQueue } from './inbox.sql.ts';
import { noteSent } from './duels/duels.sql.ts';
import { freshMessage } from './message-row.ts';
import { existing, mine } from './own-conversation.ts';
import { QueuePlaces } from './queue-places.ts';
import { insertPlainMessage, lockConversation, receiptOf, standingOf } from './transcript.sql.ts';

/** The agents' side of a hand-over: take it, answer, give back or close. */
@Injectable()
export class Inbox {
  constructor(
    private readonly db: Database,
    private readonly answering: Answering,
    private readonly broadcast: Broadcast,
    private readonly desk: DeskNews,
    private readonly places: QueuePlaces,
  ) {}

  queue(workspaceId: string): Promise<QueueItem[]> {
    return this.db.inWorkspace(workspaceId, (tx) => readQueue(tx, workspaceId));
  }

  /** Exactly one agent gets it; from now on the assistant is silent. @throws Problem `already_claimed`, `no_hand_over` */
  async claim(agent: Actor, conversationId: string): Promise<QueueItem> {
    const { workspaceId } = agent;
    const line = await this.change(agent, conversationId, async (tx, row) => {
      if (row.state === 'with_agent' && row.agentId === agent.id) return null;
      if (row.state === 'with_agent') throw new Problem('already_claimed');
      if (row.state !== 'waiting') throw new Problem('no_hand_over');
      await claimHandOver(tx, workspaceId, conversationId, agent.id);
      await appendFact(tx, workspaceId, factOf('hand_over.claimed', row));
      return sayLine(tx, { workspaceId, conversationId }, systemLines.joined(agent.name));
    });
    if (line) await this.answering.halt(workspaceId, conversationId, 'handed_over', this.broadcast.tell);
    const [item] = await this.db.inWorkspace(workspaceId, (tx) => readQueue(tx, workspaceId, conversationId));
    if (!item) throw new Problem('no_hand_over');
    return item;
  }

  /** @throws Problem `not_claimed_by_you`, `idempotency_conflict`; `not_found` for a choice between drafts that the agent did not make here */
  async reply(agent: Actor, conversationId: string, { duelId, ...sent }: Omit<InputOf<typeof replyAsAgent>, 'id'>): Promise<Receipt> {
    const { workspaceId } = agent;
    const hash = hashOf(sent.text);
    const { receipt, message } = await this.db.inWorkspace(workspaceId, async (tx) => {
      const row = existing(await lockConversation(tx, workspaceId, conversationId));
      const { earlier } = await standingOf(tx, workspaceId, conversationId, sent.clientMessageId);
      if (earlier && !earlier.hash.equals(hash)) throw new Problem('idempotency_conflict');
      if (earlier) return { receipt: receiptOf(earlier, null, true), message: null };
      mine(agent, row);
      const message = { ...sent, id: newId(), role: 'agent' as const, authorName: agent.name };
      const stored = await insertPlainMessage(tx, { ...message, workspaceId, conversationId, hash, authorId: agent.id });
      await notePersonReplied(tx, workspaceId, conversationId);
      if (duelId !== undefined) await noteSent(tx, { workspaceId, conversationId, duelId, rater: agent.id, messageId: message.id });
      return { receipt: receiptOf({ ...message, ...stored }, null, false), message: freshMessage({ ...message, ...stored }) };
    });
    if (message) this.broadcast.tell({ type: 'message', conversationId, message });
    this.desk.queueChanged(workspaceId);
    return receipt;
  }

  async giveBack(agent: Actor, conversationId: string): Promise<void> {
    const { workspaceId } = agent;
    await this.change(agent, conversationId, async (tx, row) => {
      mine(agent, row);
      await endHandOver(tx, workspaceId, conversationId, 'given_back');
      await leaveAgent(tx, workspaceId, conversationId);
      await appendFact(tx, workspaceId, factOf('hand_over.ended', row));
      return sayLine(tx, { workspaceId, conversationId }, systemLines.givenBack(agent.name));
    });
  }

  /** Closing twice changes nothing. */
  async close(agent: Actor, conversationId: string): Promise<void> {
    const { workspaceId } = agent;
    await this.change(agent, conversationId, async (tx, row) => {
      if (row.state === 'closed') return null;
      if (row.state !== 'waiting') mine(agent, row);
      const line = await sayLine(tx, { workspaceId, conversationId }, systemLines.closed(agent.name));
      if (await endHandOver(tx, workspaceId, conversationId, 'closed')) await appendFact(tx, workspaceId, factOf('hand_over.ended', row));
      await closeConversation(tx, workspaceId, conversationId);
      await appendFact(tx, workspaceId, factOf('conversation.ended', row));
      return line;
    });
  }

  /** Changes a conversation under its lock, then tells everybody. */
  private async change(agent: Actor, conversationId: string, work: (tx: EntityManager, row: ConversationRow) => Promise<ChatMessage | null>): Promise<ChatMessage | null> {
    const { workspaceId } = agent;
    const { line, conversation } = await this.db.inWorkspace(workspaceId, async (tx) => {
      const row = existing(await lockConversation(tx, workspaceId, conversationId));
      return { line: await work(tx, row), conversation: await readChat(tx, workspaceId, conversationId) };
    });
    if (line) this.broadcast.tell({ type: 'message', conversationId, message: line });
    this.broadcast.tell({ type: 'state', conversationId, conversation });
    this.desk.queueChanged(workspaceId);
    this.places.changed(workspaceId);
    return line;
  }
}

const factOf = (kind: 'hand_over.claimed' | 'hand_over.ended' | 'conversation.ended', row: ConversationRow): Fact =>
  ({ kind, conversationId: row.id, whose: whoseOf(row) });
