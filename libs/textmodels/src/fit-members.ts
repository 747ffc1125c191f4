import { applyTopLayerToAll, type TopLayer } from './apply-top-layer.ts';
import { settled, type IntentRecipe } from './intent-recipe.ts';
import { tunedLayer, uncalibrated, type IntentWeights } from './intent-weights.ts';
import type { KernelKind } from './matmul-kernel.ts';
import { accuracy, judged, macroF1 } from './metrics.ts';
import { learnNgrams, ngramReader } from './ngram-features.ts';
import { linearScores, trainNgramModel } from './ngram-model.ts';
import { quantise } from './quantised-rows.ts';
import { seededRandom } from './seeded-random.ts';
import { trainTopLayer, type TunedTopLayer } from './train-top-layer.ts';
import { unit } from './vectors.ts';

/** A labelled text with its vector. */
export interface NumberedExample {
  readonly text: string;
  readonly pooled: Float32Array;
  /** Position in the sorted labels. */
  readonly truth: number;
}

export interface MemberFit {
  readonly labels: readonly string[];
  readonly train: readonly NumberedExample[];
  /** Watched after each epoch; empty for a model that learns from everything. */
  readonly validation: readonly NumberedExample[];
  readonly topLayer: TopLayer;
  readonly seed: number;
  readonly kernel?: KernelKind;
  readonly recipe: IntentRecipe;
  /** Epochs of the top layer after which a training like this one was stopped; absent: this one is watched, or runs to its end. */
  readonly stopAfter?: number;
}

/** One epoch. `phase` says whose epochs are counted. */
export interface FitProgress {
  readonly phase: 'top-layer' | 'n-grams';
  readonly epoch: number;
  readonly epochs: number;
  /** Mean cross-entropy of this epoch's steps. */
  readonly loss: number;
  /** 0 without validation. */
  readonly validationAccuracy: number;
  readonly validationMacroF1: number;
  /** In this phase, repeated ones counted again. */
  readonly examplesSeen: number;
}

export interface FittedMembers {
  /** Not calibrated yet. */
  readonly weights: IntentWeights;
  readonly bestEpoch: number;
  /** Of the top layer. */
  readonly epochsRun: number;
  readonly epochsPlanned: number;
}

/** Trains the top layer and the n-gram model and remembers examples; nothing is calibrated. */
export function* fitMembers(fit: MemberFit): Generator<FitProgress, FittedMembers, void> {
  const tuned = yield* topLayerPhase(fit);
  const ngrams = yield* ngramPhase(fit);
  const { weights, bias } = tuned.topLayer;
  const layer = { weights: quantise(weights, weights.length / bias.length, bias.length), bias };
  const vectors = applyTopLayerToAll(tunedLayer({ layer }), fit.train.map(({ pooled }) => pooled), fit.kernel);
  return {
    weights: {
      labels: fit.labels, layer, ngrams, memory: remember(fit, vectors), calibration: uncalibrated,
      head: rowsOfLength(fit.recipe.topLayer.headScale, tuned.head, fit.labels.length),
      neighbours: fit.recipe.examples.neighbours,
    },
    bestEpoch: tuned.bestEpoch, epochsRun: tuned.epochsRun, epochsPlanned: settled(fit.recipe, fit.train.length).topLayerEpochs,
  };
}

function* topLayerPhase(
  { train, validation, labels, topLayer, seed, kernel, recipe, stopAfter }: MemberFit,
): Generator<FitProgress, TunedTopLayer, void> {
  const { topLayerEpochs, patience } = settled(recipe, train.length);
  const pooled = (examples: readonly NumberedExample[]) => examples.map((one) => ({ pooled: one.pooled, label: one.truth }));
  const steps = trainTopLayer({
    train: pooled(train), validation: pooled(validation), classes: labels.length, topLayer, seed, kernel,
    recipe: recipe.topLayer, epochs: topLayerEpochs, patience, ...(stopAfter === undefined ? {} : { stopAfter }),
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { phase: 'top-layer', ...step.value };
  }
}

function* ngramPhase(
  { train, validation, labels, seed, recipe }: MemberFit,
): Generator<FitProgress, IntentWeights['ngrams'], void> {
  const classes = labels.length;
  const { ngramEpochs: epochs, leastTexts } = settled(recipe, train.length);
  const { words, shortest, longest, learningRate } = recipe.ngrams;
  const vocabulary = learnNgrams(train.map(({ text }) => text), { words, shortest, longest }, leastTexts);
  const read = ngramReader(vocabulary);
  const features = vocabulary.hashes.length;
  const checks = validation.map(({ text, truth }) => ({ vector: read(text), truth }));
  const steps = trainNgramModel({
    vectors: train.map(({ text }) => read(text)), classOf: train.map(({ truth }) => truth), features, classes, epochs,
    learningRate, random: seededRandom(seed + 1),
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return { ...vocabulary, weights: quantise(step.value.weights, features, classes) };
    const { epoch, loss, weights } = step.value;
    const results = checks.map(({ vector, truth }) => judged(linearScores(weights, vector), truth));
    yield {
      phase: 'n-grams', epoch, epochs, loss, examplesSeen: epoch * train.length,
      validationAccuracy: accuracy(results), validationMacroF1: macroF1(results),
    };
  }
}

function remember({ train, recipe }: MemberFit, vectors: readonly Float32Array[]): IntentWeights['memory'] {
  const taken = new Map<number, number>();
  const kept = train.map((_, index) => index).filter((index) => {
    const count = (taken.get(train[index]!.truth) ?? 0) + 1;
    taken.set(train[index]!.truth, count);
    return count <= recipe.examples.perLabel;
  });
  const width = vectors[0]?.length ?? 0;
  const matrix = new Float32Array(kept.length * width);
  kept.forEach((index, row) => matrix.set(vectors[index]!, row * width));
  const labelOf = Uint16Array.from(kept, (index) => train[index]!.truth);
  return { vectors: quantise(matrix, kept.length, width), labelOf };
}

function rowsOfLength(length: number, matrix: Float32Array, rows: number): Float32Array {
  const width = matrix.length / rows;
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    const direction = unit(matrix.subarray(row * width, (row + 1) * width));
    result.set(direction.map((value) => value * length), row * width);
  }
  return result;
}
