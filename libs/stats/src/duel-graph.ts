import type { Duel } from './duels.ts';

/** What stands in the way of one ranking of all variants. */
export interface DuelGraph {
  /** Some variants were never compared, not even through others: their strengths have no common scale. */
  disconnected: boolean;
  /** Some group of variants never lost (or never won) against the rest: the data alone would put it at infinity. */
  separated: boolean;
}

/**
 * Whether the duels can rank all variants.
 *
 * @see L. R. Ford (1957), Solution of a ranking problem from binary comparisons, American Mathematical Monthly 64(8),
 *   28-33: a finite solution exists if and only if each variant reaches each other one along wins; Hunter (2004),
 *   assumption 1
 */
export function duelGraph(variants: number, duels: readonly Duel[]): DuelGraph {
  const wins: number[][] = Array.from({ length: variants }, () => []);
  const losses: number[][] = Array.from({ length: variants }, () => []);
  const arrow = (winner: number, loser: number) => {
    wins[winner]?.push(loser);
    losses[loser]?.push(winner);
  };
  for (const { left, right, result } of duels) {
    // A tie is half a win each way.
    if (result === 'left' || result === 'tie') arrow(left, right);
    if (result === 'right' || result === 'tie') arrow(right, left);
  }
  const either = wins.map((list, i) => [...list, ...(losses[i] ?? [])]);
  const reachesAll = (edges: readonly number[][]) => reachable(edges).size === variants;
  return { disconnected: !reachesAll(either), separated: !reachesAll(wins) || !reachesAll(losses) };
}

function reachable(edges: readonly number[][]): Set<number> {
  const seen = new Set([0]);
  // A set hands out what is added while it is walked.
  for (const place of seen) for (const next of edges[place] ?? []) seen.add(next);
  return seen;
}
