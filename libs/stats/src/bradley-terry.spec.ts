import { describe, expect, it } from '@jest/globals';

import { duelStrengths } from './bradley-terry.ts';
import type { Duel } from './duels.ts';
import { normalQuantile } from './distributions.ts';
import { seeded } from './seeded.ts';

type Result = Duel['result'];
const logit = (share: number) => Math.log(share / (1 - share));

/** Duels with a rater and a conversation of their own, of equal length. */
function duels(rows: [left: number, right: number, result: Result, times: number][]): Duel[] {
  return rows.flatMap(([left, right, result, times], r) =>
    Array.from({ length: times }, (_, i) => ({ left, right, result, rater: `r${r}.${i}`, conversation: `c${r}.${i}`, leftLength: 100, rightLength: 100 })));
}

function strengths(variants: number, list: Duel[]) {
  const answer = duelStrengths(variants, list);
  if (answer.kind !== 'strengths') throw new Error(answer.kind);
  return answer;
}

interface World {
  truth: number[];
  position: number;
  length: number;
  /** Standard deviation of a rater's own taste for a variant. */
  taste: number;
}

/** 30 raters with 20 duels each. */
function simulated(random: () => number, { truth, position, length, taste }: World): Duel[] {
  const normal = () => normalQuantile(Math.min(1 - 1e-10, Math.max(1e-10, random())));
  return Array.from({ length: 30 }, (_, r) => {
    const own = truth.map((strength) => strength + taste * normal());
    return Array.from({ length: 20 }, (__, d): Duel => {
      const left = Math.floor(random() * truth.length);
      const right = (left + 1 + Math.floor(random() * (truth.length - 1))) % truth.length;
      const [leftLength, rightLength] = [100 * Math.exp(0.5 * normal()), 100 * Math.exp(0.5 * normal())];
      const odds = (own[left] ?? 0) - (own[right] ?? 0) + position + length * Math.log(leftLength / rightLength);
      const result = random() < 1 / (1 + Math.exp(-odds)) ? 'left' : 'right';
      return { left, right, result, rater: `${r}`, conversation: `${r}.${d}`, leftLength, rightLength };
    });
  }).flat();
}

