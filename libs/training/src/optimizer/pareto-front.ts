import type { Random } from '#textmodels';

export interface ParetoFront {
  /** Numbers of the candidates on it, rising. */
  members: number[];
  /** Of each candidate: on how many cases no other one on the front does better; 0 off the front. */
  wins: number[];
}

/**
 * Candidates that are best on some case, without those that another one dominates: it is as good on each case and better on
 * one. A candidate that alone knows one answer stays, however low its mean is.
 *
 * @param scores one row for each candidate, one number for each case, all rows alike long
 * @see L. A. Agrawal et al. (2025), GEPA, arXiv 2507.19457, algorithm 2
 */
export function paretoFront(scores: readonly (readonly number[])[]): ParetoFront {
  const cases = scores[0]?.length ?? 0;
  const best = Array.from({ length: cases }, (_, at) => Math.max(...scores.map((row) => row[at]!)));
  const bestSomewhere = scores.flatMap((row, number) => (row.some((score, at) => score === best[at]) ? [number] : []));
  const members = bestSomewhere.filter((number) => !bestSomewhere.some((other) => dominates(scores[other]!, scores[number]!)));
  const onFront = new Set(members);
  return { members, wins: scores.map((row, number) => (onFront.has(number) ? row.filter((score, at) => score === best[at]).length : 0)) };
}

/** As good everywhere and better somewhere. */
export const dominates = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((score, at) => score >= other[at]!) && one.some((score, at) => score > other[at]!);

/** A member of the front, as often as it wins. @throws RangeError when nobody wins anything */
export function drawByWins({ members, wins }: ParetoFront, random: Random): number {
  const total = members.reduce((sum, number) => sum + wins[number]!, 0);
  if (total === 0) throw new RangeError('a front without wins');
  let left = random() * total;
  return members.find((number) => (left -= wins[number]!) < 0) ?? members.at(-1)!;
}
