import { assertProportion } from './answers.ts';
import type { Interval } from './answers.ts';

/**
 * Wilson score interval for a proportion, for example the share of rated conversations rated as satisfied.
 *
 * Stays inside [0, 1] and keeps close to its stated coverage for small counts, where the normal interval does not.
 *
 * @param successes whole number, 0..trials
 * @param trials whole number, at least 1
 * @param z standard normal quantile, above 0; 1.959964 gives 95 %
 * @throws RangeError when the counts are not a possible outcome or z is not above 0
 * @see E. B. Wilson (1927), JASA 22(158), 209-212; also method 3 in R. G. Newcombe (1998), Statistics in
 *   Medicine 17, 857-872
 */
export function wilsonInterval(successes: number, trials: number, z = 1.959964): Interval {
  assertProportion({ successes, trials });
  if (trials === 0) throw new RangeError('an interval needs at least one trial');
  if (!(z > 0 && z < Infinity)) throw new RangeError(`z must be a number above 0: ${z}`);
  const failures = trials - successes;
  const centre = successes + (z * z) / 2;
  const reach = z * Math.sqrt((successes * failures) / trials + (z * z) / 4);
  const total = trials + z * z;
  return {
    // Without the special cases the ends miss 0 and 1 by a rounding error.
    low: successes === 0 ? 0 : (centre - reach) / total,
    high: failures === 0 ? 1 : (centre + reach) / total,
  };
}
