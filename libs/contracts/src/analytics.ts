import { z } from 'zod';
import { Figures, Mean, Quantile, Share } from './experiments.ts';
import { Day, Done, Id, Instant, Nothing, Traffic } from './primitives.ts';
import { route } from './route.ts';

const range = {
  /** First and last day, in the workspace's time zone; the last 14 days when absent. */
  from: Day.optional(), to: Day.optional(),
  siteId: Id.optional(), experimentId: Id.optional(), traffic: Traffic.optional(),
};
const Range = z.strictObject(range);
const Span = z.object({ from: Day, to: Day, timeZone: z.string() });

/** Whose numbers a row holds: a variant of an experiment, or the default backend when null. */
const Group = z.object({ variantId: Id.nullable(), name: z.string(), backendKind: z.enum(['prompt', 'fine_tuned', 'hybrid']).nullable(), isControl: z.boolean() });

export const SatisfactionReport = Span.extend({
  groups: z.array(z.object({ group: Group, csatMean: Mean, csatTopBox: Share, responseRate: Share, thumbsUp: Share,
    days: z.array(z.object({ day: Day, ratings: z.number().int(), asked: z.number().int(), csatMean: Mean, csatTopBox: Share })) })),
});
export type SatisfactionReport = z.output<typeof SatisfactionReport>;
export const readSatisfaction = route({
  method: 'GET', path: '/v1/analytics/satisfaction', summary: 'Satisfaction per variant and day', input: Range, reply: SatisfactionReport,
});

export const ResponseTimeReport = Span.extend({
  groups: z.array(z.object({ group: Group, answers: z.number().int(), failures: z.number().int(),
    firstTokenP50: Quantile, firstTokenP95: Quantile, totalP50: Quantile, totalP95: Quantile,
    days: z.array(z.object({ day: Day, answers: z.number().int(), firstTokenP50: Quantile, firstTokenP95: Quantile, totalP50: Quantile, totalP95: Quantile })) })),
});
export type ResponseTimeReport = z.output<typeof ResponseTimeReport>;
export const readResponseTimes = route({
  method: 'GET', path: '/v1/analytics/response-times', summary: 'Response times per variant and day', input: Range, reply: ResponseTimeReport,
});

export const Overview = Span.extend({
  total: Figures,
  groups: z.array(z.object({ group: Group, figures: Figures })),
  days: z.array(z.object({ day: Day, conversations: z.number().int(), costMicroUsd: z.number() })),
  live: z.object({ openConversations: z.number().int(), waiting: z.number().int(), answering: z.number().int() }),
  /** True when this workspace has never had a conversation. */
  empty: z.boolean(), computedAt: Instant,
});
export type Overview = z.output<typeof Overview>;
export const readOverview = route({ method: 'GET', path: '/v1/analytics/overview', summary: 'The numbers of the overview page', input: Range, reply: Overview });

export const ExportTable = z.enum(['satisfaction', 'response-times', 'conversations', 'ratings']);
export const exportTable = route({
  method: 'GET', path: '/v1/exports/{table}', summary: 'A table as CSV', tag: 'analytics', produces: 'text/csv',
  input: z.strictObject({ table: ExportTable, ...range }), reply: z.string(),
});
export const rebuildRollups = route({
  method: 'POST', path: '/v1/analytics/rebuild', summary: 'Compute every rollup again from the journal', input: Nothing, status: 200,
  reply: Done.extend({ events: z.number().int(), sha256: z.string() }),
});
