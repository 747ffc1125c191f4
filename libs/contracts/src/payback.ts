import { z } from 'zod';
import { Id, Instant } from './primitives.ts';
import { route } from './route.ts';

const money = z.coerce.number().min(0).max(1e9);

/** When what a variant saves has paid for its training and hosting. Money is in millionths of a dollar. */
export const Payback = z.object({
  variantId: Id,
  /** The control's cost of a resolved conversation minus the variant's; negative: the variant costs more. With the 95 % interval of one look. */
  saving: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('saving'), value: z.number(), low: z.number(), high: z.number(), units: z.number().int() }),
    z.object({ kind: z.literal('too-few'), have: z.number(), need: z.number() }),
    /** Every visitor costs the same: there is no interval to give a date from. */
    z.object({ kind: z.literal('no-spread'), value: z.number(), units: z.number().int() }),
  ]),
  /** Conversations resolved alone, all variants together, as wished or since the phase began; null within its first day. */
  resolvedPerDay: z.number().nullable(),
  /** What it saves a day at that pace, and what its hosting costs a day beyond that; null while one of them is not known. */
  savedPerDayMicroUsd: z.number().nullable(), hostingPerDayMicroUsd: z.number(),
  /** Counted from here. */
  from: Instant, withinDays: z.number().int(),
  /** Null while the saving or the pace is not known. */
  breakEven: z.object({
    /** Days until the saving has paid; null: never. At the saving itself and at the better and the worse end of its interval. */
    days: z.number().nullable(), earliest: z.number().nullable(), latest: z.number().nullable(),
    /** The same as instants; null: never, or in more than fifty years. */
    on: Instant.nullable(), earliestOn: Instant.nullable(), latestOn: Instant.nullable(),
    /** That it has paid within `withinDays`, 0 to 1. */
    probability: z.number(),
  }).nullable(),
});
export type Payback = z.output<typeof Payback>;

export const readPayback = route({
  method: 'GET', path: '/v1/experiments/{id}/payback', summary: 'When fine-tuning a variant pays back: what it saves on each resolved conversation against training and hosting', tag: 'experiments',
  input: z.strictObject({
    id: Id,
    /** Compared with the control. */
    variantId: Id,
    /** Dollars, once. */
    trainingUsd: money.default(0),
    /** Dollars an hour for keeping the model ready that are not in the cost of its answers; a price by the hour in the list of models is. */
    hostingUsdPerHour: money.default(0),
    /** Another number of conversations resolved a day than since the phase began. */
    resolvedPerDay: z.coerce.number().gt(0).max(1e9).optional(),
    withinDays: z.coerce.number().int().min(1).max(3_650).default(90),
  }),
  reply: Payback,
});
