import { Injectable } from '@nestjs/common';
import type { ChatEvent } from '#contracts';
import type { Namespace } from 'socket.io';
import { Answering } from './answering.ts';
import { Broadcast } from './broadcast.ts';
import { messageIdOf } from './message-id-of.ts';

/** A process that follows says so every second; one that fell silent needs nothing more. */
const FORGET_AFTER_MS = 5_000;

/**
 * What several processes tell each other about answers besides what reaches their tabs: which were ended, and, for the
 * HTTP streams of another process, the pieces of those that run here.
 */
@Injectable()
export class FollowedAnswers {
  private readonly followed = new Map<string, NodeJS.Timeout>();

  constructor(private readonly answering: Answering, private readonly broadcast: Broadcast) {}

  /** @param server reaches the other processes */
  start(server: Namespace): void {
    this.broadcast.onSilence((conversationId, messageId) => server.serverSideEmit('silence', conversationId, messageId));
    server.on('silence', (conversationId: string, messageId: string | null) => this.answering.silence(conversationId, messageId));
    this.broadcast.onFollow((messageId) => server.serverSideEmit('follow', messageId));
    server.on('follow', (messageId: string) => this.follow(messageId));
    // Only what this process says itself: what it was told would go round for ever.
    this.broadcast.onChat((event) => {
      if (this.followed.has(messageIdOf(event) ?? '')) server.serverSideEmit('followed', event);
    });
    server.on('followed', (event: ChatEvent) => this.broadcast.tellListeners(event));
  }

  stop(): void {
    for (const timer of this.followed.values()) clearTimeout(timer);
    this.followed.clear();
  }

  private follow(messageId: string): void {
    const known = this.followed.get(messageId);
    if (known) known.refresh();
    else if (this.answering.viewOf(messageId)) {
      this.followed.set(messageId, setTimeout(() => this.followed.delete(messageId), FORGET_AFTER_MS).unref());
    }
  }
}
