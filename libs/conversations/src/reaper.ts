import { performance } from 'node:perf_hooks';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Config, Readiness } from '#platform';
import { Answering } from './answering.ts';
import { Broadcast } from './broadcast.ts';
import { whoseOf } from './conversation-row.ts';
import { APOLOGY } from './ending.ts';
import { toChatMessage } from './message-row.ts';
import type { PendingReply } from './pending-reply.ts';
import { Replies, cutOff, type OwnReply } from './replies.ts';
import type { Ending, Orphan } from './replies.sql.ts';

const EVERY_MS = 5_000;
const AT_ONCE = 50;
const MOST_ATTEMPTS = 3;

/**
 * Looks after answers whose process fell silent. Nothing of them was shown: they are answered again, three times at most.
 * Something was shown: they are marked as interrupted and keep their text; the visitor may try again.
 */
@Injectable()
export class Reaper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Reaper.name);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<number> = Promise.resolve(0);

  constructor(
    private readonly config: Config,
    private readonly replies: Replies,
    private readonly answering: Answering,
    private readonly broadcast: Broadcast,
    private readonly readiness: Readiness,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // The embedded database serves this process only: whoever held an answer before is dead.
    if (this.config.databaseUrl === null) await this.replies.expireAll();
    await this.look();
    this.timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** @returns how many answers were found */
  look(): Promise<number> {
    this.round = this.round.then(() => this.takeAll()).catch((error: unknown) => {
      this.log.warn({ event: 'reaper.failed' }, error);
      return 0;
    });
    return this.round;
  }

  private async takeAll(): Promise<number> {
    let found = 0;
    while (!this.readiness.isDraining) {
      const orphans = await this.replies.takeOrphans(AT_ONCE);
      for (const orphan of orphans) await this.settle(orphan);
      found += orphans.length;
      if (orphans.length < AT_ONCE) break;
    }
    return found;
  }

  private async settle(orphan: Orphan): Promise<void> {
    const { message, conversation } = orphan;
    this.log.warn({ event: 'answer.orphaned', conversationId: conversation.id, state: message.state, attempt: message.attempt });
    if (conversation.deleted || conversation.state !== 'bot') return this.close(orphan, cutOff(orphan, message, { state: 'cancelled', result: 'handed_over', errorCode: null }));
    if (message.state === 'streaming') return this.close(orphan, cutOff(orphan, message, { state: 'interrupted', result: 'failed', errorCode: 'lost' }));
    if (message.attempt > MOST_ATTEMPTS) {
      return this.close(orphan, { ...cutOff(orphan, message, { state: 'failed', result: 'failed', errorCode: 'lost' }), text: APOLOGY });
    }
    this.answering.begin(replyOf(orphan), this.broadcast.tell);
  }

  private async close(orphan: Orphan, ending: Ending): Promise<void> {
    if (!(await this.replies.close(ownOf(orphan), ending))) return;
    const { state, text, offersPerson } = ending;
    const message = toChatMessage({ ...orphan.message, state, text, offersPerson });
    this.broadcast.tell({ type: 'finished', conversationId: orphan.conversation.id, message, textLength: text.length });
  }
}

const ownOf = ({ workspaceId, message, leaseToken, conversation }: Orphan): OwnReply =>
  ({ workspaceId, id: message.id, leaseToken, conversationId: conversation.id, whose: whoseOf(conversation), visitorId: conversation.visitorId });

function replyOf(orphan: Orphan): PendingReply {
  const { seq, attempt, createdAt } = orphan.message;
  return {
    ...ownOf(orphan), seq, attempt, createdAt, question: orphan.question, crossEngineFallback: orphan.conversation.crossEngineFallback,
    behind: true, history: null, spent: null, since: performance.now() - orphan.ageMs,
  };
}