describe('strengths in blind duels', () => {
  it('are the log-odds of the wins for two variants, a pseudo-win counted half each way', () => {
    // Both sides alike, so the position term is 0: 60 of 80 wins for the second variant, plus half a win each way.
    const answer = strengths(2, duels([[1, 0, 'left', 30], [1, 0, 'right', 10], [0, 1, 'right', 30], [0, 1, 'left', 10]]));
    expect(answer.strengths[0]).toEqual({ value: 0, standardError: 0 });
    expect(answer.strengths[1]?.value).toBeCloseTo(logit(60.5 / 81), 8);
    expect(answer.position.value).toBeCloseTo(0, 8);
    expect(answer).toMatchObject({ duels: 80, bothBad: 0, separated: false, disconnected: false });
  });

  it('match the reference for three variants with ties', () => {
    // scipy.optimize.minimize (BFGS, gtol 1e-10) of the same penalised likelihood, written anew with numpy.
    const list = ([
      [0, 1, 'left', 12, 100, 150],
      [0, 1, 'right', 9, 200, 100],
      [1, 0, 'tie', 6, 120, 90],
      [1, 2, 'left', 7, 100, 100],
      [1, 2, 'right', 14, 80, 160],
      [2, 1, 'tie', 5, 100, 130],
      [2, 0, 'left', 11, 140, 100],
      [0, 2, 'left', 8, 100, 70],
    ] as const).flatMap(([left, right, result, times, leftLength, rightLength]) =>
      duels([[left, right, result, times]]).map((duel) => ({ ...duel, leftLength, rightLength })));
    const answer = strengths(3, list);
    expect(answer.strengths[1]?.value).toBeCloseTo(-0.102721246, 6);
    expect(answer.strengths[2]?.value).toBeCloseTo(0.475053388, 6);
    expect(answer.position.value).toBeCloseTo(0.535071041, 6);
    expect(answer.length.value).toBeCloseTo(0.378261907, 6);
  });

  it('count a tie as half a win each', () => {
    const ties = strengths(2, duels([[0, 1, 'tie', 10], [1, 0, 'tie', 10]]));
    expect(ties.strengths[1]?.value).toBeCloseTo(0, 10);
  });

  it('leave "both bad" out and count it apart', () => {
    const plain = duels([[0, 1, 'left', 8], [1, 0, 'left', 9], [1, 0, 'right', 3]]);
    const answer = strengths(2, [...plain, ...duels([[0, 1, 'both-bad', 7]])]);
    expect(answer.bothBad).toBe(7);
    expect(answer.strengths).toEqual(strengths(2, plain).strengths);
  });

  it('put a taste for the left side into the position, not into the variants', () => {
    const answer = strengths(2, duels([[0, 1, 'left', 80], [0, 1, 'right', 20], [1, 0, 'left', 80], [1, 0, 'right', 20]]));
    expect(answer.strengths[1]?.value).toBeCloseTo(0, 8);
    expect(answer.position.value).toBeGreaterThan(1.2);
  });

  it('put a taste for long drafts into the length, not into the variant that writes them', () => {
    const random = seeded(12);
    const lean = (longer: number): Duel[] => Array.from({ length: 2000 }, (_, i) => {
      const [leftLength, rightLength] = [100 + 200 * random(), (100 + 200 * random()) * longer];
      const odds = Math.log(leftLength / rightLength);
      const result = random() < 1 / (1 + Math.exp(-odds)) ? 'left' : 'right';
      return { left: 0, right: 1, result, rater: `${i}`, conversation: `${i}`, leftLength, rightLength };
    });
    const mirrored = lean(2).map((duel, i): Duel => i % 2 === 0 ? duel : {
      ...duel, left: 1, right: 0, leftLength: duel.rightLength, rightLength: duel.leftLength, result: duel.result === 'left' ? 'right' : 'left',
    });
    const answer = strengths(2, mirrored);
    expect(Math.abs(answer.strengths[1]?.value ?? 9)).toBeLessThan(0.3);
    expect(Math.abs(answer.length.value - 1)).toBeLessThan(0.3);
  });

  it('flag a variant that never lost, and stay finite', () => {
    const answer = strengths(2, duels([[1, 0, 'left', 10], [0, 1, 'right', 10]]));
    expect(answer).toMatchObject({ separated: true, disconnected: false });
    expect(answer.strengths[1]?.value).toBeCloseTo(logit(20.5 / 21), 8);
  });

  it('stay finite where the longer draft always won by far', () => {
    const long = duels([[0, 1, 'left', 20], [1, 0, 'left', 20]]).map((duel) => ({ ...duel, leftLength: 1e9 }));
    const { strengths: found, length } = strengths(2, long);
    for (const { value, standardError } of [...found, length]) expect([value, standardError].every(Number.isFinite)).toBe(true);
    expect(length.value).toBeGreaterThan(0);
  });

  it('flag variants that were never compared', () => {
    const answer = strengths(4, duels([[0, 1, 'left', 5], [1, 0, 'left', 5], [2, 3, 'left', 5], [3, 2, 'left', 5]]));
    expect(answer).toMatchObject({ separated: true, disconnected: true });
  });

  it('hold the truth in 95 % intervals though raters have tastes of their own', () => {
    const random = seeded(40);
    const world = { truth: [0, 0.4, 0.8], position: 0.3, length: 0.5, taste: 1.5 };
    // Tastes draw the average choice towards a coin's: the truth is the strength that very many raters together show.
    const crowd = Array.from({ length: 60 }, (_, c) => simulated(random, world).map((duel) => ({ ...duel, rater: `${c}.${duel.rater}` }))).flat();
    const shown = strengths(3, crowd).strengths[2]?.value ?? 0;
    let [held, naive] = [0, 0];
    for (let run = 0; run < 100; run++) {
      const list = simulated(random, world);
      const miss = ({ value, standardError } = { value: 9, standardError: 0 }) => Math.abs(value - shown) / standardError;
      if (miss(strengths(3, list).strengths[2]) < 1.96) held++;
      const alone = list.map((duel, i) => ({ ...duel, rater: `${i}` }));
      if (miss(strengths(3, alone).strengths[2]) < 1.96) naive++;
    }
    expect(held / 100).toBeGreaterThan(0.88);
    expect(naive / 100).toBeLessThan(0.85);
  });

  it('cannot be told from one rater or a handful of duels', () => {
    const one = duels([[0, 1, 'left', 10], [1, 0, 'left', 10]]).map((duel) => ({ ...duel, rater: 'only' }));
    expect(duelStrengths(2, one)).toEqual({ kind: 'too-few', have: 1, need: 2 });
    expect(duelStrengths(2, duels([[0, 1, 'left', 3]]))).toEqual({ kind: 'too-few', have: 3, need: 4 });
  });

  it('refuse impossible duels', () => {
    expect(() => duelStrengths(1, [])).toThrow(RangeError);
    expect(() => duelStrengths(2, duels([[0, 0, 'left', 5]]))).toThrow(RangeError);
    expect(() => duelStrengths(2, duels([[0, 2, 'left', 5]]))).toThrow(RangeError);
    const [duel] = duels([[0, 1, 'left', 1]]);
    expect(() => duelStrengths(2, [{ ...(duel as Duel), leftLength: 0 }])).toThrow(RangeError);
  });
});
