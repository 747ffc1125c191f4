import { describe, expect, it } from '@jest/globals';
import { chosenSum } from './chosen-sum.ts';
import { covers, shareOfRuns } from './runs.fixture.ts';
import { gauss, type Random } from './simulated.fixture.ts';

const of = (value: number, standardError = 1, weight = 1) => ({ value, standardError, weight });

describe('a sum of chosen differences', () => {
  it('reaches as far as the chi-square quantile of all that could have been chosen says', () => {
    // scipy.stats.chi2.ppf(0.95, 5) = 11.070497693516351, (0.99, 12) = 26.216967305535853
    const five = chosenSum([of(0.3)], 5);
    expect(five.high - five.value).toBeCloseTo(Math.sqrt(11.070497693516351), 10);
    const twelve = chosenSum([of(1, 3, 0.5), of(2, 4, 0.5)], 12, 0.99);
    expect(twelve.value).toBeCloseTo(1.5, 12);
    expect(twelve.high - twelve.value).toBeCloseTo(Math.sqrt(26.216967305535853) * 2.5, 10);
  });

  it('has the usual interval where there was nothing to choose', () => {
    const { value, high } = chosenSum([of(2, 0.5)], 1);
    expect((high - value) / 0.5).toBeCloseTo(1.959963984540054, 9);
  });

  it('is refused where more was chosen than there was', () => {
    expect(() => chosenSum([of(1), of(2)], 1)).toThrow(RangeError);
    expect(() => chosenSum([of(1)], 1, 1)).toThrow(RangeError);
  });

  it('holds the truth although the best-looking were chosen, where the usual interval does not', () => {
    const topics = 8;
    const chosenIn = (random: Random) => Array.from({ length: topics }, () => of(gauss(random), 1, 1 / topics)).filter(({ value }) => value > 0.5);
    const honest = shareOfRuns(11, (random) => {
      const chosen = chosenIn(random);
      return covers(chosenSum(chosen, topics), 0);
    });
    const naive = shareOfRuns(11, (random) => {
      const chosen = chosenIn(random);
      const spread = Math.sqrt(chosen.length) / topics;
      return Math.abs(chosen.reduce((sum, { value, weight }) => sum + weight * value, 0)) <= 1.96 * spread;
    });
    expect(honest).toBeGreaterThanOrEqual(0.95);
    expect(naive).toBeLessThan(0.7);
  });
});
