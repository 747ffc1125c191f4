import { z } from 'zod';
import { Experiment } from './experiments.ts';
import { Id, Name } from './primitives.ts';
import { route } from './route.ts';

/** Why a promoted candidate waits in a draft: running experiments have all visitors of the site, or something else keeps it from starting; the sentence says what to do. */
export const PromotionObstacle = z.object({ code: z.string(), sentence: z.string() });
export type PromotionObstacle = z.output<typeof PromotionObstacle>;

export const promoteEvaluation = route({
  method: 'POST', path: '/v1/evaluations/{id}/promote', summary: 'Let a candidate that passed the gate meet visitors: a new experiment with the baseline as its control and the candidate at a small share',
  input: z.strictObject({
    id: Id, siteId: Id,
    /** The candidate's part of the experiment's visitors, of 10,000. */
    share: z.number().int().min(100).max(5_000).default(500),
    /** At once; otherwise it stays a draft. */
    start: z.boolean().default(true),
    /** Left out: made of both versions. */
    name: Name.optional(),
  }),
  reply: z.object({ experiment: Experiment, /** Null: it runs, or was not to start. */ obstacle: PromotionObstacle.nullable() }),
});
