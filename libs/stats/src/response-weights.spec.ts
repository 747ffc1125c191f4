import { describe, expect, it } from '@jest/globals';
import { covers, RUNS } from './runs.fixture.ts';
import { weightedByResponse, type AskedPair, type AskedSums } from './response-weights.ts';
import { seeded } from './seeded.ts';
import type { Random } from './simulated.fixture.ts';

type Asked = readonly [a: number, x: number, y: number];

const sumsOf = (units: readonly Asked[]): AskedSums => {
  const sum = (of: (unit: Asked) => number): number => units.reduce((total, unit) => total + of(unit), 0);
  return {
    units: units.length, raters: sum(([, x]) => Math.min(x, 1)), a: sum(([a]) => a), x: sum(([, x]) => x), y: sum(([, , y]) => y),
    aa: sum(([a]) => a * a), xx: sum(([, x]) => x * x), yy: sum(([, , y]) => y * y), ax: sum(([a, x]) => a * x), ay: sum(([a, , y]) => a * y), xy: sum(([, x, y]) => x * y),
  };
};
/** So many units asked once, the first of them rated as told. */
const once = (asked: number, ...scores: number[]): AskedSums => sumsOf(Array.from({ length: asked }, (_, at): Asked => [1, at < scores.length ? 1 : 0, scores[at] ?? 0]));
const times = (count: number, ...scores: number[]): number[] => Array.from({ length: count }, (_, at) => scores[at % scores.length] ?? 0);
const pair = (control: AskedSums, treatment: AskedSums): AskedPair => ({ control, treatment });

describe('a difference of ratings weighted by who rates', () => {
  it('matches a reference that knows of units, not of cells', () => {
    const cell = (place: number): AskedPair => {
      const side = (cut: number, every: number): AskedSums => sumsOf(Array.from({ length: 240 }, (_, i) => i).filter((i) => i % 3 === place).map((i): Asked => {
        const a = i % 4 === 0 ? 2 : 1;
        const x = (i * 7) % 10 < cut ? 0 : i % 8 === 0 ? 1 : a;
        return [a, x, x * (5 - place) - (i % every === 0 ? x : 0)];
      }));
      return pair(side([2, 5, 7][place]!, 5), side([3, 4, 2][place]!, 4));
    };
    const found = weightedByResponse([cell(0), cell(1), cell(2)]);
    // numpy: the share of each cell and the weighted mean as roots of estimating equations stacked unit by unit, their
    // covariance as the inverse numerical Jacobian around the summed squares, times n / (n - 1).
    if (found.kind !== 'estimate') throw new Error(found.kind);
    expect(found).toMatchObject({ cells: 3, value: expect.closeTo(-0.221_353_318_127_511_58, 12), unweighted: expect.closeTo(-0.583_608_031_165_717_9, 12) });
    expect(found.standardError).toBeCloseTo(0.091_813_352_956_806_15, 8);
  });

  it('takes the cells by how many were asked, by hand', () => {
    // Control: half of the asked are content and half of these rate; of the others one in ten. Weighted (4 + 2) / 2.
    const control = [once(200, ...times(100, 4)), once(200, ...times(20, 2))];
    const treatment = [once(200, ...times(100, 5)), once(200, ...times(100, 2))];
    expect(weightedByResponse([pair(control[0]!, treatment[0]!), pair(control[1]!, treatment[1]!)])).toMatchObject({ kind: 'estimate', value: 0.5, unweighted: 3.5 - (100 * 4 + 20 * 2) / 120 });
  });

  it('puts thin cells together, the thinnest first and whatever their ratings, until ten rated in each', () => {
    const thick = pair(once(100, ...times(50, 4, 5)), once(100, ...times(50, 4, 5)));
    const thin = (scores: number, score: number): AskedPair => pair(once(20, ...times(scores, score)), once(20, ...times(scores + 5, score)));
    const both = (one: AskedPair, other: AskedPair): AskedPair => {
      const sum = (a: AskedSums, b: AskedSums): AskedSums => Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value + b[key as keyof AskedSums]])) as unknown as AskedSums;
      return pair(sum(one.control, other.control), sum(one.treatment, other.treatment));
    };
    expect(weightedByResponse([thin(6, 1), thick, thin(5, 5)])).toEqual(weightedByResponse([both(thin(6, 1), thin(5, 5)), thick]));
    expect(weightedByResponse([thin(9, 1), thick])).toMatchObject({ kind: 'estimate', cells: 1 });
    expect(weightedByResponse([thin(10, 1), thick])).toMatchObject({ kind: 'estimate', cells: 2 });
  });

  it('is the plain one where there is one kind of visitor only, and says when there are too few or nothing varies', () => {
    expect(weightedByResponse([pair(once(90, ...times(29, 4)), once(90, ...times(60, 4)))])).toEqual({ kind: 'too-few', have: 29, need: 30 });
    expect(weightedByResponse([pair(once(90, ...times(40, 4, 3)), once(90, ...times(60, 5)))])).toMatchObject({ kind: 'estimate', value: 1.5, unweighted: 1.5, cells: 1 });
    const same = pair(once(90, ...times(40, 3)), once(90, ...times(60, 3)));
    expect(weightedByResponse([same, same])).toEqual({ kind: 'no-spread', value: 0, units: 200 });
  });

  it('refuses sums of no set of units', () => {
    const good = once(40, ...times(35, 4));
    for (const wrong of [{ raters: 41 }, { x: 41 }, { xx: 3 }, { y: -1 }, { units: 0.5 }]) expect(() => weightedByResponse([pair(good, { ...good, ...wrong })])).toThrow(RangeError);
  });
});

/**
 * Half of the visitors ask what makes them unhappy (mean 2 of 5, else 4) under both variants: there is no effect. Under the
 * control the unhappy keep silent, under the treatment they speak up.
 */
function visitors(random: Random, count: number, speaksUp: readonly [happy: number, unhappy: number]): [AskedSums, AskedSums] {
  const cells: [Asked[], Asked[]] = [[], []];
  for (let at = 0; at < count; at++) {
    const cell = random() < 0.5 ? 0 : 1;
    const asked = random() < 0.3 ? 2 : 1;
    const mood = (cell === 0 ? 3 : 1) + (random() < 0.5 ? 1 : 0);
    let [x, y] = [0, 0];
    for (let time = 0; time < asked; time++) {
      if (random() >= speaksUp[cell]) continue;
      x += 1;
      y += mood + (random() < 0.5 ? 1 : 0);
    }
    cells[cell].push([asked, x, y]);
  }
  return [sumsOf(cells[0]), sumsOf(cells[1])];
}

describe('when the unhappy rate more often under one variant', () => {
  it('the weighted difference is right and its interval holds, where the plain mean is off by half a point', () => {
    const random = seeded(81);
    let [held, sum, plain] = [0, 0, 0];
    for (let run = 0; run < RUNS; run++) {
      const [control, treatment] = [visitors(random, 300, [0.6, 0.2]), visitors(random, 300, [0.6, 0.6])];
      const found = weightedByResponse([pair(control[0], treatment[0]), pair(control[1], treatment[1])]);
      if (found.kind !== 'estimate') throw new Error(found.kind);
      held += covers(found, 0) ? 1 : 0;
      sum += found.value;
      plain += found.unweighted;
    }
    expect(held / RUNS).toBeGreaterThanOrEqual(0.93);
    expect(held / RUNS).toBeLessThanOrEqual(0.97);
    expect(Math.abs(sum / RUNS)).toBeLessThan(0.01);
    expect(plain / RUNS).toBeLessThan(-0.45);
  });
});
