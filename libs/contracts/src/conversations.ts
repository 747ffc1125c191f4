import { z } from 'zod';
import { GuardFinding } from './guard-findings.ts';
import { ById, Done, Id, Instant, Nothing, Traffic, pageOf, pageQuery, text, trimmed } from './primitives.ts';
import { route } from './route.ts';
import { AboutVisitor, ArrivalFacts } from './targeting.ts';
import { ToolCall } from './tools.ts';

/** Longest message, in code points; at most four UTF-8 bytes each. */
export const MESSAGE_CODE_POINTS = 4_000;

export const MessageRole = z.enum(['visitor', 'assistant', 'agent', 'system']);
export type MessageRole = z.output<typeof MessageRole>;

export const MessageState = z.enum(['pending', 'streaming', 'complete', 'interrupted', 'failed', 'cancelled']);
export type MessageState = z.output<typeof MessageState>;

/** What an assistant message turned out to be; `budget`: the day's budget was used up, nothing was asked and a person is offered. */
export const AnswerResult = z.enum(['answered', 'clarified', 'offered_person', 'handed_over', 'failed', 'stopped', 'budget']);
export type AnswerResult = z.output<typeof AnswerResult>;

export const ConversationState = z.enum(['bot', 'waiting', 'with_agent', 'closed']);
export type ConversationState = z.output<typeof ConversationState>;

/** Where a sentence of an answer stands in the knowledge base. */
export const Citation = z.object({
  articleId: Id,
  /** Address part of the article, for the link. */
  slug: z.string(),
  title: z.string(),
  heading: z.string().nullable(),
  articleVersion: z.number().int(),
  /** Character span of the quoted text in the article's body. */
  start: z.number().int(),
  end: z.number().int(),
  snippet: z.string(),
});
export type Citation = z.output<typeof Citation>;

/** A question back: the visitor's next message may simply repeat one of the labels. */
export const ClarifyOption = z.object({ intent: z.string(), label: z.string() });
export type ClarifyOption = z.output<typeof ClarifyOption>;

export const Thumb = z.enum(['up', 'down']);
export type Thumb = z.output<typeof Thumb>;

/** A message as its visitor sees it. */
export const ChatMessage = z.object({
  id: Id,
  /** Dense from 1 within the conversation; visible order is this order. */
  seq: z.number().int().positive(),
  role: MessageRole,
  text: z.string(),
  state: MessageState,
  /** Counts the attempts at this answer; deltas of an older attempt are dropped. */
  attempt: z.number().int(),
  clientMessageId: Id.nullable(),
  authorName: z.string().nullable(),
  citations: z.array(Citation),
  options: z.array(ClarifyOption),
  /** True when the answer ends by offering a person. */
  offersPerson: z.boolean(),
  thumb: Thumb.nullable(),
  createdAt: Instant,
});
export type ChatMessage = z.output<typeof ChatMessage>;

/** A conversation as its visitor sees it. */
export const Chat = z.object({
  id: Id,
  state: ConversationState,
  lastSeq: z.number().int(),
  /** Place in the queue, from 1; null unless waiting. */
  queuePosition: z.number().int().nullable(),
  /** True when nobody of the team is there to take over. */
  teamAway: z.boolean(),
  /** Where the visitor, who waits for a person, asked to be written to. */
  email: z.string().nullable(),
  rated: z.boolean(),
  createdAt: Instant,
});
export type Chat = z.output<typeof Chat>;

const MessageText = text(MESSAGE_CODE_POINTS);

export const SentMessage = z.strictObject({ conversationId: Id, clientMessageId: Id, text: MessageText });
export type SentMessage = z.output<typeof SentMessage>;

/** What is certain once a message was acknowledged. */
export const Receipt = z.object({
  messageId: Id, seq: z.number().int(), createdAt: Instant, duplicate: z.boolean(),
  /** The answer under way; null while a person answers. */
  replyId: Id.nullable(),
});
export type Receipt = z.output<typeof Receipt>;

export const Transcript = z.object({
  conversation: Chat,
  messages: z.array(ChatMessage),
  /** True when more messages follow the last one given. */
  more: z.boolean(),
  /** True when `afterSeq` lay beyond the end: throw the local copy away. */
  reset: z.boolean(),
});
export type Transcript = z.output<typeof Transcript>;

