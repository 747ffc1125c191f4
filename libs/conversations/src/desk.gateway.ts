import { Logger, UseFilters, type BeforeApplicationShutdown } from '@nestjs/common';
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import { deskRequests, type DeskEvent } from '#contracts';
import { Config, Problem, ProblemFilter, parse } from '#platform';
import type { Namespace } from 'socket.io';
import { Broadcast } from './broadcast.ts';
import { refused } from './chat-sockets.ts';
import { DeskNews } from './desk-news.ts';
import { DeskPresence, type DeskSocket } from './desk-presence.ts';
import { Heartbeats } from './heartbeats.ts';
import { EVENTS_PER_MINUTE, guardPackets } from './packet-gate.ts';
import { deskRoomOf, roomOf } from './rooms.ts';

const known: ReadonlySet<string> = new Set(Object.keys(deskRequests));

/** The team's door by socket: the queue, live numbers, and the conversations that a member looks at. */
@WebSocketGateway({ namespace: '/desk' })
@UseFilters(ProblemFilter)
export class DeskGateway implements OnGatewayInit, BeforeApplicationShutdown {
  private readonly log = new Logger(DeskGateway.name);
  private stopHeartbeats: () => void = () => undefined;

  constructor(
    private readonly config: Config,
    private readonly presence: DeskPresence,
    private readonly broadcast: Broadcast,
    private readonly news: DeskNews,
    private readonly heartbeats: Heartbeats,
  ) {}

  afterInit(server: Namespace): void {
    server.use((socket: DeskSocket, next) => void this.admit(socket).then(() => next(), (error: unknown) => next(refused(error))));
    // Other processes' desks are out of sight; with them around, everything is always sent.
    const isWatched = (room: string): boolean => this.config.redisUrl !== null || server.adapter.rooms.has(room);
    this.broadcast.onChat((event) => {
      const room = roomOf(event.conversationId);
      if (isWatched(room)) server.to(room).emit('desk', { type: 'chat', event } satisfies DeskEvent);
    });
    this.broadcast.onDesk((workspaceId, event) => server.to(deskRoomOf(workspaceId)).emit('desk', event));
    this.news.reachThrough((workspaceId) => isWatched(deskRoomOf(workspaceId)));
    this.presence.start(server);
    this.stopHeartbeats = this.heartbeats.start(server, (room, event) => server.local.to(room).emit('desk', { type: 'chat', event } satisfies DeskEvent));
  }
  beforeApplicationShutdown(): void {
    this.stopHeartbeats();
    this.presence.stop();
  }

  async handleConnection(socket: DeskSocket): Promise<void> {
    const { workspaceId } = socket.data.actor;
    await socket.join(deskRoomOf(workspaceId));
    this.news.queueChanged(workspaceId);
  }
  async handleDisconnect(socket: DeskSocket): Promise<void> {
    await this.presence.left(socket).catch((error: unknown) => this.log.warn({ event: 'desk.leave_failed' }, error));
  }

  @SubscribeMessage('desk.watch')
  async watch(@ConnectedSocket() socket: DeskSocket, @MessageBody() body: unknown): Promise<{ ok: true }> {
    const { conversationId } = parse(deskRequests['desk.watch'], body);
    await this.presence.checkOwn(socket.data.actor, conversationId);
    await socket.join(roomOf(conversationId));
    return { ok: true };
  }

  @SubscribeMessage('desk.unwatch')
  async unwatch(@ConnectedSocket() socket: DeskSocket, @MessageBody() body: unknown): Promise<{ ok: true }> {
    await socket.leave(roomOf(parse(deskRequests['desk.unwatch'], body).conversationId));
    return { ok: true };
  }

  @SubscribeMessage('desk.available')
  async available(@ConnectedSocket() socket: DeskSocket, @MessageBody() body: unknown): Promise<{ ok: true }> {
    const { on } = parse(deskRequests['desk.available'], body);
    if (!socket.data.actor.permissions.includes('conversations:reply')) throw new Problem('forbidden');
    await this.presence.say(socket, on);
    return { ok: true };
  }

  @SubscribeMessage('typing')
  typing(@ConnectedSocket() socket: DeskSocket, @MessageBody() body: unknown): { ok: true } {
    const { conversationId, on } = parse(deskRequests.typing, body);
    if (!socket.rooms.has(roomOf(conversationId))) throw new Problem('not_found');
    this.broadcast.tell({ type: 'typing', conversationId, role: 'agent', on });
    return { ok: true };
  }

  private async admit(socket: DeskSocket): Promise<void> {
    socket.data.actor = await this.presence.admit(socket);
    guardPackets(socket, known, () => performance.now(), EVENTS_PER_MINUTE);
  }
}
