import { UseFilters, type BeforeApplicationShutdown } from '@nestjs/common';
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import { VisitorLimits } from '#accounts';
import { chatRequests, type Ack } from '#contracts';
import { Problem, ProblemFilter, parse } from '#platform';
import type { Namespace } from 'socket.io';
import { ChatSockets } from './chat-sockets.ts';
import type { VisitorSocket } from './chat-sockets.ts';
import { Farewell } from './farewell.ts';
import { HandOvers } from './hand-overs.ts';
import { addressOf } from './handshakes.ts';
import { Ratings } from './ratings.ts';
import { roomOf } from './rooms.ts';
import { VisitorChat } from './visitor-chat.ts';

/** The visitors' door by socket. Every request is parsed by its contract and acknowledged, also when it fails. */
@WebSocketGateway({ namespace: '/chat' })
@UseFilters(ProblemFilter)
export class ChatGateway implements OnGatewayInit, BeforeApplicationShutdown {
  constructor(
    private readonly sockets: ChatSockets,
    private readonly limits: VisitorLimits,
    private readonly chat: VisitorChat,
    private readonly ratings: Ratings,
    private readonly handOvers: HandOvers,
    private readonly farewell: Farewell,
  ) {}

  afterInit(server: Namespace): void {
    this.sockets.open(server);
  }
  beforeApplicationShutdown(): void {
    this.sockets.close();
  }

  @SubscribeMessage('conversation.open')
  async open(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'conversation.open'>> {
    const { expectedIntent, forceVariantId, ...about } = parse(chatRequests['conversation.open'], body);
    const { visitor, played } = socket.data;
    if (played === null && (expectedIntent ?? forceVariantId) !== undefined) throw new Problem('forbidden');
    if (played === null) await this.limits.takeConversation(visitor);
    const said = { ...about, acceptLanguage: socket.handshake.headers['accept-language'] };
    const conversation = await this.chat.open(visitor, said, played === null ? 'live' : 'replay');
    played?.set(conversation.id, { expectedIntent, forceVariantId });
    await socket.join(roomOf(conversation.id));
    return { ok: true, conversation };
  }

  @SubscribeMessage('conversation.resume')
  async resume(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'conversation.resume'>> {
    const { conversationId, afterSeq } = parse(chatRequests['conversation.resume'], body);
    await this.join(socket, conversationId);
    return { ok: true, ...(await this.chat.resume(socket.data.visitor, conversationId, afterSeq)) };
  }

  @SubscribeMessage('message.send')
  async send(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'message.send'>> {
    const message = parse(chatRequests['message.send'], body);
    const { visitor, played } = socket.data;
    if (played === null) await this.limits.take(visitor, addressOf(socket), message.text);
    await this.join(socket, message.conversationId);
    return { ok: true, ...(await this.chat.send(visitor, message, played?.get(message.conversationId))) };
  }

  @SubscribeMessage('message.stop')
  async stop(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'message.stop'>> {
    const { conversationId, messageId } = parse(chatRequests['message.stop'], body);
    await this.chat.stop(socket.data.visitor, conversationId, messageId);
    return { ok: true };
  }

  @SubscribeMessage('message.retry')
  async retry(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'message.retry'>> {
    const { conversationId, messageId } = parse(chatRequests['message.retry'], body);
    if (socket.data.played === null) await this.limits.take(socket.data.visitor, addressOf(socket));
    await this.join(socket, conversationId);
    return { ok: true, ...(await this.chat.retry(socket.data.visitor, conversationId, messageId)) };
  }

  @SubscribeMessage('message.rate')
  async rateMessage(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'message.rate'>> {
    const { conversationId, ...given } = parse(chatRequests['message.rate'], body);
    await this.ratings.thumb(socket.data.visitor, conversationId, given);
    return { ok: true };
  }

  @SubscribeMessage('conversation.rate')
  async rate(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'conversation.rate'>> {
    const { conversationId, ...given } = parse(chatRequests['conversation.rate'], body);
    await this.ratings.satisfaction(socket.data.visitor, conversationId, given);
    return { ok: true };
  }

  @SubscribeMessage('conversation.asked')
  async asked(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'conversation.asked'>> {
    await this.ratings.asked(socket.data.visitor, parse(chatRequests['conversation.asked'], body).conversationId);
    return { ok: true };
  }

  @SubscribeMessage('conversation.helped')
  async helped(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'conversation.helped'>> {
    await this.ratings.helped(socket.data.visitor, parse(chatRequests['conversation.helped'], body).conversationId);
    return { ok: true };
  }

  @SubscribeMessage('conversation.hand-over')
  async handOver(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'conversation.hand-over'>> {
    const { conversationId, ...wish } = parse(chatRequests['conversation.hand-over'], body);
    return { ok: true, conversation: await this.handOvers.request(socket.data.visitor, conversationId, wish) };
  }

  @SubscribeMessage('conversation.end')
  async end(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'conversation.end'>> {
    const { conversationId } = parse(chatRequests['conversation.end'], body);
    return { ok: true, conversation: await this.farewell.end(socket.data.visitor, conversationId) };
  }

  @SubscribeMessage('conversation.delete')
  async forget(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Promise<Ack<'conversation.delete'>> {
    await this.farewell.forget(socket.data.visitor, parse(chatRequests['conversation.delete'], body).conversationId);
    return { ok: true };
  }

  @SubscribeMessage('typing')
  typing(@ConnectedSocket() socket: VisitorSocket, @MessageBody() body: unknown): Ack<'typing'> {
    const { conversationId, on } = parse(chatRequests.typing, body);
    if (!socket.rooms.has(roomOf(conversationId))) throw new Problem('not_found');
    this.chat.typing(conversationId, on);
    return { ok: true };
  }

  /** First in the room, then reading: what happens in between is heard twice rather than missed. */
  private async join(socket: VisitorSocket, conversationId: string): Promise<void> {
    const room = roomOf(conversationId);
    if (socket.rooms.has(room)) return;
    await this.chat.check(socket.data.visitor, conversationId);
    await socket.join(room);
  }
}
