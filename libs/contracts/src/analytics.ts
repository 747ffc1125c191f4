import { z } from 'zod';
import { Figures, Mean, Quantile, Share } from './experiments.ts';
import { Day, Done, Id, Instant, Nothing, Traffic } from './primitives.ts';
import { route } from './route.ts';

const range = {
  /** First and last day, in the workspace's time zone; the last 14 days when absent. */
  from: Day.optional(), to: Day.optional(),
  siteId: Id.optional(), experimentId: Id.optional(), traffic: Traffic.optional(),
};
/** How long one point of a report lasts. */
export const BucketSize = z.enum(['hour', 'day', 'week']);
export type BucketSize = z.output<typeof BucketSize>;
const Range = z.strictObject({
  ...range,
  /** When absent: hours for up to two days with data, weeks for more than 45, else days. */
  bucket: BucketSize.optional(),
});
/** When a point begins on the workspace's clock: `2026-03-09`, of an hour `2026-03-09T14:00`. A week begins on Monday. */
const BucketStart = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:00)?$/);
const Span = z.object({
  from: Day, to: Day, timeZone: z.string(), bucket: BucketSize,
  /** Days of the range on which something happened, and the first of them; points begin there. */
  daysWithData: z.number().int(), firstDay: Day.nullable(),
});

/** Whose numbers a row holds: a variant of an experiment, or the default backend when null. */
const Group = z.object({ variantId: Id.nullable(), name: z.string(), backendKind: z.enum(['prompt', 'fine_tuned', 'hybrid']).nullable(), isControl: z.boolean() });

export const ReportMark = z.object({
  /** The point that it falls into. */
  start: BucketStart, at: Instant, experimentId: Id, experimentName: z.string(),
  kind: z.enum(['started', 'weights', 'variants']), phase: z.number().int(), epoch: z.number().int(), reason: z.string(),
});
export type ReportMark = z.output<typeof ReportMark>;

export const SatisfactionReport = Span.extend({
  groups: z.array(z.object({ group: Group, csatMean: Mean, csatTopBox: Share, responseRate: Share, thumbsUp: Share,
    points: z.array(z.object({ start: BucketStart, ratings: z.number().int(), asked: z.number().int(), csatMean: Mean, csatTopBox: Share })) })),
  /** When the experiments of these groups began, or gave their visitors other weights or variants. */
  marks: z.array(ReportMark),
});
export type SatisfactionReport = z.output<typeof SatisfactionReport>;
export const readSatisfaction = route({
  method: 'GET', path: '/v1/analytics/satisfaction', summary: 'Satisfaction per variant over time', input: Range, reply: SatisfactionReport,
});

export const ResponseTimeReport = Span.extend({
  groups: z.array(z.object({ group: Group, answers: z.number().int(), failures: z.number().int(),
    firstTokenP50: Quantile, firstTokenP95: Quantile, totalP50: Quantile, totalP95: Quantile,
    points: z.array(z.object({ start: BucketStart, answers: z.number().int(), firstTokenP50: Quantile, firstTokenP95: Quantile, totalP50: Quantile, totalP95: Quantile })) })),
});
export type ResponseTimeReport = z.output<typeof ResponseTimeReport>;
export const readResponseTimes = route({
  method: 'GET', path: '/v1/analytics/response-times', summary: 'Response times per variant over time', input: Range, reply: ResponseTimeReport,
});

export const Overview = Span.extend({
  total: Figures,
  groups: z.array(z.object({ group: Group, figures: Figures })),
  points: z.array(z.object({ start: BucketStart, conversations: z.number().int(), costMicroUsd: z.number(), costPerConversationMicroUsd: z.number().nullable() })),
  live: z.object({ openConversations: z.number().int(), waiting: z.number().int(), answering: z.number().int() }),
  /** True when this workspace has never had a conversation. */
  empty: z.boolean(), computedAt: Instant,
});
export type Overview = z.output<typeof Overview>;
export const readOverview = route({ method: 'GET', path: '/v1/analytics/overview', summary: 'The numbers of the overview page', input: Range, reply: Overview });

export const ExportTable = z.enum(['satisfaction', 'response-times', 'conversations', 'ratings', 'duels']);
export const exportTable = route({
  method: 'GET', path: '/v1/exports/{table}', summary: 'A table as CSV', tag: 'analytics', produces: 'text/csv',
  input: z.strictObject({
    table: ExportTable, ...range,
    /** What tells who wrote a comment, such as an e-mail address, is replaced by its kind (`[EMAIL]`) unless it is to be kept. */
    personal: z.enum(['masked', 'kept']).default('masked'),
  }),
  reply: z.string(),
});
export const rebuildRollups = route({
  method: 'POST', path: '/v1/analytics/rebuild', summary: 'Compute every rollup again from the journal', input: Nothing, status: 200,
  reply: Done.extend({ events: z.number().int(), sha256: z.string() }),
});
