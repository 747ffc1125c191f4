import { pooledDimensions } from './encoder.ts';
import type { IntentWeights } from './intent-weights.ts';
import type { Mixture } from './mixture.ts';
import type { QuantisedRows } from './quantised-rows.ts';
import { width } from './transformer-layer.ts';

const longestLabel = 200;
const mostLabels = 5_000;
const mostNeighbours = 50;

/**
 * Do these weights belong together? For models that come from outside: shapes that fit, numbers that are numbers, and
 * no position beyond its table.
 *
 * @throws RangeError that names the first fault
 */
export function checkIntentWeights(weights: IntentWeights): void {
  const { labels, layer, head, ngrams, memory, neighbours } = weights;
  checkLabels(labels);
  demand(layer.bias.length === width && layer.weights.rows === pooledDimensions, 'the top layer has another size');
  checkRows(layer.weights, layer.weights.rows, width, 'the top layer');
  demand(head.length === labels.length * width, 'the head has another size');
  demand(ngrams.rarity.length === ngrams.hashes.length, 'the word model has another size');
  demand(isRising(ngrams.hashes), 'the word model is not in order');
  checkRows(ngrams.weights, ngrams.hashes.length, labels.length, 'the word model');
  checkRows(memory.vectors, memory.labelOf.length, width, 'the remembered questions');
  demand(memory.labelOf.every((label) => label < labels.length), 'a remembered question belongs to no intent');
  demand(Number.isInteger(neighbours) && neighbours >= 1 && neighbours <= mostNeighbours, 'the number of neighbours is none');
  for (const numbers of [layer.bias, head, ngrams.rarity]) demand(isFinite(numbers), 'a weight is not a number');
  checkShape(ngrams.shape);
  checkCalibration(weights.calibration);
}

function demand(holds: boolean, fault: string): asserts holds {
  if (!holds) throw new RangeError(fault);
}

function checkLabels(labels: readonly unknown[]): void {
  demand(Array.isArray(labels) && labels.length >= 2 && labels.length <= mostLabels, 'the intents are too few or too many');
  demand(labels.every((label) => typeof label === 'string' && label.length > 0 && label.length <= longestLabel), 'an intent has no usable name');
  demand(new Set(labels).size === labels.length, 'an intent occurs twice');
}

function checkRows({ rows, columns, values, scales }: QuantisedRows, wanted: number, wide: number, what: string): void {
  const fits = rows === wanted && scales.length === wanted && columns === wide && values.length === wanted * wide;
  demand(fits && isFinite(scales), `${what} has another size`);
}

function checkShape({ words, shortest, longest }: IntentWeights['ngrams']['shape']): void {
  const fits = within(words, 1, 3) && within(shortest, 1, 8) && within(longest, shortest, 8);
  demand(fits, 'the pieces of text that count are not said');
}

function checkCalibration({ temperatures, fineTuned, hybrid }: IntentWeights['calibration']): void {
  const all = [temperatures.topLayer, temperatures.ngrams, temperatures.examples, fineTuned.temperature, hybrid.temperature];
  demand(all.every((temperature) => Number.isFinite(temperature) && temperature > 0), 'a temperature is not above 0');
  demand(areShares(fineTuned, 2) && areShares(hybrid, 3), 'the shares of the mixture do not add up');
}

function areShares({ shares }: Mixture, count: number): boolean {
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.length === count && shares.every((share) => share >= 0) && Math.abs(sum - 1) < 1e-6;
}

const within = (value: number, low: number, high: number): boolean => Number.isInteger(value) && value >= low && value <= high;
const isFinite = (numbers: Float32Array): boolean => numbers.every(Number.isFinite);
const isRising = (hashes: Uint32Array): boolean => hashes.every((hash, at) => at === 0 || hash > hashes[at - 1]!);
