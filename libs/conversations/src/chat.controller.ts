import { Controller, Req, Res } from '@nestjs/common';
import { ForVisitors, VisitorLimits, Who, networkAddressOf, type Visitor } from '#accounts';
import {
  askedForRating, confirmHelped, deleteConversation, endConversation, listMyConversations, openConversation, rateConversation, rateMessage,
  readMessages, requestPerson, retryMessage, sendMessage, stopMessage, type InputOf, type ReplyOf,
} from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswerStreams } from './answer-streams.ts';
import { Farewell } from './farewell.ts';
import { HandOvers } from './hand-overs.ts';
import { Ratings } from './ratings.ts';
import { VisitorChat } from './visitor-chat.ts';

const done = { ok: true } as const;

/** The visitors' door by HTTP: the same service as behind the sockets. */
@Controller()
export class ChatController {
  constructor(
    private readonly limits: VisitorLimits,
    private readonly chat: VisitorChat,
    private readonly streams: AnswerStreams,
    private readonly ratings: Ratings,
    private readonly handOvers: HandOvers,
    private readonly farewell: Farewell,
  ) {}

  @Endpoint(openConversation)
  @ForVisitors()
  async open(@Input() about: InputOf<typeof openConversation>, @Who() visitor: Visitor, @Req() { headers }: FastifyRequest): Promise<ReplyOf<typeof openConversation>> {
    await this.limits.takeConversation(visitor);
    return this.chat.open(visitor, { ...about, acceptLanguage: headers['accept-language'] });
  }

  @Endpoint(listMyConversations)
  @ForVisitors()
  async list(@Who() visitor: Visitor): Promise<ReplyOf<typeof listMyConversations>> {
    return { items: await this.chat.list(visitor) };
  }

  /** A client that hangs up does not stop the answer: it is kept and can be read. */
  @Endpoint(sendMessage)
  @ForVisitors()
  async send(
    @Input() message: InputOf<typeof sendMessage>, @Who() visitor: Visitor, @Req() request: FastifyRequest, @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.take(visitor, networkAddressOf(request.ip, request.headers), message.text);
    if (!String(request.headers.accept).includes('text/event-stream')) {
      void reply.status(sendMessage.status).send(await this.chat.send(visitor, message));
      return;
    }
    await this.chat.check(visitor, message.conversationId);
    await this.streams.stream(visitor, message, reply);
  }

  @Endpoint(readMessages)
  @ForVisitors()
  read(@Input() { conversationId, afterSeq }: InputOf<typeof readMessages>, @Who() visitor: Visitor): Promise<ReplyOf<typeof readMessages>> {
    return this.chat.resume(visitor, conversationId, afterSeq);
  }

  @Endpoint(stopMessage)
  @ForVisitors()
  async stop(@Input() { conversationId, messageId }: InputOf<typeof stopMessage>, @Who() visitor: Visitor): Promise<ReplyOf<typeof stopMessage>> {
    await this.chat.stop(visitor, conversationId, messageId);
    return done;
  }

  @Endpoint(retryMessage)
  @ForVisitors()
  async retry(
    @Input() { conversationId, messageId }: InputOf<typeof retryMessage>, @Who() visitor: Visitor, @Req() request: FastifyRequest,
  ): Promise<ReplyOf<typeof retryMessage>> {
    await this.limits.take(visitor, networkAddressOf(request.ip, request.headers));
    return this.chat.retry(visitor, conversationId, messageId);
  }

  @Endpoint(rateMessage)
  @ForVisitors()
  async rateMessage(@Input() { conversationId, ...given }: InputOf<typeof rateMessage>, @Who() visitor: Visitor): Promise<ReplyOf<typeof rateMessage>> {
    await this.ratings.thumb(visitor, conversationId, given);
    return done;
  }

  @Endpoint(rateConversation)
  @ForVisitors()
  async rate(@Input() { conversationId, ...given }: InputOf<typeof rateConversation>, @Who() visitor: Visitor): Promise<ReplyOf<typeof rateConversation>> {
    await this.ratings.satisfaction(visitor, conversationId, given);
    return done;
  }

  @Endpoint(askedForRating)
  @ForVisitors()
  async asked(@Input() { conversationId }: InputOf<typeof askedForRating>, @Who() visitor: Visitor): Promise<ReplyOf<typeof askedForRating>> {
    await this.ratings.asked(visitor, conversationId);
    return done;
  }

  @Endpoint(confirmHelped)
  @ForVisitors()
  async helped(@Input() { conversationId }: InputOf<typeof confirmHelped>, @Who() visitor: Visitor): Promise<ReplyOf<typeof confirmHelped>> {
    await this.ratings.helped(visitor, conversationId);
    return done;
  }

  @Endpoint(requestPerson)
  @ForVisitors()
  handOver(@Input() { conversationId, ...wish }: InputOf<typeof requestPerson>, @Who() visitor: Visitor): Promise<ReplyOf<typeof requestPerson>> {
    return this.handOvers.request(visitor, conversationId, wish);
  }

  @Endpoint(endConversation)
  @ForVisitors()
  end(@Input() { conversationId }: InputOf<typeof endConversation>, @Who() visitor: Visitor): Promise<ReplyOf<typeof endConversation>> {
    return this.farewell.end(visitor, conversationId);
  }

  @Endpoint(deleteConversation)
  @ForVisitors()
  async forget(@Input() { conversationId }: InputOf<typeof deleteConversation>, @Who() visitor: Visitor): Promise<ReplyOf<typeof deleteConversation>> {
    await this.farewell.forget(visitor, conversationId);
    return done;
  }
}
