import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Halt } from './halt-cause.ts';
import { Replies } from './replies.ts';
import type { Held } from './replies.sql.ts';

const RENEW_EVERY_MS = 5_000;

/** Keeps alive the leases of the answers that this process works on: one statement for all, a third of their life apart. */
@Injectable()
export class Leases implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(Leases.name);
  private readonly held = new Map<string, { reply: Held; halt: Halt }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly replies: Replies) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      void this.renew().catch((error: unknown) => this.log.warn({ event: 'leases.not_renewed' }, error));
    }, RENEW_EVERY_MS).unref();
  }
  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Holds the lease for as long as `work` takes; it is halted when the lease is lost. */
  async hold<T>(reply: Held, halt: Halt, work: () => Promise<T>): Promise<T> {
    this.held.set(reply.leaseToken, { reply, halt });
    try {
      return await work();
    } finally {
      this.held.delete(reply.leaseToken);
    }
  }

  async renew(): Promise<void> {
    const mine = [...this.held.values()];
    if (mine.length === 0) return;
    const alive = await this.replies.renew(mine.map((one) => one.reply));
    for (const { reply, halt } of mine) {
      if (!alive.has(reply.leaseToken)) halt.now('lost');
    }
  }
}
