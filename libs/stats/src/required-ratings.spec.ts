import { describe, expect, it } from '@jest/globals';

import { requiredRatings, requiredUnits } from './required-ratings.ts';

describe('the ratings needed to see a difference', () => {
  // The stated equation in 40-digit arithmetic (mpmath): 1467.7, 353.2, 247.2 and 7181.7 : 797.97 units.
  it.each([
    [0.6, 0.05, 1468],
    [0.6, 0.1, 354],
    [0.75, 0.1, 248],
  ])('from %d by %d match the reference', (share, difference, each) => {
    const needed = requiredRatings({ share, difference });
    expect(needed).toEqual({ control: each, treatment: each, total: 2 * each });
  });

  it('shift with an uneven split', () => {
    const needed = requiredRatings({ share: 0.6, difference: 0.05, treatmentPerControl: 1 / 9 });
    expect(needed).toEqual({ control: 7182, treatment: 798, total: 7980 });
  });

  it('grow with power and certainty and shrink with the difference', () => {
    const { total } = requiredRatings({ share: 0.6, difference: 0.05 });
    expect(requiredRatings({ share: 0.6, difference: 0.05, power: 0.9 }).total).toBeGreaterThan(total);
    expect(requiredRatings({ share: 0.6, difference: 0.05, alpha: 0.01 }).total).toBeGreaterThan(total);
    expect(requiredRatings({ share: 0.6, difference: 0.06 }).total).toBeLessThan(total);
  });

  it('are the same for a mean with the same variances, and for a fall as for a rise', () => {
    const plan = { controlVariance: 0.24, treatmentVariance: 0.24, difference: 0.05 };
    expect(requiredUnits({ ...plan, difference: -0.05 })).toEqual(requiredUnits(plan));
    expect(requiredUnits({ ...plan, controlVariance: 0, treatmentVariance: 0 }).total).toBe(2);
  });

  it.each([
    { share: 0, difference: 0.1 },
    { share: 0.6, difference: 0 },
    { share: 0.6, difference: 0.5 },
    { share: 0.6, difference: 0.1, power: 0.3 },
    { share: 0.6, difference: 0.1, alpha: 0 },
    { share: 0.6, difference: 0.1, treatmentPerControl: 0 },
  ])('refuse the impossible plan %j', (plan) => {
    expect(() => requiredRatings(plan)).toThrow(RangeError);
  });
});
