import type { TooFew } from './answers.ts';
import { clusteredVariance } from './clustered-variance.ts';
import { duelGraph } from './duel-graph.ts';
import type { DuelGraph } from './duel-graph.ts';
import { assertDuel, rowOf } from './duels.ts';
import type { Duel } from './duels.ts';
import { inverse, times } from './linear-solve.ts';
import type { Matrix } from './linear-solve.ts';

/** On the log-odds scale: 0 is no effect, 0.405 wins 60 of 100. */
export interface LogOdds {
  value: number;
  /** Clustered by rater and by conversation. */
  standardError: number;
}

/** Strengths of the variants, in ln(odds) of winning a duel, with clustered errors. */
export interface DuelStrengths extends DuelGraph {
  kind: 'strengths';
  /** In the order of the variants; the first is the zero of the scale, with a standard error of 0. */
  strengths: LogOdds[];
  /** Variance of strength i minus strength j is v[i][i] + v[j][j] - 2 v[i][j]; clustered. */
  covariance: number[][];
  /** In favour of the draft on the left. */
  position: LogOdds;
  /** For each unit of ln(length of left / length of right); 0.693 of it is "twice as long". */
  length: LogOdds;
  /** Duels that were read; "both bad" ones are not. */
  duels: number;
  bothBad: number;
}

interface Row {
  x: readonly number[];
  /** 1 when the left one won, 0.5 for a tie. */
  won: number;
  rater: string;
  conversation: string;
}

const STEPS = 50;
// Bound once: where a test runner puts the globals behind a proxy, looking them up costs more than the sum.
const { abs, exp, log1p, max } = Math;

/**
 * How strong each variant is in blind duels: P(left is chosen) = logistic(strength of left - strength of right +
 * position + length x ln(length ratio)). So neither the side nor the sheer length of a draft passes for quality.
 *
 * Ties count half for each. Each two variants get half a pseudo-win each way, which keeps strengths finite where one
 * never lost, at the price of drawing all strengths a little towards each other; look at `separated` and
 * `disconnected` before showing them as facts.
 *
 * @param variants whole number, at least 2
 * @returns `too-few` (counted in raters or conversations, the fewer) below 2, where clusters have no spread; or (counted
 *   in duels) while there are no more duels than numbers to estimate
 * @throws RangeError when a duel is impossible or there are fewer than 2 variants
 * @see R. A. Bradley & M. E. Terry (1952), Biometrika 39(3-4), 324-345; D. R. Hunter (2004), MM algorithms for
 *   generalized Bradley-Terry models, Annals of Statistics 32(1), 384-406 (model; fitted here by Newton's steps)
 */
export function duelStrengths(variants: number, duels: readonly Duel[]): DuelStrengths | TooFew {
  if (!Number.isInteger(variants) || variants < 2) throw new RangeError(`duels need two variants: ${variants}`);
  for (const duel of duels) assertDuel(duel, variants);
  const read = duels.filter(({ result }) => result !== 'both-bad');
  const need = variants + 2;
  if (read.length < need) return { kind: 'too-few', have: read.length, need };
  const clusters = Math.min(new Set(read.map(({ rater }) => rater)).size, new Set(read.map(({ conversation }) => conversation)).size);
  if (clusters < 2) return { kind: 'too-few', have: clusters, need: 2 };
  const rows = [...read.map((duel) => rowOfDuel(duel, variants)), ...pseudoWins(variants)];
  const fitted = fit(rows, variants + 1);
  const real = rows.slice(0, read.length);
  const variance = clusteredVariance(inverse(informationOf(rows, fitted)), real.map((row) => ({ ...row, score: scoreOf(row, fitted) })));
  const at = (i: number): LogOdds => ({ value: fitted[i] ?? 0, standardError: Math.sqrt(variance[i]?.[i] ?? 0) });
  const places = Array.from({ length: variants }, (_, i) => i - 1);
  return {
    kind: 'strengths',
    ...duelGraph(variants, read),
    strengths: places.map(at),
    covariance: places.map((i) => places.map((j) => variance[i]?.[j] ?? 0)),
    position: at(variants - 1),
    length: at(variants),
    duels: read.length,
    bothBad: duels.length - read.length,
  };
}

