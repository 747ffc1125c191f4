import { z } from 'zod';
import { BackendKind } from './backends.ts';
import { AnswerResult, ClarifyOption } from './conversations.ts';
import { ById, Id, Instant, pageOf, pageQuery } from './primitives.ts';
import { route } from './route.ts';

/** What an agent thinks of two drafts whose makers are hidden. */
export const DuelResult = z.enum(['left', 'right', 'tie', 'both_bad']);
export type DuelResult = z.output<typeof DuelResult>;

/** Why two drafts cannot be had: the visitor has asked nothing; the site has no default version; no other backend has a version that can answer. */
export const DuelObstacle = z.enum(['no_question', 'no_default', 'one_version']);
export type DuelObstacle = z.output<typeof DuelObstacle>;

/** A draft as it is judged: nothing tells who made it, how fast or for how much. */
export const DuelDraft = z.object({
  /** Empty when `outcome` is `failed`, or when the visitor had the conversation forgotten. */
  text: z.string(),
  outcome: AnswerResult,
  /** A question back offers these. */
  options: z.array(ClarifyOption),
  /** Why there is no draft. */
  errorCode: z.string().nullable(),
});
export type DuelDraft = z.output<typeof DuelDraft>;

export const DuelVersion = z.object({
  backendVersionId: Id, backendName: z.string(), backendKind: BackendKind, versionNumber: z.number().int(),
  /** Null outside an experiment. */
  variantId: Id.nullable(), variantName: z.string().nullable(),
  /** Until the whole draft was there, milliseconds; both were written at the same time. */
  totalMs: z.number().int(),
  /** Millionths of a dollar; null when nothing was counted. */
  costMicroUsd: z.number().nullable(),
});
export type DuelVersion = z.output<typeof DuelVersion>;

/** Two drafts of one answer and, once somebody has chosen, who made them. */
export const Duel = z.object({
  id: Id, conversationId: Id,
  /** The last message of what the drafts answer. */
  questionId: Id, question: z.string(),
  left: DuelDraft, right: DuelDraft,
  /** Word for word the same: neither can be the better one, whatever side it stands on. */
  alike: z.boolean(),
  /** Null while open. */
  result: DuelResult.nullable(),
  /** Null while open: the choice is blind. */
  revealed: z.object({ experimentId: Id.nullable(), phase: z.number().int().nullable(), left: DuelVersion, right: DuelVersion }).nullable(),
  /** Member or API key that asked for the drafts and chooses. */
  rater: Id,
  /** What was sent in the end, when it began as one of the drafts. */
  sentMessageId: Id.nullable(), sentText: z.string().nullable(),
  createdAt: Instant, decidedAt: Instant.nullable(),
});
export type Duel = z.output<typeof Duel>;

export const readDuelDesk = route({
  method: 'GET', path: '/v1/conversations/{id}/duels', summary: 'Whether two drafts can be had in a conversation, and those that wait for your choice', input: ById,
  reply: z.object({ obstacle: DuelObstacle.nullable(), open: Duel.nullable() }),
});
export const askForDuel = route({
  method: 'POST', path: '/v1/conversations/{id}/duels',
  summary: 'Two drafts by two versions for the last question of a conversation that you took over; leaving the request stops both. Asked again before a choice, the same drafts', input: ById, reply: Duel,
});
export const decideDuel = route({
  method: 'POST', path: '/v1/duels/{id}/decide', summary: 'Choose between two drafts, once; who made them is told afterwards', status: 200,
  input: z.strictObject({ id: Id, result: DuelResult }), reply: Duel,
});
export const listDuels = route({
  method: 'GET', path: '/v1/duels', summary: 'Choices between two drafts, newest first',
  input: z.strictObject({ ...pageQuery, experimentId: Id.optional() }), reply: pageOf(Duel),
});

/** A share of choices with a 95 % interval. */
const Chance = z.object({ share: z.number(), low: z.number(), high: z.number() });

export const DuelVariant = z.object({
  variantId: Id, name: z.string(), backendKind: BackendKind, isControl: z.boolean(),
  /** Choices between two drafts, one of them of this variant; "both bad" is counted in `bothBad` alone. */
  won: z.number().int(), lost: z.number().int(), ties: z.number().int(), bothBad: z.number().int(),
  /** Times that it gave no draft; such a pair is not judged. */
  withoutDraft: z.number().int(),
  /** Log-odds against the control, which is 0; null without a ranking. */
  strength: z.object({ value: z.number(), standardError: z.number() }).nullable(),
  /** How often it is chosen over the control when sides and lengths are equal; null for the control and without a ranking. */
  overControl: Chance.nullable(),
});
export type DuelVariant = z.output<typeof DuelVariant>;

/**
 * Whether agents prefer what visitors rate higher, a variant against the control. `unknown` until both intervals, that of
 * the choices and that of the mean ratings at any look, leave out "no difference".
 */
export const DuelAgreement = z.object({
  variantId: Id, verdict: z.enum(['agree', 'disagree', 'unknown']),
  /** How often agents choose it over the control; null without a ranking. */
  duels: Chance.nullable(),
  /** Mean rating minus the control's, with what is left of the intervals of all looks; null while no interval holds at any look. */
  csat: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
});
export type DuelAgreement = z.output<typeof DuelAgreement>;

/** What agents prefer among an experiment's variants, in its present phase. */
export const DuelSummary = z.object({
  experimentId: Id, phase: z.number().int(),
  /** Choices in all, `ties` and `bothBad` among them; pairs with a draft missing are left out. */
  choices: z.number().int(), ties: z.number().int(), bothBad: z.number().int(),
  raters: z.number().int(), conversations: z.number().int(),
  /** Pairs that were judged with a draft missing, or nobody could judge. */
  withoutDraft: z.number().int(),
  ranking: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('too-few'), have: z.number().int(), need: z.number().int(), of: z.enum(['choices', 'raters', 'conversations']) }),
    z.object({
      kind: z.literal('strengths'),
      /** Some variants were never compared, not even through others. */
      disconnected: z.boolean(),
      /** Some group of variants never lost, or never won, against the rest: its strength is drawn towards the others and not more than a lower bound. */
      separated: z.boolean(),
      /** How often the left draft is chosen when nothing else tells them apart. */
      left: Chance,
      /** How often a draft of twice the length is chosen when nothing else tells them apart. */
      longer: Chance,
    }),
  ]),
  /** The control first. */
  variants: z.array(DuelVariant),
  /** One for each variant but the control, once there is a ranking. */
  agreement: z.array(DuelAgreement),
});
export type DuelSummary = z.output<typeof DuelSummary>;

export const readDuelSummary = route({
  method: 'GET', path: '/v1/experiments/{id}/duels', summary: 'What agents prefer among the variants: strengths from blind choices', input: ById, reply: DuelSummary,
});
