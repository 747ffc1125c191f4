import { Injectable, Logger } from '@nestjs/common';
import type { ChatEvent } from '#contracts';
import { Config, Database } from '#platform';
import type { Namespace } from 'socket.io';
import { endedLately, lastSeqs } from './heartbeats.sql.ts';
import { conversationOf, roomOf } from './rooms.ts';

const EVERY_MS = 30_000;
const AT_ONCE = 1_000;

type Tell = (room: string, event: ChatEvent) => void;

/**
 * Tells each tab how far its conversation has come, so that a lost event heals within half a minute. With several servers
 * answers that ended lately are told again: no later number would show that the end of the last answer was lost.
 */
@Injectable()
export class Heartbeats {
  private readonly log = new Logger(Heartbeats.name);

  constructor(private readonly db: Database, private readonly config: Config) {}

  /**
   * @param tell says it to the sockets of this process in a room
   * @returns the way to stop
   */
  start(namespace: Namespace, tell: Tell): () => void {
    const timer = setInterval(() => {
      void this.beat(namespace, tell).catch((error: unknown) => this.log.warn({ event: 'heartbeat.missed' }, error));
    }, EVERY_MS).unref();
    return () => clearInterval(timer);
  }

  async beat(namespace: Namespace, tell: Tell): Promise<void> {
    const ids = [...namespace.adapter.rooms.keys()].map(conversationOf).filter((id) => id !== null);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      for (const event of await this.newsOf(ids.slice(from, from + AT_ONCE))) tell(roomOf(event.conversationId), event);
    }
  }

  private newsOf(ids: readonly string[]): Promise<ChatEvent[]> {
    return this.db.acrossWorkspaces(async (tx) => {
      // The embedded database serves this process alone; what it says reaches its own tabs.
      const ended = this.config.databaseUrl === null && this.config.redisUrl === null ? [] : await endedLately(tx, ids, 2 * EVERY_MS);
      const beats = await lastSeqs(tx, ids);
      return [...ended.map((one) => ({ type: 'message' as const, ...one })), ...beats.map((beat) => ({ type: 'heartbeat' as const, ...beat }))];
    });
  }
}
