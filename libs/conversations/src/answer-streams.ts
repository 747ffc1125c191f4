import { Injectable } from '@nestjs/common';
import type { Visitor } from '#accounts';
import type { Receipt, SentMessage } from '#contracts';
import { Problem } from '#platform';
import type { FastifyReply } from 'fastify';
import { Answering } from './answering.ts';
import { Broadcast } from './broadcast.ts';
import { SentEvents } from './sent-events.ts';
import { VisitorChat } from './visitor-chat.ts';

const LOOK_EVERY_MS = 1_000;

/**
 * Answers as HTTP streams. What this process says is heard at once; of an answer that runs, or was ended, in another one
 * the pieces come by way of Redis when there is one, and by a look into its row each second.
 */
@Injectable()
export class AnswerStreams {
  constructor(
    private readonly chat: VisitorChat,
    private readonly answering: Answering,
    private readonly broadcast: Broadcast,
  ) {}

  /** Stores the message and streams its answer. Resolves when the stream has ended, which does not end the answer. */
  stream(visitor: Visitor, message: SentMessage, reply: FastifyReply): Promise<void> {
    const { conversationId } = message;
    return new Promise((resolve, reject) => {
      const stops: (() => void)[] = [];
      const stop = (): void => { for (const one of stops.splice(0)) one(); };
      const events = new SentEvents(reply, () => {
        stop();
        resolve();
      });
      stops.push(this.broadcast.listen(conversationId, events.hear));
      this.chat.send(visitor, message).then((receipt) => {
        stops.push(this.follow(visitor, conversationId, receipt, events));
        events.start(receipt);
      }).catch((error: unknown) => {
        stop();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  /** @returns the way to stop */
  private follow(visitor: Visitor, conversationId: string, receipt: Receipt, events: SentEvents): () => void {
    const { replyId, duplicate } = receipt;
    if (replyId === null) return () => undefined;
    let looking = false;
    const look = async (): Promise<void> => {
      looking = true;
      await this.look(visitor, conversationId, { ...receipt, replyId }, events).finally(() => (looking = false));
    };
    // One that was begun by an earlier request is somewhere in its middle, or over.
    if (duplicate) void look();
    const timer = setInterval(() => {
      const hears = this.answering.viewOf(replyId) !== undefined && !events.behind;
      if (!hears && !looking) void look();
    }, LOOK_EVERY_MS).unref();
    return () => clearInterval(timer);
  }

  private async look(visitor: Visitor, conversationId: string, { seq, replyId }: Receipt & { replyId: string }, events: SentEvents): Promise<void> {
    if (!this.answering.viewOf(replyId)) this.broadcast.follow(replyId);
    try {
      const { messages } = await this.chat.resume(visitor, conversationId, seq);
      const message = messages.find(({ id }) => id === replyId);
      if (message) events.catchUp(conversationId, message);
    } catch (error) {
      // The conversation is gone; with anything else, such as a database that is away, the next look may succeed.
      if (error instanceof Problem) events.end();
    }
  }
}
