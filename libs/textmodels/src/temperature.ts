import { softmax } from './vectors.ts';

const { exp, log, max, sqrt } = Math;

const lowest = 0.05;
const highest = 20;
const steps = 24;

/**
 * The temperature for which softmax(scores / temperature) gives the right classes the highest likelihood.
 * Golden-section search on the logarithm, where the likelihood has one peak.
 *
 * @param fallback what to answer when there is no example to learn from
 * @see C. Guo et al. (2017), On Calibration of Modern Neural Networks, section 4.2
 */
export function fitTemperature(scores: readonly Float32Array[], truths: readonly number[], fallback = 1): number {
  if (scores.length === 0) return fallback;
  const golden = (sqrt(5) - 1) / 2;
  let [low, high] = [log(lowest), log(highest)];
  for (let step = 0; step < steps; step++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (surprise(scores, truths, exp(left)) <= surprise(scores, truths, exp(right))) high = right;
    else low = left;
  }
  return exp((low + high) / 2);
}

function surprise(scores: readonly Float32Array[], truths: readonly number[], temperature: number): number {
  let sum = 0;
  scores.forEach((row, i) => (sum -= log(max(1e-12, softmax(row, temperature)[truths[i]!]!))));
  return sum;
}
