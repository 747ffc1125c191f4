const HALF_LOG_TWO_PI = 0.9189385332046727;
/** From here on the series below is exact to the last digits of a double. */
const FAR = 12;

/**
 * ln Gamma(x): ln (x - 1)! for whole x.
 *
 * @param x above 0
 * @throws RangeError unless x is a number above 0
 * @see NIST Digital Library of Mathematical Functions, 5.11.1 (Stirling's series) and 5.5.1 (recurrence)
 */
export function logGamma(x: number): number {
  if (!(x > 0 && x < Infinity)) throw new RangeError(`logGamma needs a number above 0: ${x}`);
  let shift = 1;
  let far = x;
  for (; far < FAR; far++) shift *= far;
  return mainPart(far) + series(far) - Math.log(shift);
}

/**
 * How much ln Gamma(x) is above Stirling's formula, (x - 1/2) ln x - x + ln(2 pi) / 2: small and exact where ln Gamma
 * itself is so large that differences of it lose their digits.
 *
 * @param x above 0
 * @throws RangeError unless x is a number above 0
 */
export function stirlingError(x: number): number {
  return x >= FAR && x < Infinity ? series(x) : logGamma(x) - mainPart(x);
}

const mainPart = (x: number): number => (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI;

function series(far: number): number {
  const square = 1 / (far * far);
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / far;
}
