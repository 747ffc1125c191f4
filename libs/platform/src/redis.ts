import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { RedisClientOptions, RedisClientType } from 'redis';
import type { Config } from './config.ts';

export type RedisClient = RedisClientType;

/** A Redis that hangs is noticed after so long. */
const SILENCE_MS = 2_000;
/** Longer than a waiting command waits. */
const READER_SILENCE_MS = 12_000;

/**
 * What several servers of one installation share besides the database, when REDIS_URL names it. Nothing that is certain
 * lives here and nobody waits for it: while it is away each server does without.
 */
@Injectable()
export class Redis implements OnApplicationShutdown {
  private readonly opened: RedisClient[] = [];

  private constructor(
    /** Refuses at once what it cannot send; null: this server is alone. */
    readonly client: RedisClient | null,
    private readonly open: (options: RedisClientOptions) => RedisClient,
  ) {
    if (client) this.opened.push(client);
  }

  /** Does not wait for the connection: a server starts without Redis too. */
  static async connect({ redisUrl }: Pick<Config, 'redisUrl'>): Promise<Redis> {
    if (redisUrl === null) return new Redis(null, () => { throw new RangeError('there is no Redis'); });
    const { createClient } = await import('redis');
    const open = (options: RedisClientOptions): RedisClient => {
      // The second version of the protocol: the third one changes what reading a stream gives.
      const client = createClient({ ...options, url: redisUrl, RESP: 2 }) as unknown as RedisClient;
      return client.on('error', () => undefined);
    };
    const client = open({ disableOfflineQueue: true, pingInterval: SILENCE_MS / 2, socket: { socketTimeout: SILENCE_MS, reconnectStrategy } });
    void client.connect().catch(() => undefined);
    return new Redis(client, open);
  }

  /** A connection of its own, not yet connected, for commands that wait; they are kept while Redis is away. */
  another(): RedisClient {
    const reader = this.open({ pingInterval: READER_SILENCE_MS / 3, socket: { socketTimeout: READER_SILENCE_MS, reconnectStrategy } });
    this.opened.push(reader);
    return reader;
  }

  get isHere(): boolean {
    return this.client?.isReady ?? false;
  }

  onApplicationShutdown(): void {
    for (const client of this.opened) client.destroy();
  }
}

/** For ever, also after a time-out, each server at a moment of its own. */
const reconnectStrategy = (tries: number): number => Math.min(50 * 2 ** Math.min(tries, 6), 1_000) + Math.floor(Math.random() * 200);
