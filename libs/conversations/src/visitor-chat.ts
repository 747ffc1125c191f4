import { Injectable } from '@nestjs/common';
import type { Visitor } from '#accounts';
import type { Chat, ChatMessage, Receipt, SentMessage, Traffic, Transcript as Page } from '#contracts';
import { Problem } from '#platform';
import { Answering } from './answering.ts';
import { arrivalOf, type Said } from './arrival.ts';
import { Broadcast } from './broadcast.ts';
import { DeskNews } from './desk-news.ts';
import type { PendingReply } from './pending-reply.ts';
import { Retries } from './retries.ts';
import { Transcript, type AcceptOptions } from './transcript.ts';

/** What both doors, socket and HTTP, do with a visitor's message: store it, tell the tabs, have it answered. */
@Injectable()
export class VisitorChat {
  constructor(
    private readonly transcript: Transcript,
    private readonly retries: Retries,
    private readonly answering: Answering,
    private readonly broadcast: Broadcast,
    private readonly desk: DeskNews,
  ) {}

  open(visitor: Visitor, said: Said, traffic: Traffic = 'live'): Promise<Chat> {
    return this.transcript.open(visitor, arrivalOf(said), traffic);
  }

  list(visitor: Visitor): Promise<Chat[]> {
    return this.transcript.list(visitor);
  }

  /** @throws Problem `not_found` for somebody else's conversation, `gone` for a deleted one */
  check(visitor: Visitor, conversationId: string): Promise<void> {
    return this.transcript.check(visitor, conversationId);
  }

  typing(conversationId: string, on: boolean): void {
    this.broadcast.tell({ type: 'typing', conversationId, role: 'visitor', on });
  }

  /** @returns what is certain now; the answer follows as events */
  async send(visitor: Visitor, sent: SentMessage, options: AcceptOptions = {}): Promise<Receipt> {
    const { conversationId, receipt, message, reply } = await this.transcript.accept(visitor, sent, options);
    if (message) this.broadcast.tell({ type: 'message', conversationId, message });
    this.follow(visitor, reply, message !== null);
    return receipt;
  }

  async retry(visitor: Visitor, conversationId: string, messageId: string): Promise<Receipt> {
    const { receipt, reply } = await this.retries.accept(visitor, conversationId, messageId);
    this.follow(visitor, reply, false);
    return receipt;
  }

  /** @throws Problem `message_not_running` */
  async stop(visitor: Visitor, conversationId: string, messageId: string): Promise<void> {
    await this.transcript.check(visitor, conversationId);
    const ended = await this.answering.halt(visitor.workspaceId, conversationId, 'stopped', this.broadcast.tell, messageId);
    if (ended === 0) throw new Problem('message_not_running');
  }

  /** Reads what follows `afterSeq`; answers under way here come as far as tabs have heard, so that the next delta fits. */
  async resume(visitor: Visitor, conversationId: string, afterSeq: number): Promise<Page> {
    for (;;) {
      const running = this.answering.unfinishedIn(conversationId);
      const page = await this.transcript.read(visitor, conversationId, afterSeq);
      const messages = page.messages.map((message) => this.answering.viewOf(message.id) ?? message);
      // One that ended while we read is read once more: its row is final now, and its last event may be gone already.
      const stale = messages.some((message) => isUnfinished(message) && running.has(message.id) && !this.answering.viewOf(message.id));
      if (!stale) return { ...page, messages };
    }
  }

  private follow(visitor: Visitor, reply: PendingReply | null, isNews: boolean): void {
    if (reply) this.answering.begin(reply, this.broadcast.tell);
    else if (isNews) this.desk.queueChanged(visitor.workspaceId);
    this.desk.countsChanged(visitor.workspaceId);
  }
}

const isUnfinished = (message: ChatMessage): boolean => message.state === 'pending' || message.state === 'streaming';
