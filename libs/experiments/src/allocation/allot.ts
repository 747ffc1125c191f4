import type { AdaptiveAllocation, AllocationWait, Evidence } from '#contracts';
import { bestByNormal, bestStop, type BestStop } from '#stats';
import { checkGuardrails } from '../analysis/guardrails.ts';
import { measureNamed } from '../analysis/measures.ts';
import { estimatesOf, rivalsOf, type ClosedCell, type EstimatedVariant, type Rivals } from './estimates.ts';
import { nextWeights } from './next-weights.ts';
import { waitFor } from './wait-for.ts';

/** What an adaptive experiment knows of its variants, and what follows for their shares. */
export interface Allotment {
  /** In the order of the variants; null while too few units are closed. */
  estimates: readonly EstimatedVariant[] | null;
  /** Of each variant to be the best; null as before, and while nothing varies. */
  chances: readonly number[] | null;
  best: BestStop | null;
  harmed: ReadonlySet<string>;
  /** In the order of the variants, by what is known now; null while there is no step to make. */
  next: readonly number[] | null;
  /** Null: the step may be made at once. */
  waiting: AllocationWait | null;
  /** The earliest moment of a step; null while the experiment does not run. */
  dueAt: string | null;
}

/** Nobody should meet another product every quarter of an hour. */
const HOUR_MS = 3_600_000;
/** The earliest moment of the next step. */
export const hourAfter = (startedAt: string | Date): Date => new Date(new Date(startedAt).getTime() + HOUR_MS);

/**
 * The next step of an adaptive experiment: a pure function of its evidence and of the sums over units whose window is
 * closed, so that a simulation can take the same steps.
 */
export function allot(evidence: Evidence, allocation: AdaptiveAllocation, closed: readonly ClosedCell[]): Allotment {
  const estimates = estimatesOf(closed, evidence.variants.map(({ id }) => id));
  const rivals = estimates && rivalsOf(estimates, measureNamed(evidence.plan.decision.primary));
  const best = rivals && bestStop(rivals);
  const trusted: Rivals | null = best?.kind === 'too-few' ? null : rivals;
  const harmed = new Set(checkGuardrails(evidence).filter(({ harm }) => harm).map(({ variantId }) => variantId));
  const { next, urgent } = nextWeights(evidence, allocation, trusted, harmed);
  const dueAt = dueOf(evidence);
  return {
    estimates: trusted && estimates, chances: trusted && bestByNormal(trusted), best: best?.kind === 'too-few' ? null : best, harmed, next,
    waiting: waitFor(evidence, { estimates, closed, trusted, next, urgent, dueAt }), dueAt,
  };
}

function dueOf({ experiment, epochs }: Evidence): string | null {
  const present = epochs.at(-1);
  return experiment.state === 'running' && present ? hourAfter(present.startedAt).toISOString() : null;
}
