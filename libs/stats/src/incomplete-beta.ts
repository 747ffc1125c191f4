import { stirlingError } from './log-gamma.ts';

const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * ln of the density of a beta distribution at x, 0 < x < 1; a and b above 0. The three ln Gamma of the definition would
 * leave six digits at a = b = 1e9; here what is large in them is taken out before it is rounded.
 *
 * @see C. Loader (2000), Fast and Accurate Computation of Binomial Probabilities (the deviance form)
 */
export function logBetaDensity(x: number, a: number, b: number): number {
  const n = a + b;
  const beyond = x * n - a;
  const deviance = a * logRatio(beyond / a, (x * n) / a) + b * logRatio(-beyond / b, ((1 - x) * n) / b);
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return deviance + 0.5 * Math.log((a / n) * b) - HALF_LOG_TWO_PI - Math.log(x) - Math.log1p(-x) + stirling;
}

/** ln of a ratio, given also as what it is above 1. */
function logRatio(above: number, ratio: number): number {
  return Math.abs(above) < 0.5 ? Math.log1p(above) : Math.log(ratio);
}

/**
 * Probability, 0..1, that a beta value lies at or below x; with `upper`, above it. Ask for the tail that is meant:
 * `1 - betaCdf` loses every digit of a small one.
 *
 * @param x 0..1
 * @param a above 0
 * @param b above 0
 * @see NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction, read from its end by Lentz's method)
 */
export function betaCdf(x: number, a: number, b: number, upper = false): number {
  if (x <= 0 || x >= 1) return x <= 0 === upper ? 1 : 0;
  // The fraction converges fast below the mean; above it the other tail is computed.
  const far = x > (a + 1) / (a + b + 2);
  const tail = far ? tailBelow(1 - x, b, a) : tailBelow(x, a, b);
  return far === upper ? tail : 1 - tail;
}

function tailBelow(x: number, a: number, b: number): number {
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
