import { logGamma } from './log-gamma.ts';

/** ln of the density of a beta distribution at x, 0 < x < 1; a and b above 0. */
export function logBetaDensity(x: number, a: number, b: number): number {
  return (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
}

/**
 * Probability, 0..1, that a beta value lies at or below x.
 *
 * @param x 0..1
 * @param a above 0
 * @param b above 0
 * @see NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction, read from its end by Lentz's method)
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean; above it the other tail is asked.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  return (Math.exp(logBetaDensity(x, a, b)) * x * (1 - x)) / (a * fraction(x, a, b));
}

/** 1 + d1 / (1 + d2 / (1 + ...)): the reciprocal of the sum in 8.17.22. */
function fraction(x: number, a: number, b: number): number {
  let value = 1;
  let [upper, lower] = [1, 0];
  for (let n = 1; n < 10_000; n++) {
    const term = x * coefficient(n, a, b);
    lower = 1 / (1 + term * lower);
    upper = 1 + term / upper;
    const change = upper * lower;
    value *= change;
    if (Math.abs(change - 1) < 1e-15) return value;
  }
  throw new RangeError(`the beta distribution did not converge at ${x}, ${a}, ${b}`);
}

function coefficient(n: number, a: number, b: number): number {
  const m = Math.floor(n / 2);
  if (n % 2 === 0) return (m * (b - m)) / ((a + n - 1) * (a + n));
  return (-(a + m) * (a + b + m)) / ((a + n - 1) * (a + n));
}
