import { z } from 'zod';
import {
  Chat, ChatMessage, Csat, HandOverRequest, QueueItem, SentMessage, Thumbing,
} from './conversations.ts';
import type { Receipt, Transcript } from './conversations.ts';
import type { Refusal } from './problems.ts';
import { OptimizerState } from './optimizer.ts';
import { Id, text } from './primitives.ts';
import { AboutVisitor } from './targeting.ts';
import { TopicTraffic } from './topics.ts';
import { RunState, TrainingProgress } from './training.ts';

/** What the server tells a conversation's tabs; the same union travels over sockets and over `text/event-stream`. */
export const ChatEvent = z.discriminatedUnion('type', [
  /** A message was stored or changed as a whole (state, rating, citations). */
  z.object({ type: z.literal('message'), conversationId: Id, message: ChatMessage }),
  /** A piece of a running answer; `offset` in UTF-16 units. A gap means: read the messages again. */
  z.object({
    type: z.literal('delta'), conversationId: Id, messageId: Id, attempt: z.number().int(), offset: z.number().int(), text: z.string(),
  }),
  /** The answer reached its last state; `textLength` lets a client see that it holds all of it. */
  z.object({ type: z.literal('finished'), conversationId: Id, message: ChatMessage, textLength: z.number().int() }),
  z.object({ type: z.literal('state'), conversationId: Id, conversation: Chat }),
  z.object({ type: z.literal('typing'), conversationId: Id, role: z.enum(['visitor', 'assistant', 'agent']), on: z.boolean() }),
  z.object({ type: z.literal('heartbeat'), conversationId: Id, lastSeq: z.number().int() }),
]);
export type ChatEvent = z.output<typeof ChatEvent>;

/** Handshake of `/chat`. */
export const ChatHandshake = z.strictObject({
  siteKey: text(64), visitorToken: text(200),
  /** An API key with `replay:run`: the socket plays visitors, without an origin and without limits, as traffic `replay`. */
  replayKey: text(200).optional(),
});

/** Body of each event that a visitor's tab sends to `/chat`; every one is acknowledged. */
export const chatRequests = {
  /** What a page says about its visitor, and what a replay knows beforehand: the label of the first question, in a paired one the variant to ask. The latter with a replay key only. */
  'conversation.open': AboutVisitor.extend({ expectedIntent: text(120).optional(), forceVariantId: Id.optional() }),
  'conversation.resume': z.strictObject({ conversationId: Id, afterSeq: z.number().int().min(0) }),
  'message.send': SentMessage,
  'message.stop': z.strictObject({ conversationId: Id, messageId: Id }),
  'message.retry': z.strictObject({ conversationId: Id, messageId: Id }),
  'message.rate': Thumbing.extend({ conversationId: Id }),
  'conversation.rate': Csat,
  'conversation.asked': z.strictObject({ conversationId: Id }),
  'conversation.helped': z.strictObject({ conversationId: Id }),
  'conversation.hand-over': HandOverRequest,
  'conversation.end': z.strictObject({ conversationId: Id }),
  'conversation.delete': z.strictObject({ conversationId: Id }),
  typing: z.strictObject({ conversationId: Id, on: z.boolean() }),
} as const;
export type ChatRequestName = keyof typeof chatRequests;

/** What a successful acknowledgement carries besides `ok: true`. */
export interface ChatReplies {
  'conversation.open': { conversation: Chat };
  'conversation.resume': Transcript;
  'message.send': Receipt;
  'message.stop': object;
  'message.retry': Receipt;
  'message.rate': object;
  'conversation.rate': object;
  'conversation.asked': object;
  'conversation.helped': object;
  'conversation.hand-over': { conversation: Chat };
  'conversation.end': { conversation: Chat };
  'conversation.delete': object;
  typing: object;
}
export type Ack<Name extends ChatRequestName> = ({ ok: true } & ChatReplies[Name]) | Refusal;

/** The server is about to stop; reconnect after so many milliseconds. Sent as `server_draining` on every namespace. */
export const Draining = z.object({ reconnectInMs: z.number().int() });

/** What the server tells the desk (`/desk`, signed-in members of the workspace) as `desk`. */
export const DeskEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('queue'), items: z.array(QueueItem) }),
  /** Anything of a conversation that the member watches. */
  z.object({ type: z.literal('chat'), event: ChatEvent }),
  /** The grouping of unanswered questions moved on. */
  z.object({ type: z.literal('topics'), traffic: TopicTraffic, state: z.string() }),
  /** The building of a data set began, moved on or ended. */
  z.object({ type: z.literal('data_set'), dataSetId: Id, state: z.string() }),
  /** An evaluation began, moved on or ended. */
  z.object({ type: z.literal('evaluation'), evaluationId: Id, state: z.string(), done: z.number().int(), total: z.number().int() }),
  /** A fine-tune moved on or ended. */
  z.object({ type: z.literal('fine_tune'), fineTuneId: Id, state: z.string() }),
  /** A run of the prompt optimizer began, moved on or ended. */
  z.object({ type: z.literal('optimizer'), runId: Id, state: OptimizerState }),
  /** A run began, ended or moved on; `progress` while it runs. */
  z.object({ type: z.literal('training'), runId: Id, state: RunState, progress: TrainingProgress.optional() }),
  /** Live numbers of the overview. */
  z.object({ type: z.literal('live'), openConversations: z.number().int(), waiting: z.number().int(), answering: z.number().int() }),
  z.object({ type: z.literal('replay'), replayId: Id, done: z.number().int(), total: z.number().int(), state: z.enum(['running', 'finished', 'failed']) }),
]);
export type DeskEvent = z.output<typeof DeskEvent>;

export const deskRequests = {
  /** Receive the `chat` events of a conversation, and count as "there" for the queue. */
  'desk.watch': z.strictObject({ conversationId: Id }),
  'desk.unwatch': z.strictObject({ conversationId: Id }),
  'desk.available': z.strictObject({ on: z.boolean() }),
  typing: z.strictObject({ conversationId: Id, on: z.boolean() }),
} as const;
export type DeskRequestName = keyof typeof deskRequests;

