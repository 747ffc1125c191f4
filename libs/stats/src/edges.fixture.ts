import type { NoSpread } from './answers.ts';
import { momentsOf } from './moments.ts';
import type { Moments } from './moments.ts';
import { pairMomentsOf } from './pair-moments.ts';
import type { PairMoments } from './pair-moments.ts';

/** What an estimator is asked at an edge of its range, and what it has to answer; `near` stands for a number. */
export interface Edge {
  edge: string;
  ask: () => unknown;
  answer: unknown;
}

/** Rows of a table of edges: the edge, the question, the answer. */
export function edges(...rows: [edge: string, ask: () => unknown, answer: unknown][]): Edge[] {
  return rows.map(([edge, ask, answer]) => ({ edge, ask, answer }));
}

/** Equal to that number but for so much of it; stands in an expected answer. */
export function near(expected: number, share = 1e-9): unknown {
  return { asymmetricMatch: (actual: unknown) => typeof actual === 'number' && Math.abs(actual - expected) <= share * Math.abs(expected), toString: () => `near ${expected}` };
}

export const BILLION = 1e9;
/** (1 + 0.95) / 2 of the standard normal, 40 digits by mpmath. */
export const Z95 = 1.959963984540054;

/** So many units with that mean and variance, the sample's unbiased one. */
export const summed = (count: number, mean: number, variance: number): Moments => ({ count, mean, squaredDeviations: variance * (count - 1) });

/** So many units of one rating each, so that the ratio is their mean. */
export const ratedOnce = (count: number, mean: number, variance: number): PairMoments =>
  ({ y: summed(count, mean, variance), x: summed(count, 1, 0), coDeviations: 0 });

const FOUR = [4, 7, 13, 16];
/** Mean 10 and variance 30, at an offset. */
export const four = (offset: number): Moments => momentsOf(FOUR.map((value) => value + offset));
export const fortyPairs = (offset: number): PairMoments =>
  pairMomentsOf(Array.from({ length: 10 }, () => FOUR).flat().map((value) => ({ numerator: value + offset, denominator: 1 })));

export const flat = (value: number, units: number): NoSpread => ({ kind: 'no-spread', value, units });
export const known = (value: number, standardError: number, units = 100) =>
  ({ kind: 'estimate', value, standardError, units, low: value - standardError, high: value + standardError }) as const;
export const difference = (value: number, standardError: number, units = 100) => ({ ...known(value, standardError, units), pValue: 0.5 });
export const tooFew = (have: number, need: number) => ({ kind: 'too-few', have, need });
export const share = (successes: number, trials: number) => ({ successes, trials });