function rowOfDuel(duel: Duel, variants: number): Row {
  const won = { left: 1, right: 0, tie: 0.5, 'both-bad': 0.5 }[duel.result];
  return { x: rowOf(duel, variants), won, rater: duel.rater, conversation: duel.conversation };
}

/** Half a win each way for each two variants: one tie, without a side and of equal length. */
function pseudoWins(variants: number): Row[] {
  const rows: Row[] = [];
  for (let right = 0; right < variants; right++) {
    for (let left = right + 1; left < variants; left++) {
      const x = rowOf({ left, right, leftLength: 1, rightLength: 1, result: 'tie', rater: '', conversation: '' }, variants);
      x[variants - 1] = 0;
      rows.push({ x, won: 0.5, rater: '', conversation: '' });
    }
  }
  // Side and length get the same weak pull to "no effect", or they could run away as strengths can.
  for (const place of [variants - 1, variants]) {
    const x = Array.from({ length: variants + 1 }, (_, i) => (i === place ? 1 : 0));
    rows.push({ x, won: 0.5, rater: '', conversation: '' });
  }
  return rows;
}

/** Newton's steps, halved while they do not raise the likelihood. */
function fit(rows: readonly Row[], size: number): number[] {
  let fitted: number[] = Array.from({ length: size }, () => 0);
  let likelihood = likelihoodOf(rows, fitted);
  for (let step = 0; step < STEPS; step++) {
    const move = times(inverse(informationOf(rows, fitted)), gradientOf(rows, fitted));
    if (max(...move.map(abs)) < 1e-10) return fitted;
    for (let part = 1; part > 1e-6; part /= 2) {
      const next = fitted.map((value, i) => value + part * (move[i] ?? 0));
      const nextLikelihood = likelihoodOf(rows, next);
      // At the top only rounding moves it.
      if (nextLikelihood < likelihood - 1e-12 * abs(likelihood)) continue;
      [fitted, likelihood] = [next, nextLikelihood];
      break;
    }
  }
  return fitted;
}

const oddsOf = ({ x }: Row, fitted: readonly number[]): number => x.reduce((sum, value, i) => sum + value * (fitted[i] ?? 0), 0);

const chanceOf = (row: Row, fitted: readonly number[]): number => 1 / (1 + exp(-oddsOf(row, fitted)));

/** won ln(chance) + (1 - won) ln(1 - chance), written so that a chance of 1 keeps its logarithm. */
function likelihoodOf(rows: readonly Row[], fitted: readonly number[]): number {
  return rows.reduce((sum, row) => {
    const odds = oddsOf(row, fitted);
    return sum + row.won * odds - max(odds, 0) - log1p(exp(-abs(odds)));
  }, 0);
}

function gradientOf(rows: readonly Row[], fitted: readonly number[]): number[] {
  const sum = fitted.map(() => 0);
  for (const row of rows) scoreOf(row, fitted).forEach((part, i) => { sum[i] = (sum[i] ?? 0) + part; });
  return sum;
}

function scoreOf(row: Row, fitted: readonly number[]): number[] {
  const missed = row.won - chanceOf(row, fitted);
  return row.x.map((value) => value * missed);
}

function informationOf(rows: readonly Row[], fitted: readonly number[]): Matrix {
  const sums = fitted.map(() => fitted.map(() => 0));
  for (const row of rows) {
    const chance = chanceOf(row, fitted);
    sums.forEach((line, i) => line.forEach((_, j) => {
      line[j] = (line[j] ?? 0) + chance * (1 - chance) * (row.x[i] ?? 0) * (row.x[j] ?? 0);
    }));
  }
  return sums;
}
