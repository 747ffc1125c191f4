import { z } from 'zod';

/** What variants are compared in; `cost` is per conversation, `cost_resolved` the cost of all conversations per one that was resolved alone. */
export const ComparedMeasure = z.enum([
  'csat', 'csat_top', 'thumbs', 'resolved', 'hand_over', 'failure', 'cost', 'cost_resolved', 'first_token_p50', 'first_token_p95', 'total_p50', 'total_p95',
]);
export type ComparedMeasure = z.output<typeof ComparedMeasure>;

/** A loss that is still acceptable, fixed before the start. */
export const Guardrail = z.strictObject({
  measure: ComparedMeasure,
  /** In the measure's unit (rating points, shares of 1, millionths of a dollar, milliseconds), or relative to the control (0.1 is ten per cent of it). */
  margin: z.number().gt(0).max(1e12), marginIs: z.enum(['absolute', 'relative']),
});
export type Guardrail = z.output<typeof Guardrail>;

/** Chance of finding a difference in the measure that decides where there is none, all variants together and at all looks. */
export const Alpha = z.number().min(0.001).max(0.2);
export const usualAlpha = 0.05;

/** What a verdict is given on; fixed before the first visitor is assigned. */
export const Decision = z.strictObject({
  /** The one measure that decides. */
  primary: ComparedMeasure,
  /** Measures that are looked at beside it, with their false findings held to a share of all findings. */
  secondary: z.array(ComparedMeasure).max(11),
  guardrails: z.array(Guardrail).max(8),
  /** Two variants closer than this in the primary measure count as the same; null: that question is not asked. In the measure's unit. */
  margin: z.number().gt(0).max(1e12).nullable(),
  /**
   * `sequential`, also where nothing is said: all of the error is spent on intervals that hold at every look. `hybrid`: a
   * fifth of it is, the rest on one test at the planned end, which is read once and then stands.
   */
  design: z.enum(['sequential', 'hybrid']).optional(),
  /** 0.05 where nothing is said. Families of findings and guardrails are held to it as well. */
  alpha: Alpha.optional(),
})
  .refine(({ primary, secondary }) => !secondary.includes(primary), 'the primary measure is not a secondary one too')
  .refine(({ secondary }) => new Set(secondary).size === secondary.length, 'name a secondary measure once')
  .refine(({ guardrails }) => new Set(guardrails.map(({ measure }) => measure)).size === guardrails.length, 'name a guardrail once');
export type Decision = z.output<typeof Decision>;

/** Of an experiment that says nothing else. */
export const usualDecision: Decision = {
  primary: 'csat', secondary: ['csat_top', 'resolved', 'cost_resolved', 'first_token_p95'],
  guardrails: [{ measure: 'failure', margin: 0.02, marginIs: 'absolute' }, { measure: 'hand_over', margin: 0.05, marginIs: 'absolute' }, { measure: 'total_p95', margin: 0.25, marginIs: 'relative' }],
  margin: 0.1,
};
