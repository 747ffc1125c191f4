/** What is chosen from, by position. */
export interface Relevance {
  /** How well each candidate fits what is looked for; larger is better. */
  fit: ArrayLike<number>;
  /** How much two candidates say the same, on the same scale as `fit`. */
  alike: (a: number, b: number) => number;
}

export interface MarginalSettings {
  /** Candidates chosen at most. */
  count: number;
  /** 1: the best fitting ones, however alike; 0: as different as possible. */
  lambda: number;
  /** Is there room for this one too? What has no room is left out, and the next one is asked for. */
  fits?: (position: number) => boolean;
}

/**
 * Maximal marginal relevance: chooses one after the other what fits best and repeats least what was chosen before.
 *
 * The next one is the largest of `lambda` x fit - (1 - `lambda`) x (largest likeness to a chosen one); on a tie the earlier.
 *
 * @returns positions in the order in which they were chosen
 * @see J. Carbonell, J. Goldstein (1998), SIGIR '98, 335-336
 */
export function marginalRelevance({ fit, alike }: Relevance, { count, lambda, fits = () => true }: MarginalSettings): number[] {
  const chosen: number[] = [];
  const left = new Set(Array.from({ length: fit.length }, (_, at) => at));
  /** Largest likeness of each to what was chosen; nothing repeats what is not there yet. */
  const repeats = new Float64Array(fit.length).fill(-Infinity);
  const worth = (at: number): number => lambda * fit[at]! - (chosen.length === 0 || lambda === 1 ? 0 : (1 - lambda) * repeats[at]!);
  while (chosen.length < count && left.size > 0) {
    let best = -1;
    for (const at of left) if (best < 0 || worth(at) > worth(best)) best = at;
    left.delete(best);
    if (!fits(best)) continue;
    chosen.push(best);
    for (const at of left) repeats[at] = Math.max(repeats[at]!, alike(at, best));
  }
  return chosen;
}
