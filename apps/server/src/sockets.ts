import type { IncomingMessage } from 'node:http';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server, ServerOptions } from 'socket.io';

type Handshake = (request: IncomingMessage, done: (refusal: string | null | undefined, ok: boolean) => void) => void;

/** socket.io by websocket only, with a small frame limit. Origins are judged per namespace, where the site is known. */
export class Sockets extends IoAdapter {
  constructor(app: NestFastifyApplication, private readonly allowHandshake: Handshake) {
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
      allowRequest: this.allowHandshake,
    };
    return super.createIOServer(port, ours as ServerOptions) as Server;
  }
}
