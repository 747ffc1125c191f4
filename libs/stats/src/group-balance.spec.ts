import { describe, expect, it } from '@jest/globals';

import { groupBalance } from './group-balance.ts';
import { seeded } from './seeded.ts';

describe('the mix of groups that variants met', () => {
  it('is compared by Pearson\'s chi-square', () => {
    // scipy.stats.chi2_contingency([[10, 10, 20], [20, 20, 20]], correction=False), the example of its manual.
    const answer = groupBalance([[[10, 10, 20], [20, 20, 20]]]);
    if (answer.kind !== 'test') throw new Error(answer.kind);
    expect(answer.degreesOfFreedom).toBe(2);
    expect(answer.statistic).toBeCloseTo(2.7777777777777777, 12);
    expect(answer.pValue).toBeCloseTo(0.24935220877729622, 12);
  });

  it('is compared within strata: another share of other visitors later is no imbalance', () => {
    const [first, second] = [[[900, 100], [90, 10]], [[50, 50], [500, 500]]];
    expect(groupBalance([first, second])).toMatchObject({ statistic: 0, degreesOfFreedom: 2, pValue: 1 });
    expect(groupBalance([[[950, 150], [590, 510]]])).toMatchObject({ pValue: expect.closeTo(0, 20) });
  });

  it('puts small groups together, and leaves a variant out that met nobody', () => {
    const small = Array.from({ length: 8 }, () => [2, 0, 1]);
    expect(groupBalance([[[100, 0, 100], [60, 0, 60], ...small]])).toEqual(groupBalance([[[100, 100], [60, 60], [16, 8]]]));
    // Too small even together: with the smallest of the others.
    expect(groupBalance([[[100, 100], [60, 60], [1, 2]]])).toEqual(groupBalance([[[100, 100], [61, 62]]]));
  });

  it('needs two groups and two variants that are large enough', () => {
    for (const table of [[], [[50, 50]], [[50, 0], [50, 0]], [[40, 40], [3, 3]], [[4, 4], [4, 4]]]) expect(groupBalance([table])).toEqual({ kind: 'too-few', have: 0, need: 1 });
    expect(() => groupBalance([[[1, 2], [3]]])).toThrow(RangeError);
    expect(() => groupBalance([[[1, -2], [3, 4]]])).toThrow(RangeError);
  });

  it('alarms about as rarely as it says where units are shared out by chance, over several strata', () => {
    const random = seeded(71);
    const runs = 4_000;
    let alarms = 0;
    for (let run = 0; run < runs; run++) {
      const strata = [0.5, 0.2].map((share) => {
        const table = Array.from({ length: 4 }, () => [0, 0]);
        for (let unit = 0; unit < 150; unit++) table[Math.floor(4 * random() ** 2)]![random() < share ? 1 : 0]! += 1;
        return table;
      });
      const answer = groupBalance(strata);
      alarms += answer.kind === 'test' && answer.pValue <= 0.05 ? 1 / runs : 0;
    }
    expect(alarms).toBeGreaterThan(0.035);
    expect(alarms).toBeLessThan(0.065);
  });
});
