import { z } from 'zod';
import { Article, ExamplePart, IntentKey } from './knowledge.ts';
import { ById, Done, Id, Instant, Name, text } from './primitives.ts';
import { route } from './route.ts';

/** Real visitors and replayed questions are grouped apart; previews and tests are left out. */
export const TopicTraffic = z.enum(['live', 'replay']);
export type TopicTraffic = z.output<typeof TopicTraffic>;

/** Why a question counts as unanswered. */
export const Unanswered = z.enum([
  'failed',
  /** Asked back. */
  'clarified',
  /** A person was offered, or asked for right after the answer. */
  'handed_over',
  'thumbs_down',
  /** "Recognised, no answer written yet". */
  'no_answer',
  /** Answered, but less sure than `confidenceBelow`. */
  'low_confidence',
]);
export type Unanswered = z.output<typeof Unanswered>;

/** `open`: to be looked at; `intent`: became one. */
export const TopicState = z.enum(['open', 'dismissed', 'intent']);
export type TopicState = z.output<typeof TopicState>;

/** Unanswered questions about the same thing. Personal data in their words is masked. */
export const Topic = z.object({
  id: Id, state: TopicState, traffic: TopicTraffic,
  /** Words that set it apart. */
  name: z.string(),
  /** Its most central question. */
  headline: z.string(),
  /** More of its most central questions. */
  examples: z.array(z.string()),
  questions: z.number().int(), conversations: z.number().int(),
  /** Asked in the last seven days of the workspace's time zone, today included, and in the seven before. */
  thisWeek: z.number().int(), lastWeek: z.number().int(),
  reasons: z.array(z.object({ reason: Unanswered, questions: z.number().int() })),
  /** Of its conversations; the mean is null without a rating. */
  satisfaction: z.object({ meanRating: z.number().nullable(), ratings: z.number().int(), thumbsUp: z.number().int(), thumbsDown: z.number().int() }),
  /** What it became. */
  intent: z.object({ id: Id, key: z.string(), label: z.string() }).nullable(),
});
export type Topic = z.output<typeof Topic>;

export const TopicQuestion = z.object({
  /** The visitor's message. */
  id: Id, conversationId: Id, text: z.string(), reason: Unanswered,
  /** Null where the model tells none. */
  confidence: z.number().nullable(), askedAt: Instant,
  /** True for about the same words as a question further up. */
  alike: z.boolean(),
  /** Labelled already, in this part. */
  labelled: ExamplePart.nullable(),
});
export type TopicQuestion = z.output<typeof TopicQuestion>;

export const TopicRefresh = z.object({
  /** `never`: nobody asked yet. */
  state: z.enum(['never', 'waiting', 'running', 'done', 'failed']),
  stage: z.enum(['reading', 'embedding', 'grouping', 'suggesting']),
  /** Questions of `total` in this stage. */
  done: z.number().int(), total: z.number().int(),
  /** Looked at, and those in no topic: asked too seldom. `found` counts also what lay beyond `mostQuestions`. */
  questions: z.number().int(), ungrouped: z.number().int(), found: z.number().int(), mostQuestions: z.number().int(),
  days: z.number().int(), confidenceBelow: z.number(),
  startedAt: Instant.nullable(), finishedAt: Instant.nullable(), errorCode: z.string().nullable(),
});
export type TopicRefresh = z.output<typeof TopicRefresh>;

export const listTopics = route({
  method: 'GET', path: '/v1/topics', summary: 'Unanswered questions by topic, most asked this week first',
  input: z.strictObject({ traffic: TopicTraffic.default('live'), state: TopicState.default('open') }),
  reply: z.object({
    items: z.array(Topic), counts: z.object({ open: z.number().int(), dismissed: z.number().int(), intent: z.number().int() }), refresh: TopicRefresh,
  }),
});
export const readTopic = route({
  method: 'GET', path: '/v1/topics/{id}', summary: 'One topic with its questions, most central first', input: ById,
  reply: Topic.extend({
    all: z.array(TopicQuestion),
    /** Proposed for an intent; nobody has it yet. */
    proposedKey: z.string(),
  }),
});
export const refreshTopics = route({
  method: 'POST', path: '/v1/topics/refresh', summary: 'Group the unanswered questions of the last days again', status: 200,
  input: z.strictObject({ traffic: TopicTraffic.default('live'), days: z.number().int().min(14).max(90).default(28) }), reply: TopicRefresh,
});
export const dismissTopic = route({
  method: 'POST', path: '/v1/topics/{id}/dismiss', summary: 'Put a topic aside; it stays aside when it is asked again', input: ById, reply: Done, status: 200,
});
export const restoreTopic = route({ method: 'POST', path: '/v1/topics/{id}/restore', summary: 'Take a dismissed topic back', input: ById, reply: Done, status: 200 });
export const makeIntentOfTopic = route({
  method: 'POST', path: '/v1/topics/{id}/intent', summary: 'Make a topic an intent with labelled questions; the next training run learns it', status: 200,
  input: z.strictObject({
    id: Id, key: IntentKey, label: Name, answer: text(8_000).nullable().default(null),
    /** Ids of questions of the topic that become examples to train on. */
    questionIds: z.array(Id).min(1).max(500),
  }),
  reply: z.object({ intentId: Id, key: z.string(), examples: z.number().int() }),
});

/** A real question that an article may answer. */
export const ArticleSuggestion = z.object({
  id: Id, articleId: Id, articleTitle: z.string(), text: z.string(), conversationId: Id, askedAt: Instant, traffic: TopicTraffic, reason: Unanswered,
  /** Cosine to the article's nearest heading or question, 0 to 1. */
  likeness: z.number(),
  /** An agent answered in that conversation. */
  personReplied: z.boolean(),
  labelled: ExamplePart.nullable(),
});
export type ArticleSuggestion = z.output<typeof ArticleSuggestion>;

export const listArticleSuggestions = route({
  method: 'GET', path: '/v1/article-suggestions', summary: 'Real questions that articles may answer, nearest first',
  input: z.strictObject({ articleId: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
  reply: z.object({
    items: z.array(ArticleSuggestion), total: z.number().int(),
    /** Smallest likeness at which a question is suggested, and the one after an agent answered. */
    likenessFrom: z.number(), likenessAfterPerson: z.number(),
  }),
});
export const acceptSuggestion = route({
  method: 'POST', path: '/v1/article-suggestions/{id}/accept', summary: 'Make the question one of the article; answers use it at once', input: ById, reply: Article, status: 200,
});
export const declineSuggestion = route({
  method: 'POST', path: '/v1/article-suggestions/{id}/decline', summary: 'Never suggest this question for this article again', input: ById, reply: Done, status: 200,
});
export const restoreSuggestion = route({
  method: 'POST', path: '/v1/article-suggestions/{id}/restore', summary: 'Take a declined suggestion back', input: ById, reply: Done, status: 200,
});
