import type { Namespace, Socket } from 'socket.io';

/** Sockets in this room are not sent pieces of answers; the finished message reaches them all the same. */
export const SLOW_ROOM = 'slow';

const LOOK_EVERY_MS = 250;
const MOST_PACKETS = 256;
const MOST_BYTES = 512 * 1_024;
const PATIENCE_MS = 10_000;

/** What waits in the engine for a peer that does not read; the web socket's own counter stays at zero meanwhile. */
interface Queue {
  writeBuffer: readonly { data?: unknown }[];
}

/** @returns true when more waits than a socket may keep in memory */
export function isOverfull(queue: Queue): boolean {
  const packets = queue.writeBuffer;
  if (packets.length > MOST_PACKETS) return true;
  let bytes = 0;
  for (const { data } of packets) bytes += typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0;
  return bytes > MOST_BYTES;
}

/** Keeps a peer that reads too slowly from filling our memory: first no more pieces, then no more connection. */
export class SlowConsumers {
  private readonly since = new Map<Socket, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly namespace: Namespace, private readonly now: () => number) {}

  start(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }
  stop(): void {
    clearInterval(this.timer);
  }

  look(): void {
    for (const socket of this.namespace.sockets.values()) {
      const queue = socket.conn as unknown as Queue;
      if (queue.writeBuffer.length === 0 && !this.since.has(socket)) continue;
      if (isOverfull(queue)) this.slow(socket);
      else if (this.since.delete(socket)) void socket.leave(SLOW_ROOM);
    }
  }

  private slow(socket: Socket): void {
    const since = this.since.get(socket);
    if (since === undefined) {
      this.since.set(socket, this.now());
      socket.once('disconnect', () => this.since.delete(socket));
      void socket.join(SLOW_ROOM);
    } else if (this.now() - since > PATIENCE_MS) {
      this.since.delete(socket);
      socket.disconnect(true);
    }
  }
}
