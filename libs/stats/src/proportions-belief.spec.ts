import { describe, expect, it } from '@jest/globals';

import { chanceToWin } from './chance-to-win.ts';
import { chanceToWinOfShares } from './proportions-belief.ts';

describe('the chance to win of two shares', () => {
  // mpmath, 25 digits: quad of f_B F_A, F_B (1 - F_A) and F_A (1 - F_B) for Beta(successes + 1, failures + 1).
  it.each([
    [3, 50, 8, 50, 0.93912955792186, 0.0017120834349959, 0.097865929588842],
    [0, 20, 20, 20, 0.99999999999814, 4.3205710604204e-14, 0.90909090909095],
  ])('of %d in %d against %d in %d is exact', (a, aTrials, b, bTrials, chance, lossB, lossA) => {
    const belief = chanceToWinOfShares({ successes: a, trials: aTrials }, { successes: b, trials: bTrials });
    expect(belief.chanceToWin).toBeCloseTo(chance, 11);
    expect(belief.lossOfTreatment).toBeCloseTo(lossB, 12);
    expect(belief.lossOfControl).toBeCloseTo(lossA, 11);
  });

  it('keeps the digits of a loss that is next to nothing', () => {
    // mpmath, 40 digits, the same integral.
    const belief = chanceToWinOfShares({ successes: 5, trials: 1000 }, { successes: 60, trials: 1000 });
    expect(belief.lossOfTreatment / 6.68446961744015e-17).toBeCloseTo(1, 9);
  });

  it('is even for equal counts, and its losses differ by the difference of the means', () => {
    const even = chanceToWinOfShares({ successes: 4, trials: 9 }, { successes: 4, trials: 9 });
    expect(even.chanceToWin).toBeCloseTo(0.5, 12);
    const belief = chanceToWinOfShares({ successes: 2, trials: 30 }, { successes: 6, trials: 900 });
    expect(belief.lossOfControl - belief.lossOfTreatment).toBeCloseTo(belief.mean, 12);
  });

  it('agrees with the normal posterior where counts are large', () => {
    const belief = chanceToWinOfShares({ successes: 60_000, trials: 100_000 }, { successes: 60_300, trials: 100_000 });
    const normal = chanceToWin({ value: belief.mean, standardError: belief.deviation });
    expect(belief.chanceToWin).toBeCloseTo(normal.chanceToWin, 4);
    expect(belief.lossOfTreatment).toBeCloseTo(normal.lossOfTreatment, 6);
  });

  it('knows only its prior without trials and refuses impossible counts', () => {
    const none = { successes: 0, trials: 0 };
    expect(chanceToWinOfShares(none, none).chanceToWin).toBeCloseTo(0.5, 12);
    expect(() => chanceToWinOfShares({ successes: 2, trials: 1 }, none)).toThrow(RangeError);
  });
});
