import { z } from 'zod';
import { Instant, Weight } from './primitives.ts';

export const rampLimits = { steps: 10, hours: 720 } as const;

/** A further share of the visitors, after so many hours at the coverage before it. */
export const RampStep = z.strictObject({
  /** Hours of running that the coverage before this step lasts at least; a pause begins them anew. */
  hours: z.number().int().min(1).max(rampLimits.hours),
  /** Share of the slice's visitors who take part from then on, of 10,000. */
  coverage: Weight.min(1),
});
export type RampStep = z.output<typeof RampStep>;

/** The steps by which coverage still rises, in their order; none: it stays as set. A step that was made is not among them any more. */
export const Ramp = z.array(RampStep).max(rampLimits.steps)
  .refine((steps) => steps.every(({ coverage }, at) => at === 0 || coverage > (steps[at - 1]?.coverage ?? 0)), 'each step must raise the coverage');
export type Ramp = z.output<typeof Ramp>;

/** Where the next step of an experiment's ramp stands. */
export const RampStanding = z.object({
  next: RampStep,
  /** Since when the present coverage counts: its beginning, or the last time that the experiment went on; null before the start. */
  since: Instant.nullable(),
  /** The earliest moment of the step; null while the experiment does not run. */
  dueAt: Instant.nullable(),
  /** Units assigned in this phase, and how many are asked for before anything can be told. */
  have: z.number().int(), need: z.number().int(),
  /** Sentences of the gates that alarm: while there is one, no step is made. */
  heldBy: z.array(z.string()),
});
export type RampStanding = z.output<typeof RampStanding>;
