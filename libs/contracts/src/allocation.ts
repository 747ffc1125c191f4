import { z } from 'zod';
import { ById, Id, Instant, Weight } from './primitives.ts';
import { route } from './route.ts';

/** Shares that follow what is measured; of three or more variants. */
export const AdaptiveAllocation = z.strictObject({
  kind: z.literal('adaptive'),
  /** `top_two`: a leader and its closest challenger get most visitors; `track_and_stop`: the shares at which the best is told apart with the fewest. */
  method: z.enum(['top_two', 'track_and_stop']),
  /** Least share of a variant, of 10,000. */
  floor: z.number().int().min(500).max(10_000),
  /** What the control keeps whatever is measured, of 10,000. */
  controlShare: z.number().int().min(500).max(10_000),
});
export type AdaptiveAllocation = z.output<typeof AdaptiveAllocation>;

/** How new visitors are shared out while an experiment runs; fixed once it is started. */
export const Allocation = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('fixed') }), AdaptiveAllocation]);
export type Allocation = z.output<typeof Allocation>;

/** Why shares stay as they are for now. Something counted comes as `have` of `need`. */
export const AllocationWait = z.object({
  /**
   * `closed_units`: too few units whose window is closed; `period`: the present period could not be compared on its own yet;
   * `hour`: the last step is less than an hour ago; `settled`: the shares asked for are the present ones, nearly;
   * `no_spread`: all units show the same; `state`: the experiment does not run.
   */
  why: z.enum(['closed_units', 'period', 'hour', 'settled', 'no_spread', 'state']),
  /** Whom it waits for most, where it waits for one variant. */
  variantId: Id.nullable(), have: z.number().int().nullable(), need: z.number().int().nullable(),
  /** In one plain sentence. */
  sentence: z.string(),
});
export type AllocationWait = z.output<typeof AllocationWait>;

/** Where an adaptive experiment stands: what is believed of its variants, and what follows for their shares. */
export const AllocationView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed') }),
  z.object({
    kind: z.literal('adaptive'), allocation: AdaptiveAllocation,
    variants: z.array(z.object({
      variantId: Id, weight: Weight,
      /** With the next step, by what is known now; null while there is no step to make. */
      next: Weight.nullable(),
      /** To be the best of all in the measure that decides; null while there are too few closed units. Describes, decides nothing. */
      chanceOfBest: z.number().nullable(),
      /** In the measure that decides, each epoch weighted by its units; null as before. */
      value: z.number().nullable(),
      /** Units that count: with the measure that decides, and with their window closed. */
      closedUnits: z.number().int(),
      /** It breaks a guardrail: it keeps its floor at most. */
      harmed: z.boolean(),
    })),
    /** Null: the next look moves the shares. */
    waiting: AllocationWait.nullable(),
    /** The earliest time of the next step; null while the experiment does not run. */
    dueAt: Instant.nullable(),
    /** Whether the best of all is known, by a likelihood ratio that may be looked at any time. Advice: it ends nothing. */
    best: z.object({ variantId: Id, known: z.boolean(), evidence: z.number(), threshold: z.number() }).nullable(),
    computedAt: Instant,
  }),
]);
export type AllocationView = z.output<typeof AllocationView>;

export const readAllocation = route({
  method: 'GET', path: '/v1/experiments/{id}/allocation', summary: 'How an experiment shares out its visitors, and what its next step waits for', input: ById, reply: AllocationView,
});
