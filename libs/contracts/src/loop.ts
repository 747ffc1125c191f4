import { z } from 'zod';
import { Day, Id, Instant } from './primitives.ts';
import { route } from './route.ts';

export const LoopStageName = z.enum(['feedback', 'examples', 'versions', 'gate', 'experiments', 'verdicts']);
export type LoopStageName = z.output<typeof LoopStageName>;

export const LoopCountName = z.enum([
  'thumbs_up', 'thumbs_down', 'ratings', 'labelled', 'approved', 'data_sets', 'trainings', 'fine_tunes', 'optimizations', 'versions', 'passed', 'refused', 'started', 'promoted', 'stopped',
]);
export type LoopCountName = z.output<typeof LoopCountName>;

/** What waits for somebody: disliked answers without a better one, better ones that nothing has learnt, choices and verdicts that are open, candidates that passed and met nobody, experiments under way. */
export const LoopWaiting = z.enum(['better', 'learning', 'choosing', 'promotion', 'verdict']);
export type LoopWaiting = z.output<typeof LoopWaiting>;

export const LoopStage = z.object({
  name: LoopStageName,
  /** In this period, and in the one of the same length before it. */
  counts: z.array(z.object({ name: LoopCountName, now: z.number().int(), before: z.number().int() })),
  waiting: z.array(z.object({ what: LoopWaiting, count: z.number().int() })),
});
export type LoopStage = z.output<typeof LoopStage>;

/** The way of one disliked answer to a better one; null: not yet. */
export const LoopJourney = z.object({
  messageId: Id, conversationId: Id,
  /** Label of the intent; null where nobody knows what it was about. */
  topic: z.string().nullable(),
  dislikedAt: Instant,
  /** An agent's later answer in the conversation, a labelled question or an approved answer of the topic; otherwise the edited version, once it is in production. */
  betterAt: Instant.nullable(),
  /** End of the training, or of the data set, that holds it; of the approval itself for versions that use approved answers at once. */
  learntAt: Instant.nullable(), versionAt: Instant.nullable(),
  /** Null too where nobody evaluated the version: that is no condition of going live. */
  gateAt: Instant.nullable(),
  /** First answer to a real visitor on the topic by a version that learnt it; of models that name no topic, to another visitor who asks nearly the same, by a version saved since. */
  improvedAt: Instant.nullable(),
});
export type LoopJourney = z.output<typeof LoopJourney>;

export const Loop = z.object({
  /** First day of the period, in the workspace's time zone. */
  from: Day, days: z.number().int(), timeZone: z.string(),
  stages: z.array(LoopStage),
  /** Over all disliked answers of the period, at most the newest `of` counted ones; those under way are censored (Kaplan and Meier, 1958). */
  improved: z.object({
    /** Milliseconds; null while less than half are thought to have arrived. */
    medianMs: z.number().nullable(), count: z.number().int(), of: z.number().int(),
  }),
  /** The newest 50. */
  journeys: z.array(LoopJourney),
});
export type Loop = z.output<typeof Loop>;

export const readLoop = route({
  method: 'GET', path: '/v1/loop', summary: 'The learning loop: from feedback to the improved answer, stage by stage',
  input: z.strictObject({ /** Today included. */ days: z.coerce.number().int().min(1).max(365).default(30) }), reply: Loop,
});
