import { performance } from 'node:perf_hooks';
import { Injectable, Logger } from '@nestjs/common';
import type { Visitor } from '#accounts';
import { chatRequests, type ChatEvent } from '#contracts';
import { Config, problemOf, refusal } from '#platform';
import type { DefaultEventsMap, ExtendedError, Namespace, Socket } from 'socket.io';
import { Broadcast } from './broadcast.ts';
import { FollowedAnswers } from './followed-answers.ts';
import { Handshakes } from './handshakes.ts';
import { Heartbeats } from './heartbeats.ts';
import { EVENTS_PER_MINUTE, guardPackets } from './packet-gate.ts';
import { roomOf } from './rooms.ts';
import { SLOW_ROOM, SlowConsumers } from './slow-consumers.ts';
import type { AcceptOptions } from './transcript.ts';

const CHECK_TOKENS_EVERY_MS = 5 * 60_000;
const known: ReadonlySet<string> = new Set(Object.keys(chatRequests));
const now = (): number => performance.now();

interface VisitorSocketData {
  visitor: Visitor;
  token: string;
  /** Set when a replay plays this visitor: what it knows of each conversation that it opened. */
  played: Map<string, AcceptOptions> | null;
}
export type VisitorSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, VisitorSocketData>;

/** A refusal that a client finds in `connect_error`'s `data`. */
export function refused(error: unknown): ExtendedError {
  const problem = problemOf(error);
  return Object.assign(new Error(problem.code), { data: refusal(problem) });
}

/** The visitors' sockets as a crowd: who comes in, what reaches them, who is too slow. */
@Injectable()
export class ChatSockets {
  private readonly log = new Logger(ChatSockets.name);
  private stops: (() => void)[] = [];

  constructor(
    private readonly config: Config,
    private readonly handshakes: Handshakes,
    private readonly heartbeats: Heartbeats,
    private readonly broadcast: Broadcast,
    private readonly followed: FollowedAnswers,
  ) {}

  open(server: Namespace): void {
    server.use((socket: VisitorSocket, next) => void this.admit(socket).then(() => next(), (error: unknown) => next(refused(error))));
    this.broadcast.onChat((event) => send(server, event));
    const slow = new SlowConsumers(server, now);
    slow.start();
    const tokens = setInterval(() => void this.checkTokens(server), CHECK_TOKENS_EVERY_MS).unref();
    const heartbeats = this.heartbeats.start(server, (room, event) => server.local.to(room).emit('chat', event));
    this.stops = [() => this.followed.stop(), () => slow.stop(), () => clearInterval(tokens), heartbeats];
    if (this.config.redisUrl !== null) this.followed.start(server);
  }

  close(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
  }

  private async admit(socket: VisitorSocket): Promise<void> {
    const { visitor, played } = await this.handshakes.admit(socket, now(), Math.random);
    socket.data.visitor = visitor;
    socket.data.played = played ? new Map() : null;
    socket.data.token = String(socket.handshake.auth['visitorToken']);
    guardPackets(socket, known, now, played ? Infinity : EVENTS_PER_MINUTE * this.config.limitFactor);
  }

  private async checkTokens(server: Namespace): Promise<void> {
    for (const socket of server.sockets.values() as Iterable<VisitorSocket>) {
      const good = await this.handshakes.isStillGood(socket.data.token).catch((error: unknown) => {
        this.log.warn({ event: 'tokens.not_checked' }, error);
        return true;
      });
      if (!good) socket.disconnect(true);
    }
  }
}

function send(server: Namespace, event: ChatEvent): void {
  const room = server.to(roomOf(event.conversationId));
  // Whoever reads too slowly gets the whole at the end instead of the pieces.
  (event.type === 'delta' ? room.except(SLOW_ROOM) : room).emit('chat', event);
}
