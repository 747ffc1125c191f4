/** A p-value, 0..1, or null for a test that could not be made; such a test is left out of the count. */
export type TestedP = number | null;

/**
 * p-values adjusted so that, at any alpha, the chance of even one false finding among all tests is at most alpha.
 *
 * @returns in the order given, null where null was given
 * @throws RangeError when a p-value is outside 0..1
 * @see S. Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70
 */
export function holm(pValues: readonly TestedP[]): TestedP[] {
  return adjusted(pValues, (sorted) => {
    let floor = 0;
    return sorted.map((p, rank) => (floor = Math.max(floor, Math.min(1, p * (sorted.length - rank)))));
  });
}

/**
 * p-values adjusted so that, at any alpha, false findings are at most that share of all findings, on average over
 * experiments whose tests are independent or positively dependent.
 *
 * @returns in the order given, null where null was given
 * @throws RangeError when a p-value is outside 0..1
 * @see Y. Benjamini & Y. Hochberg (1995), JRSS B 57(1), 289-300
 */
export function benjaminiHochberg(pValues: readonly TestedP[]): TestedP[] {
  return adjusted(pValues, (sorted) => {
    let ceiling = 1;
    return sorted.map((p, rank) => (p * sorted.length) / (rank + 1)).reduceRight<number[]>((all, p) => {
      ceiling = Math.min(ceiling, p);
      return [ceiling, ...all];
    }, []);
  });
}

/**
 * The confidence of each interval with which all of them hold at once: 1 - alpha / tests.
 *
 * @param pValues of the tests that the intervals belong to; only those made are counted
 * @param alpha 0..1, for example 0.05
 * @returns null when no test was made
 * @throws RangeError when a p-value or alpha is outside its range
 * @see O. J. Dunn (1961), JASA 56(293), 52-64
 */
export function simultaneousConfidence(pValues: readonly TestedP[], alpha = 0.05): number | null {
  assertAlpha(alpha);
  const made = pValues.filter((p) => p !== null).length;
  holm(pValues);
  return made === 0 ? null : 1 - alpha / made;
}

/** Which tests are findings, and the confidence that each of their intervals needs. */
export interface SelectedIntervals {
  /** In the order given. */
  selected: boolean[];
  /** null when nothing is selected. */
  confidence: number | null;
}

/**
 * Intervals for the findings of `benjaminiHochberg` only: of those shown, at most a share alpha misses the truth on
 * average. Without the widening, intervals picked for being far from 0 miss more often than they say.
 *
 * @param alpha 0..1, for example 0.05
 * @throws RangeError when a p-value or alpha is outside its range
 * @see Y. Benjamini & D. Yekutieli (2005), JASA 100(469), 71-81, definition 1: 1 - R alpha / m for R selected of m
 */
export function selectedIntervals(pValues: readonly TestedP[], alpha = 0.05): SelectedIntervals {
  assertAlpha(alpha);
  const selected = benjaminiHochberg(pValues).map((p) => p !== null && p <= alpha);
  const made = pValues.filter((p) => p !== null).length;
  const found = selected.filter(Boolean).length;
  return { selected, confidence: found === 0 ? null : 1 - (found * alpha) / made };
}

/** Adjusts the p-values that there are, in ascending order, and puts them back where they came from. */
function adjusted(pValues: readonly TestedP[], adjust: (sorted: number[]) => number[]): TestedP[] {
  const made = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => a.p - b.p);
  for (const { p } of made) if (!(p >= 0 && p <= 1)) throw new RangeError(`impossible p-value: ${p}`);
  const sorted = adjust(made.map(({ p }) => p));
  const to = new Map(made.map(({ index }, rank) => [index, sorted[rank]]));
  return pValues.map((_, index) => to.get(index) ?? null);
}

function assertAlpha(alpha: number): void {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie in 0..1: ${alpha}`);
}
