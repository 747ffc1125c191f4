import type { DifferenceEstimate } from './answers.ts';
import { lookAgain, openSequence } from './sequential-state.ts';
import type { Look, SequentialState } from './sequential-state.ts';

/**
 * Stops early on strong evidence and keeps nearly the full power of one test at the planned end: a fifth of alpha goes to
 * a sequence that may be looked at any time, the rest to that single test. Storable as JSON.
 */
export interface HybridState {
  sequence: SequentialState;
  /** Alpha of the single test at the end. */
  finalAlpha: number;
  /** p-value of the first look at or past the planned units; null before. Later looks may not replace it. */
  finalP: number | null;
}

/** `by` tells which half of alpha was spent. */
export type HybridDecision = { kind: 'difference'; by: 'sequence' | 'planned-end' } | { kind: 'no-difference' } | { kind: 'continue' };

/** The sequence gets one part in so many. */
const PARTS = 5;

/**
 * The state before the first look.
 *
 * @param plannedUnits both variants together, at least 1
 * @param alpha of both halves together, 5e-6..0.5; 0.05 gives 0.01 to the sequence and 0.04 to the end
 * @returns a state without a look; a plan that is impossible is refused by the first look
 * @see Bonferroni (1936): the two errors sum to alpha
 */
export function openHybrid(plannedUnits: number, alpha = 0.05): HybridState {
  const sequence = openSequence({ plannedUnits, alpha: alpha / PARTS });
  return { sequence, finalAlpha: alpha - alpha / PARTS, finalP: null };
}

/**
 * The state after one more look.
 *
 * @throws RangeError when the plan is impossible
 * @see Waudby-Smith et al. (2024), Annals of Statistics 52(6), for the one half; a single test at the planned end is the other
 */
export function lookAtHybrid(state: HybridState, look: Look & { difference: Pick<DifferenceEstimate, 'pValue'> }): HybridState {
  const sequence = lookAgain(state.sequence, look);
  const atEnd = look.difference.units >= sequence.plannedUnits;
  return { ...state, sequence, finalP: state.finalP ?? (atEnd ? look.difference.pValue : null) };
}

/**
 * Holds its alpha by Bonferroni's inequality, whatever the correlation of the two halves.
 *
 * @see C. E. Bonferroni (1936), Teoria statistica delle classi e calcolo delle probabilita
 * @returns `difference` with the half that found it; `continue` before the planned end; `no-difference` after it
 */
export function decideHybrid({ sequence, finalAlpha, finalP }: HybridState): HybridDecision {
  if (sequence.alwaysValidP <= sequence.alpha) return { kind: 'difference', by: 'sequence' };
  if (finalP === null) return { kind: 'continue' };
  return finalP <= finalAlpha ? { kind: 'difference', by: 'planned-end' } : { kind: 'no-difference' };
}
