import { fitTemperature } from './temperature.ts';
import { softmax } from './vectors.ts';

const { log, max, sqrt } = Math;

/** Shares of each member, which sum to 1, and how soft the result is. */
export interface Mixture {
  readonly shares: readonly number[];
  readonly temperature: number;
}

/** Keeps the logarithm of a probability of zero finite: no member can veto a class alone. */
const floor = 1e-4;
/** Shares must beat equal ones by this many standard errors of the difference, or equal shares stay. */
const worthLeaving = 2;
/** The grid: shares are whole multiples of one part in so many. */
const parts = 5;

/**
 * Probabilities of a mixture: the weighted geometric mean of its members, normalised.
 * Measured better than the arithmetic mean here: a class must be plausible to all members.
 */
export function mix(members: readonly Float32Array[], { shares, temperature }: Mixture): Float32Array {
  return softmax(pooledScores(members, shares), temperature);
}

/** Logarithms of probabilities, as scores that a temperature can act on. */
export function logScores(probabilities: Float32Array): Float32Array {
  return probabilities.map((share) => log(share + floor));
}

function pooledScores(members: readonly Float32Array[], shares: readonly number[]): Float32Array {
  const scores = new Float32Array(members[0]?.length ?? 0);
  members.forEach((member, index) => {
    const share = shares[index]!;
    if (share > 0) logScores(member).forEach((score, i) => (scores[i] = scores[i]! + share * score));
  });
  return scores;
}

/**
 * The mixture that gives the right classes the highest likelihood, shares searched on a grid.
 * Likelihood rather than accuracy: it moves with every example, so a few hundred are enough to choose by.
 *
 * @param members for each member one row of probabilities for each example
 * @param given shares that are not to be learnt: only the temperature is
 */
export function learnMixture(
  members: readonly (readonly Float32Array[])[], truths: readonly number[], given: readonly number[] | null = null,
): Mixture {
  if (given) {
    const { shares, temperature } = fit(members, truths, given);
    return { shares, temperature };
  }
  const equal = fit(members, truths, members.map(() => 1 / members.length));
  let best = equal;
  for (const shares of truths.length > 0 ? grid(members.length) : []) {
    const candidate = fit(members, truths, shares);
    if (candidate.mean > best.mean) best = candidate;
  }
  const { shares, temperature } = clearlyBetter(best.logs, equal.logs) ? best : equal;
  return { shares, temperature };
}

/** The best temperature for these shares and the log probability that it gives each example's right class. */
function fit(members: readonly (readonly Float32Array[])[], truths: readonly number[], shares: readonly number[]) {
  const scores = truths.map((_, row) => pooledScores(members.map((rows) => rows[row]!), shares));
  const temperature = fitTemperature(scores, truths, 1 / max(1, members.length));
  const logs = truths.map((truth, row) => log(max(1e-9, softmax(scores[row]!, temperature)[truth]!)));
  return { shares, temperature, logs, mean: meanOf(logs) };
}

function clearlyBetter(candidate: readonly number[], standing: readonly number[]): boolean {
  const gains = candidate.map((log, i) => log - standing[i]!);
  const gain = meanOf(gains);
  const variance = meanOf(gains.map((value) => (value - gain) ** 2));
  return gain > worthLeaving * sqrt(variance / max(1, gains.length));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / max(1, values.length);
}

/** All ways to split 1 into `count` multiples of 1 / parts. */
function grid(count: number, left = parts): number[][] {
  if (count === 1) return [[left / parts]];
  return Array.from({ length: left + 1 }, (_, taken) =>
    grid(count - 1, left - taken).map((rest) => [taken / parts, ...rest])).flat();
}
