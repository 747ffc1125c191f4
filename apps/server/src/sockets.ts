import { IoAdapter } from '@nestjs/platform-socket.io';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Server, ServerOptions, Socket } from 'socket.io';
import type { AdapterFactory } from './between-servers.ts';

const NAMESPACES = ['/chat', '/desk'] as const;
/** Over which the tabs of a stopping server come back. */
const SPREAD_MS = 5_000;

/** socket.io by websocket only, with a small frame limit. Who may come in is judged per namespace, where the site is known. */
export class Sockets extends IoAdapter {
  private readonly servers = new Set<Server>();

  /** @param between passes events between several servers; undefined: this process serves alone */
  constructor(app: NestFastifyApplication, private readonly between: AdapterFactory | undefined) {
    super(app);
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
    const server = super.createIOServer(port, ours as ServerOptions);
    this.servers.add(server);
    return server;
  }

  /**
   * One listener for all of a socket's requests, in place of a chain of operators for each of them: with thousands of
   * tabs that is most of their memory. Handlers acknowledge by what they return; failures by their filter.
   */
  override bindMessageHandlers(socket: Socket, handlers: MessageMappingProperties[]): void {
    socket.onAny((name: string, ...given: unknown[]) => {
      const handler = handlers.find((one) => one.message === name);
      if (!handler) return;
      const [body, ack] = typeof given[0] === 'function' ? [undefined, given[0]] : given;
      void replyOf(handler.callback(body, ack)).then((reply) => {
        if (reply !== undefined && typeof ack === 'function') (ack as (reply: unknown) => void)(reply);
      });
    });
  }

  /** Tells every tab and desk to come back in a while, each after a time of its own, so that they do not all come at once. */
  tellDraining(): void {
    for (const server of this.servers) {
      for (const namespace of NAMESPACES) {
        for (const socket of server.of(namespace).sockets.values()) socket.emit('server_draining', { reconnectInMs: Math.round(Math.random() * SPREAD_MS) });
      }
    }
  }
}

/** With an interceptor around it, a handler gives a stream of its one reply; none when its filter has acknowledged. */
async function replyOf(given: unknown): Promise<unknown> {
  const reply = await given;
  return isObservable(reply) ? lastValueFrom(reply, { defaultValue: undefined }) : reply;
}
