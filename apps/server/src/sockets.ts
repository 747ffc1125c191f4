import { IoAdapter } from '@nestjs/platform-socket.io';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server, ServerOptions } from 'socket.io';

type AdapterFactory = NonNullable<ServerOptions['adapter']>;

/** socket.io by websocket only, with a small frame limit. Who may come in is judged per namespace, where the site is known. */
export class Sockets extends IoAdapter {
  private constructor(app: NestFastifyApplication, private readonly between: AdapterFactory | undefined, readonly closeBetween: () => Promise<void>) {
    super(app);
  }

  /** @param redisUrl passes events between several servers; null: this process serves alone */
  static async create(app: NestFastifyApplication, redisUrl: string | null): Promise<Sockets> {
    if (!redisUrl) return new Sockets(app, undefined, () => Promise.resolve());
    const [{ createAdapter }, { createClient }] = await Promise.all([import('@socket.io/redis-streams-adapter'), import('redis')]);
    const redis = createClient({ url: redisUrl });
    // Without Redis each server still reaches its own tabs, and the others heal by their next heartbeat.
    redis.on('error', () => undefined);
    await redis.connect();
    return new Sockets(app, createAdapter(redis) as AdapterFactory, async () => void (await redis.close()));
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const ours: Partial<ServerOptions> = {
      ...options,
      serveClient: false,
      transports: ['websocket'],
      allowEIO3: false,
      perMessageDeflate: false,
      maxHttpBufferSize: 65_536,
      pingInterval: 10_000,
      pingTimeout: 8_000,
      connectTimeout: 5_000,
      ...(this.between ? { adapter: this.between } : {}),
    };
    return super.createIOServer(port, ours as ServerOptions) as Server;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    await this.closeBetween();
  }
}