export const Thumbing = z.strictObject({ messageId: Id, thumb: Thumb.nullable(), comment: text(2_000).optional() });
export const Csat = z.strictObject({
  conversationId: Id, score: z.number().int().min(1).max(5).nullable(),
  /** Null takes an earlier one back; left out, it stays. */
  comment: text(2_000).nullish(),
});
export const HandOverRequest = z.strictObject({ conversationId: Id, reason: text(500).optional(), email: z.email().max(254).optional() });
export const ByConversation = z.strictObject({ conversationId: Id });

const visitor = { audience: 'visitor' as const, tag: 'chat' };

export const openConversation = route({
  ...visitor, method: 'POST', path: '/v1/conversations', summary: 'Start a conversation', input: AboutVisitor, reply: Chat,
});
export const listMyConversations = route({
  ...visitor, method: 'GET', path: '/v1/my/conversations', summary: "The visitor's conversations, newest first",
  input: Nothing, reply: z.object({ items: z.array(Chat) }),
});
export const sendMessage = route({
  ...visitor, method: 'POST', path: '/v1/conversations/{conversationId}/messages',
  summary: 'Send a message; with `Accept: text/event-stream` the answer streams as ChatEvents',
  input: SentMessage, reply: Receipt,
});
export const readMessages = route({
  ...visitor, method: 'GET', path: '/v1/conversations/{conversationId}/messages', summary: 'Messages after a sequence number',
  input: z.strictObject({ conversationId: Id, afterSeq: z.coerce.number().int().min(0).default(0) }), reply: Transcript,
});
export const stopMessage = route({
  ...visitor, method: 'POST', path: '/v1/conversations/{conversationId}/messages/{messageId}/stop', summary: 'Stop the answer under way',
  input: z.strictObject({ conversationId: Id, messageId: Id }), reply: Done, status: 200,
});
export const retryMessage = route({
  ...visitor, method: 'POST', path: '/v1/conversations/{conversationId}/messages/{messageId}/retry',
  summary: 'Answer again after an answer that failed or was interrupted',
  input: z.strictObject({ conversationId: Id, messageId: Id }), reply: Receipt,
});
export const rateMessage = route({
  ...visitor, method: 'POST', path: '/v1/conversations/{conversationId}/messages/{messageId}/rating', summary: 'Thumbs up or down; null takes it back',
  input: Thumbing.extend({ conversationId: Id }), reply: Done, status: 200,
});
export const rateConversation = route({
  ...visitor, method: 'POST', path: '/v1/conversations/{conversationId}/rating', summary: 'Satisfaction from 1 to 5',
  input: Csat, reply: Done, status: 200,
});
/** The satisfaction card was drawn; the response rate counts from here. */
export const askedForRating = route({
  ...visitor, method: 'POST', path: '/v1/conversations/{conversationId}/asked', summary: 'The satisfaction card was shown',
  input: ByConversation, reply: Done, status: 200,
});
export const requestPerson = route({
  ...visitor, method: 'POST', path: '/v1/conversations/{conversationId}/hand-over', summary: 'Ask for a person',
  input: HandOverRequest, reply: Chat, status: 200,
});
export const confirmHelped = route({
  ...visitor, method: 'POST', path: '/v1/conversations/{conversationId}/helped', summary: '"That helped"', input: ByConversation, reply: Done, status: 200,
});
export const endConversation = route({
  ...visitor, method: 'POST', path: '/v1/conversations/{conversationId}/end', summary: 'End the chat', input: ByConversation, reply: Chat, status: 200,
});
export const deleteConversation = route({
  ...visitor, method: 'DELETE', path: '/v1/conversations/{conversationId}', summary: 'Delete my chat: its text is gone for good',
  input: ByConversation, reply: Done,
});

// ---- what the team sees -------------------------------------------------------------------------------------------

