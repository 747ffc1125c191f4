import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#platform';
import type { Namespace } from 'socket.io';
import { lastSeqs } from './heartbeats.sql.ts';
import { conversationOf, roomOf } from './rooms.ts';

const EVERY_MS = 30_000;
const AT_ONCE = 1_000;

/** Tells each tab how far its conversation has come, so that a lost event heals within half a minute. */
@Injectable()
export class Heartbeats {
  private readonly log = new Logger(Heartbeats.name);

  constructor(private readonly db: Database) {}

  /** @returns the way to stop */
  start(namespace: Namespace): () => void {
    const timer = setInterval(() => {
      void this.beat(namespace).catch((error: unknown) => this.log.warn({ event: 'heartbeat.missed' }, error));
    }, EVERY_MS).unref();
    return () => clearInterval(timer);
  }

  async beat(namespace: Namespace): Promise<void> {
    const ids = [...namespace.adapter.rooms.keys()].map(conversationOf).filter((id) => id !== null);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const beats = await this.db.acrossWorkspaces((tx) => lastSeqs(tx, ids.slice(from, from + AT_ONCE)));
      for (const { conversationId, lastSeq } of beats) {
        namespace.local.to(roomOf(conversationId)).emit('chat', { type: 'heartbeat', conversationId, lastSeq });
      }
    }
  }
}
