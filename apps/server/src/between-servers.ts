import { setTimeout as delay } from 'node:timers/promises';
import type { Redis, RedisClient } from '#platform';
import type { ServerOptions } from 'socket.io';

export type AdapterFactory = NonNullable<ServerOptions['adapter']>;

const AGAIN_AFTER_MS = 250;

/**
 * Brings what is said on one server to the tabs and desks of the others. What is said while Redis is away stays on its
 * server; tabs elsewhere find it by their next heartbeat.
 */
export async function betweenServers(redis: Redis): Promise<AdapterFactory | undefined> {
  const { client } = redis;
  if (!client) return undefined;
  const { createAdapter } = await import('@socket.io/redis-streams-adapter');
  return createAdapter(writer(client, redis), { streamName: 'duet:events', channelPrefix: 'duet' }) as AdapterFactory;
}

/** By this name the adapter knows the package that its client comes from. */
const mark = { sSubscribe: (): void => undefined };

/** What the adapter asks of a client. It looks after few of its failures, and a failure nobody looks after ends the process. */
function writer(client: RedisClient, redis: Redis): object {
  return {
    ...mark,
    duplicate: () => reader(redis.another()),
    xAdd: (...given: Parameters<RedisClient['xAdd']>) => client.xAdd(...given),
    publish: (...given: Parameters<RedisClient['publish']>) => client.publish(...given).catch(() => 0),
    sendCommand: (words: string[]) => client.sendCommand(words),
  };
}

function reader(client: RedisClient): object {
  return {
    ...mark,
    on: () => undefined,
    connect: () => client.connect().catch(() => undefined),
    disconnect: () => client.destroy(),
    subscribe: (...given: Parameters<RedisClient['subscribe']>) => client.subscribe(...given).catch(() => undefined),
    // The adapter asks again at once, whatever happened.
    xRead: (...given: Parameters<RedisClient['xRead']>) => client.xRead(...given).catch((error: unknown) => delay(AGAIN_AFTER_MS).then(() => Promise.reject(error as Error))),
  };
}