/** A message with everything recorded about it. */
export const RecordedMessage = ChatMessage.extend({
  assignedVariantId: Id.nullable(),
  servedVariantId: Id.nullable(),
  assignedBackendVersionId: Id.nullable(),
  servedBackendVersionId: Id.nullable(),
  servedEngine: z.string().nullable(),
  result: AnswerResult.nullable(),
  fallbackReason: z.string().nullable(),
  errorCode: z.string().nullable(),
  /** Recognised intent, its key. */
  intent: z.string().nullable(),
  /** From the visitor's message to the first piece of the answer, milliseconds. */
  firstTokenMs: z.number().nullable(),
  totalMs: z.number().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  /** Millionths of a dollar. */
  costMicroUsd: z.number().nullable(),
  confidence: z.number().nullable(),
  /** Code of the language that was asked in, such as `de`; null where words do not tell. */
  language: z.string().nullable(),
  guard: z.array(GuardFinding),
  /** What the model looked up for this answer, in order. */
  toolCalls: z.array(ToolCall),
});
export type RecordedMessage = z.output<typeof RecordedMessage>;

/** One row of the conversation list. */
export const ConversationSummary = z.object({
  id: Id, siteId: Id, siteName: z.string(), visitorId: Id, state: ConversationState, traffic: Traffic,
  experimentId: Id.nullable(), variantId: Id.nullable(), variantName: z.string().nullable(),
  backendKind: z.enum(['prompt', 'fine_tuned', 'hybrid']).nullable(),
  /** The visitor's first words. */
  opening: z.string(), messages: z.number().int(), csat: z.number().int().nullable(),
  resolution: z.enum(['open', 'alone', 'assisted', 'person', 'unresolved']),
  handOver: z.boolean(), agentName: z.string().nullable(), createdAt: Instant, lastMessageAt: Instant,
});
export type ConversationSummary = z.output<typeof ConversationSummary>;

export const listConversations = route({
  method: 'GET', path: '/v1/conversations', summary: 'Conversations, newest first',
  input: z.strictObject({
    ...pageQuery, siteId: Id.optional(), experimentId: Id.optional(), variantId: Id.optional(), state: ConversationState.optional(),
    traffic: Traffic.optional(), search: trimmed(200).optional(),
  }),
  reply: pageOf(ConversationSummary),
});
export const readConversation = route({
  method: 'GET', path: '/v1/conversations/{id}', summary: 'One conversation with its transcript', input: ById,
  reply: z.object({
    conversation: ConversationSummary, messages: z.array(RecordedMessage), csatComment: z.string().nullable(), arrival: ArrivalFacts.nullable(),
    /** The site keeps this visitor out of all experiments. */
    holdout: z.boolean(),
  }),
});

/** A conversation that waits for a person or has one. */
export const QueueItem = z.object({
  conversationId: Id, siteName: z.string(), state: z.enum(['waiting', 'with_agent']), reason: z.string().nullable(),
  email: z.string().nullable(), opening: z.string(), lastText: z.string(), waitingSince: Instant,
  agentId: Id.nullable(), agentName: z.string().nullable(), lastSeq: z.number().int(),
});
export type QueueItem = z.output<typeof QueueItem>;

export const readQueue = route({
  method: 'GET', path: '/v1/inbox', summary: 'Who waits for a person, longest first', input: Nothing, reply: z.object({ items: z.array(QueueItem) }),
});
export const claimConversation = route({
  method: 'POST', path: '/v1/inbox/{id}/claim', summary: 'Take a conversation; exactly one agent succeeds', input: ById, reply: QueueItem, status: 200,
});
export const replyAsAgent = route({
  method: 'POST', path: '/v1/inbox/{id}/messages', summary: 'Answer as a person',
  input: z.strictObject({
    id: Id, clientMessageId: Id, text: MessageText,
    /** The choice between two drafts that this text began as. */
    duelId: Id.optional(),
  }),
  reply: Receipt,
});
export const giveBack = route({
  method: 'POST', path: '/v1/inbox/{id}/give-back', summary: 'Give the conversation back to the assistant', input: ById, reply: Done, status: 200,
});
export const closeByAgent = route({
  method: 'POST', path: '/v1/inbox/{id}/close', summary: 'Close the conversation', input: ById, reply: Done, status: 200,
});
