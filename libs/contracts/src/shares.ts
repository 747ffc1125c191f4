import { z } from 'zod';
import { DuelSummary } from './duels.ts';
import { Experiment, Results, Variant } from './experiments.ts';
import { ById, Id, Instant, text } from './primitives.ts';
import { route } from './route.ts';

/** A link by which somebody without an account reads the results of one experiment; `expired` and `withdrawn` ones open nothing. */
export const ExperimentShare = z.object({
  id: Id, note: z.string(), state: z.enum(['open', 'expired', 'withdrawn']),
  createdBy: z.string(), createdAt: Instant, expiresAt: Instant, withdrawnAt: Instant.nullable(),
  /** How often somebody opened the page; a page that stays open and follows counts once. */
  opens: z.number().int(), lastOpenedAt: Instant.nullable(),
});
export type ExperimentShare = z.output<typeof ExperimentShare>;

export const listShares = route({
  method: 'GET', path: '/v1/experiments/{id}/shares', summary: 'Links by which others read the results of an experiment, newest first', input: ById,
  reply: z.object({ items: z.array(ExperimentShare) }),
});
export const createShare = route({
  method: 'POST', path: '/v1/experiments/{id}/shares', summary: 'Make a link by which anybody who has it reads the results; its address is shown once',
  input: z.strictObject({
    id: Id,
    /** Whom it is for; only members see it. */
    note: text(200, 0).default(''),
    expiresInDays: z.number().int().min(1).max(365).default(30),
  }),
  reply: z.object({ share: ExperimentShare, url: z.string() }),
});
export const withdrawShare = route({
  method: 'DELETE', path: '/v1/experiments/{id}/shares/{shareId}', summary: 'Withdraw a link: it opens nothing from now on', input: z.strictObject({ id: Id, shareId: Id }), reply: ExperimentShare,
});

const SharedVariant = Variant.omit({ backendVersionId: true, backendName: true, versionNumber: true });
const SharedExperiment = Experiment.omit({ siteId: true, slice: true, targeting: true, growthbook: true, crossEngineFallback: true, createdAt: true, archivedAt: true, variants: true })
  .extend({ variants: z.array(SharedVariant) });

/**
 * What a reader without an account gets: numbers, what was asked, and the names of the experiment, its site and its
 * variants. How the company runs it (which versions answer, whom the site lets in, how visitors are drawn) is left out.
 * Ids tell the parts of this reply apart and belong to nothing else.
 */
export const SharedResults = z.object({
  /** Whose experiment it is. */
  company: z.string(),
  /** IANA time zone in which instants are told. */
  timeZone: z.string(),
  /** Dollars per CPU-hour with which the embedded engine's answers are costed. */
  cpuPricePerHour: z.number(),
  expiresAt: Instant,
  results: Results.omit({ experiment: true, variants: true }).extend({
    experiment: SharedExperiment, variants: z.array(z.object({ variant: SharedVariant, figures: Results.shape.variants.element.shape.figures })),
  }),
  duels: DuelSummary,
});
export type SharedResults = z.output<typeof SharedResults>;

export const readSharedResults = route({
  method: 'GET', path: '/v1/shared-results/{token}', summary: 'The results that a link shares; unknown, expired and withdrawn links are all not found', audience: 'public', tag: 'experiments',
  input: z.strictObject({
    token: z.string(),
    /** `yes`: a page that is open already reads again, which is no other opening. */
    again: z.enum(['no', 'yes']).default('no'),
  }),
  reply: SharedResults,
});
