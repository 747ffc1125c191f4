import { Manager, type Socket } from 'socket.io-client';
import type { input } from 'zod';
import type { Ack, ChatEvent, ChatRequestName, Refusal, chatRequests } from '#contracts';
import { backoffMs } from './backoff.ts';

const ACK_WITHIN_MS = 5_000;

export type Body<Name extends ChatRequestName> = input<(typeof chatRequests)[Name]>;

export interface LineOwner {
  handshake(): { siteKey: string; visitorToken: string };
  up: () => void;
  down: () => void;
  heard: (event: ChatEvent) => void;
  /** The server does not take this visitor (any more). */
  refused: (refusal: Partial<Refusal>) => void;
}

/** The socket to the server: made again whenever it breaks or falls silent. Requests wait for it and are asked again. */
export class Line {
  private socket: Socket | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting: (() => void)[] = [];
  private closed = false;

  constructor(private readonly origin: string, private readonly owner: LineOwner, private readonly random: () => number = Math.random) {}

  get isUp(): boolean {
    return this.socket?.connected ?? false;
  }

  connect(): void {
    if (this.socket || this.closed) return;
    clearTimeout(this.timer);
    const manager = new Manager(this.origin, { transports: ['websocket'], reconnection: false, timeout: 10_000 });
    const socket = manager.socket('/chat', { auth: this.owner.handshake() });
    this.socket = socket;
    socket.on('connect', () => {
      this.failures = 0;
      this.owner.up();
      for (const go of this.waiting.splice(0)) go();
    });
    socket.on('chat', (event: ChatEvent) => this.owner.heard(event));
    socket.on('server_draining', ({ reconnectInMs }: { reconnectInMs: number }) => this.drop(socket, reconnectInMs));
    socket.on('disconnect', () => this.drop(socket));
    socket.on('connect_error', (error: Error & { data?: Partial<Refusal> }) => {
      this.drop(socket, error.data?.retryAfterMs);
      if (error.data?.code) this.owner.refused(error.data);
    });
  }

  /** Resolves with the answer, however many connections it takes; every request may be asked twice. Never when closed. */
  async ask<Name extends ChatRequestName>(name: Name, body: Body<Name>): Promise<Ack<Name>> {
    for (;;) {
      if (!this.isUp) await new Promise<void>((go) => this.waiting.push(go));
      const { socket } = this;
      if (!socket) continue;
      try {
        return (await socket.timeout(ACK_WITHIN_MS).emitWithAck(name, body)) as Ack<Name>;
      } catch {
        // No answer in time: whatever the socket believes, it is not to be trusted.
        this.drop(socket);
      }
    }
  }

  /** For news that nobody waits for, such as typing. */
  mention<Name extends ChatRequestName>(name: Name, body: Body<Name>): void {
    if (this.isUp) this.socket?.emit(name, body, () => undefined);
  }

  /** The network is back, or somebody looks at the page again: do not wait any longer. */
  hurry(): void {
    this.failures = 0;
    this.connect();
  }

  /** Lets the connection go; the next one begins with a new handshake. */
  pause(): void {
    clearTimeout(this.timer);
    const { socket } = this;
    this.socket = null;
    socket?.disconnect();
  }

  close(): void {
    this.closed = true;
    this.pause();
  }

  private drop(socket: Socket, afterMs?: number): void {
    if (socket !== this.socket) return;
    this.pause();
    this.owner.down();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), afterMs ?? backoffMs(this.failures, this.random));
    this.failures += 1;
  }
}
