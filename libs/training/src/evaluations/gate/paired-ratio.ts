import { seededRandom } from '#textmodels';

const DRAWS = 500;
const SEED = 1;

export type Pair = readonly [candidate: number, baseline: number];

/** The value below which 95 % of the values lie, by the nearest rank. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/**
 * Ratio of a figure of the candidate to the baseline's, with a 95 % interval from drawing pairs again and again: the two
 * answers to a question are long or short together. The same pairs give the same interval.
 *
 * @returns null when the baseline's figure is 0
 * @see B. Efron & R. Tibshirani (1993), An Introduction to the Bootstrap, chapter 13 (percentile interval)
 */
export function pairedRatio(pairs: readonly Pair[], figure: (values: readonly number[]) => number): { candidate: number; baseline: number; value: number; low: number; high: number } | null {
  const of = (some: readonly Pair[]) => ({ candidate: figure(some.map(([one]) => one)), baseline: figure(some.map(([, other]) => other)) });
  const { candidate, baseline } = of(pairs);
  if (baseline === 0) return null;
  const random = seededRandom(SEED);
  const ratios = Array.from({ length: DRAWS }, () => {
    const drawn = of(pairs.map(() => pairs[Math.floor(random() * pairs.length)]!));
    return drawn.baseline === 0 ? Infinity : drawn.candidate / drawn.baseline;
  }).sort((a, b) => a - b);
  const end = (share: number): number => ratios[Math.min(DRAWS - 1, Math.floor(share * DRAWS))]!;
  return { candidate, baseline, value: candidate / baseline, low: end(0.025), high: Math.min(end(0.975), Number.MAX_SAFE_INTEGER) };
}
