/**
 * Count, mean and spread of the values seen so far. Two of them merge into the one of all values, so servers, hours
 * and epochs can be summed up apart.
 */
export interface Moments {
  readonly count: number;
  /** 0 while there is no value. */
  readonly mean: number;
  /** Sum of (value - mean) squared; kept instead of the sum of squares, which cancels at large offsets. */
  readonly squaredDeviations: number;
}

// Bound once: where a test runner puts the globals behind a proxy, looking it up costs more than the sum.
const { isFinite } = Number;

/** The moments of no value: the neutral element of `mergeMoments`. */
export const NO_MOMENTS: Moments = { count: 0, mean: 0, squaredDeviations: 0 };

/**
 * The moments after one more value.
 *
 * @throws RangeError when the value is not finite
 * @see B. P. Welford (1962), Technometrics 4(3), 419-420
 */
export function addToMoments(moments: Moments, value: number): Moments {
  if (!isFinite(value)) throw new RangeError(`moments need finite values: ${value}`);
  const count = moments.count + 1;
  const delta = value - moments.mean;
  const mean = moments.mean + delta / count;
  return { count, mean, squaredDeviations: moments.squaredDeviations + delta * (value - mean) };
}

/**
 * The moments of a series of finite values.
 *
 * @throws RangeError when a value is not finite
 * @see B. P. Welford (1962), Technometrics 4(3), 419-420
 */
export function momentsOf(values: Iterable<number>): Moments {
  let moments = NO_MOMENTS;
  for (const value of values) moments = addToMoments(moments, value);
  return moments;
}

/**
 * The moments of two series together.
 *
 * @see Chan, Golub & LeVeque (1983), The American Statistician 37(3), 242-247
 * @returns the moments of both; those of the other where one is empty
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const delta = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (delta * b.count) / count,
    squaredDeviations: a.squaredDeviations + b.squaredDeviations + (delta * delta * a.count * b.count) / count,
  };
}

/**
 * The unbiased sample variance (divisor count - 1), in the squared unit of the values; null below two values.
 *
 * @returns at least 0; `null` for no value or one
 * @see Welford (1962), Technometrics 4(3), 419-420: s^2 = M2 / (n - 1)
 */
export function variance({ count, squaredDeviations }: Moments): number | null {
  return count < 2 ? null : squaredDeviations / (count - 1);
}
