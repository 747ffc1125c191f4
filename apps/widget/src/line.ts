import { Manager, type Socket } from 'socket.io-client';
import type { input } from 'zod';
import type { Ack, ChatEvent, ChatRequestName, Refusal, chatRequests } from '#contracts';
import { backoffMs } from './backoff.ts';

const ACK_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 500;

export type Body<Name extends ChatRequestName> = input<(typeof chatRequests)[Name]>;

export interface LineOwner {
  handshake(): { siteKey: string; visitorToken: string };
  up: () => void;
  down: () => void;
  heard: (event: ChatEvent) => void;
  /** The server stops soon; the line moves on by itself. */
  draining: () => void;
  /** Something runs that the next connection might not hear the end of. */
  isBusy: () => boolean;
  /** The server does not take this visitor (any more). */
  refused: (refusal: Partial<Refusal>) => void;
}

/** The connection went away before the answer came. */
export class LineBroken extends Error {}

/** The socket to the server: made again whenever it breaks or falls silent. */
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
    /** Epoch milliseconds before which a stopping server does not want to see this tab again. */
    let leaveAt = 0;
    const drop = (afterMs?: number): void => this.drop(socket, afterMs);
    const leave = (): void => {
      if (socket === this.socket && this.owner.isBusy()) setTimeout(leave, LOOK_AGAIN_MS);
      else drop(0);
    };
    this.socket = socket;
    socket.on('connect', () => {
      this.failures = 0;
      this.owner.up();
      for (const go of this.waiting.splice(0)) go();
    });
    socket.on('chat', (event: ChatEvent) => this.owner.heard(event));
    socket.on('server_draining', ({ reconnectInMs }: { reconnectInMs: number }) => {
      leaveAt = Date.now() + reconnectInMs;
      setTimeout(leave, reconnectInMs);
      this.owner.draining();
    });
    // Each tab was given a moment of its own: keep to it, or all would come at once.
    socket.on('disconnect', () => drop(leaveAt > Date.now() ? leaveAt - Date.now() : undefined));
    socket.on('connect_error', (error: Error & { data?: Partial<Refusal> }) => {
      drop(error.data?.retryAfterMs);
      if (error.data?.code) this.owner.refused(error.data);
    });
  }

  /** Resolves with the answer, however many connections it takes; every request may be asked twice. Never when closed. */
  async ask<Name extends ChatRequestName>(name: Name, body: Body<Name>): Promise<Ack<Name>> {
    for (;;) {
      if (!this.isUp) await new Promise<void>((go) => this.waiting.push(go));
      const reply = await this.askOnce(name, body).catch(() => null);
      if (reply) return reply;
    }
  }

  /** For those who must not wait. @throws LineBroken */
  async askOnce<Name extends ChatRequestName>(name: Name, body: Body<Name>): Promise<Ack<Name>> {
    const { socket } = this;
    if (!socket?.connected) throw new LineBroken();
    try {
      return (await socket.timeout(ACK_WITHIN_MS).emitWithAck(name, body)) as Ack<Name>;
    } catch {
      // No answer in time: whatever the socket believes, it is not to be trusted.
      this.drop(socket);
      throw new LineBroken();
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
