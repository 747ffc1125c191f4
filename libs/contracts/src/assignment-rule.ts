import { z } from 'zod';
import { GrowthBookSplit } from './growthbook.ts';
import { Weight } from './primitives.ts';
import { Targeting } from './targeting.ts';

/**
 * What decides who takes part in an experiment and who meets which variant, beside each epoch's coverage and weights.
 *
 * A unit's place in a draw is floor(hash x 10,000 / 2^32) of the text "salt NUL id".
 */
export const AssignmentRule = z.strictObject({
  hash: z.literal('murmurhash3_x86_32'),
  salts: z.strictObject({
    /** Of the site's holdout: for good. */
    holdout: z.string(),
    /** Of the site's layer: all experiments of the layer draw with it. */
    layer: z.string(),
    /** Of this phase: who takes part, and which variant it gets. */
    exposure: z.string(), variant: z.string(),
  }),
  /** Places below it are kept out of all experiments, as the site said when the evidence was taken; replays know no holdout. */
  holdout: Weight,
  /** Places of the layer that the experiment takes: from `from` up to but not including `to`. */
  slice: z.strictObject({ from: Weight, to: Weight }),
  targeting: Targeting,
  /** Exposure and variant are drawn as by this split of GrowthBook, with its seed; null: with the salts. */
  growthbook: GrowthBookSplit.nullable(),
});
export type AssignmentRule = z.output<typeof AssignmentRule>;
