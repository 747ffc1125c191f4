import { applyTopLayerToAll, type TopLayer } from './apply-top-layer.ts';
import { classCentroids } from './example-classifier.ts';
import type { TopLayerRecipe } from './intent-recipe.ts';
import type { KernelKind } from './matmul-kernel.ts';
import { accuracy, judged, macroF1 } from './metrics.ts';
import { seededRandom, shuffle } from './seeded-random.ts';
import { widenedLayer } from './widened-layer.ts';
import { batchSize, createTopLayerNetwork, type TopLayerNetwork, type TunedWeights } from './top-layer-network.ts';

export interface PooledExample {
  readonly pooled: Float32Array;
  /** 0..classes-1 */
  readonly label: number;
}

export interface TopLayerTraining {
  readonly train: readonly PooledExample[];
  readonly validation: readonly PooledExample[];
  readonly classes: number;
  readonly topLayer: TopLayer;
  readonly seed: number;
  readonly recipe: TopLayerRecipe;
  readonly epochs: number;
  /** Stop after this many epochs without a higher validation accuracy than before; without validation, or absent: never. */
  readonly patience?: number;
  /** Stop after this epoch, at the learning rates that it has among `epochs`: where another training was told to stop. */
  readonly stopAfter?: number;
  readonly kernel?: KernelKind;
}

export interface EpochReport {
  readonly epoch: number;
  /** After which this training ends at the latest. */
  readonly epochs: number;
  /** Mean cross-entropy of this epoch's steps. */
  readonly loss: number;
  readonly validationAccuracy: number;
  readonly validationMacroF1: number;
  /** Since the start, repeated ones counted again. */
  readonly examplesSeen: number;
}

export interface TunedTopLayer extends TunedWeights {
  readonly bestEpoch: number;
  /** At most the epochs that were planned. */
  readonly epochsRun: number;
}

/**
 * Trains the encoder's top layer and a cosine head. Deterministic: the same input gives the same bits.
 * Yields after each epoch, so that the caller can report, cancel (by not going on) or pass the turn to others;
 * the last epoch wins whose validation accuracy is within one standard error of the best, so that a lucky early epoch
 * on few examples does not end the learning; without validation the last epoch does.
 */
export function* trainTopLayer(training: TopLayerTraining): Generator<EpochReport, TunedTopLayer, void> {
  const { classes, topLayer, seed, recipe, epochs, kernel, patience = Infinity } = training;
  const last = Math.min(epochs, training.stopAfter ?? epochs);
  const random = seededRandom(seed);
  const head = headFromClassMeans(training);
  const layer = widenedLayer(topLayer, training.train.map(({ pooled }) => pooled));
  const ready = ({ pooled, label }: PooledExample): PooledExample => ({ pooled: layer.ready(pooled), label });
  const [train, validation] = [training.train.map(ready), training.validation.map(ready)];
  const network = createTopLayerNetwork({ topLayer: layer.start, head, classes, recipe, random, kernel });
  const order = Int32Array.from(train, (_, index) => index);
  const watched = validation.length > 0;
  let highest = { epoch: 0, accuracy: -1 };
  let best = { epoch: 0, weights: network.weights() };
  let epoch = 0;
  while (epoch < last && (!watched || epoch - highest.epoch < patience)) {
    epoch++;
    const pace = (share: number): number => 1 - (epoch - 1 + share) / epochs;
    const loss = oneEpoch(network, train, shuffle(order, random), pace) / Math.max(1, train.length);
    const results = judge(network, validation);
    const validationAccuracy = accuracy(results);
    if (validationAccuracy > highest.accuracy) highest = { epoch, accuracy: validationAccuracy };
    // Without validation only the last weights are wanted: a copy of each epoch's would cost as much as its steps.
    if (watched ? validationAccuracy >= highest.accuracy - standardError(highest.accuracy, validation.length) : epoch === last) {
      best = { epoch, weights: network.weights() };
    }
    yield {
      epoch, epochs: last, loss, validationAccuracy, validationMacroF1: macroF1(results), examplesSeen: epoch * train.length,
    };
  }
  const { topLayer: tuned, head: tunedHead } = best.weights;
  return { topLayer: layer.folded(tuned), head: tunedHead, bestEpoch: best.epoch, epochsRun: epoch };
}

function standardError(share: number, count: number): number {
  return Math.sqrt((share * (1 - share)) / Math.max(1, count));
}

/** Unit class means in the space of the packaged layer: training starts as a nearest-centroid classifier. */
function headFromClassMeans({ train, topLayer, classes, kernel }: TopLayerTraining): Float32Array {
  const vectors = applyTopLayerToAll(topLayer, train.map(({ pooled }) => pooled), kernel);
  const means = classCentroids(vectors.map((vector) => ({ vector })), train.map(({ label }) => label), classes);
  const head = new Float32Array(classes * topLayer.bias.length);
  means.forEach((mean, label) => head.set(mean, label * mean.length));
  return head;
}

/** `pace` slows the learning rate down as the share of the epoch that is done grows; the sum of losses. */
function oneEpoch(
  network: TopLayerNetwork, train: readonly PooledExample[], order: Int32Array, pace: (share: number) => number,
): number {
  let loss = 0;
  for (let start = 0; start < order.length; start += batchSize) {
    const batch = Array.from(order.subarray(start, start + batchSize), (index) => train[index]!);
    const truths = batch.map(({ label }) => label);
    loss += network.learn(batch.map(({ pooled }) => pooled), truths, pace(start / order.length));
  }
  return loss;
}

function judge(network: TopLayerNetwork, examples: readonly PooledExample[]) {
  return Array.from({ length: Math.ceil(examples.length / batchSize) }, (_, index) => {
    const batch = examples.slice(index * batchSize, (index + 1) * batchSize);
    return network.scores(batch.map(({ pooled }) => pooled)).map((scores, row) => judged(scores, batch[row]!.label));
  }).flat();
}
