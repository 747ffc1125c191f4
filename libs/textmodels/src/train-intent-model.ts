import { applyTopLayerToAll, type TopLayer } from './apply-top-layer.ts';
import { calibrateIntentModel } from './calibrate-intent-model.ts';
import { classCentroids } from './example-classifier.ts';
import { memberScorer, type MemberScores } from './intent-members.ts';
import { createIntentModel, type IntentModel } from './intent-model.ts';
import { reportApproaches, type IntentReport } from './intent-report.ts';
import { uncalibrated, type IntentWeights } from './intent-weights.ts';
import type { KernelKind } from './matmul-kernel.ts';
import { accuracy, judged, macroF1 } from './metrics.ts';
import { learnNgrams, ngramReader } from './ngram-features.ts';
import { linearScores, trainNgramModel } from './ngram-model.ts';
import { quantise } from './quantised-rows.ts';
import { seededRandom } from './seeded-random.ts';
import { splitExamples, type SplitExamples } from './split-examples.ts';
import type { TunedTopLayer } from './train-top-layer.ts';
import { smallSet, trainTopLayer } from './train-top-layer.ts';
import { dot, unit } from './vectors.ts';

export interface EmbeddedExample {
  readonly text: string;
  readonly label: string;
  /** `encoder.pooled(text)`. */
  readonly pooled: Float32Array;
  /** Fixes the part of this example; otherwise it is drawn by seed, 80/10/10 within each label. */
  readonly part?: 'train' | 'validation' | 'test';
}

export interface IntentTraining {
  readonly examples: readonly EmbeddedExample[];
  /** `encoder.topLayer`: where training starts. */
  readonly topLayer: TopLayer;
  readonly seed: number;
  readonly kernel?: KernelKind;
  /** Of the top layer; default 12, or 36 below 1,000 examples. */
  readonly epochs?: number;
  /** Training examples kept in the model for the hybrid and for familiarity; default 64 of each label. */
  readonly rememberedPerLabel?: number;
}

/** One turn of the trainer. `phase` says whose epochs are counted. */
export interface TrainingProgress {
  readonly phase: 'top-layer' | 'n-grams';
  readonly epoch: number;
  readonly epochs: number;
  /** Mean cross-entropy of this epoch's steps. */
  readonly loss: number;
  readonly validationAccuracy: number;
  readonly validationMacroF1: number;
  /** In this phase, repeated ones counted again. */
  readonly examplesSeen: number;
}

export interface TrainedIntent {
  readonly model: IntentModel;
  readonly report: IntentReport;
}

interface Numbered extends EmbeddedExample {
  /** Position in the sorted labels. */
  readonly truth: number;
}

type Parts = SplitExamples<Numbered>;

/**
 * Trains both parts, calibrates them and reports on the test part. Yields after each epoch: to cancel, stop asking.
 * The same examples in the same order and the same seed give the same model, byte for byte.
 *
 * @throws RangeError with fewer than two labels to train on
 */
export function* trainIntentModel(training: IntentTraining): Generator<TrainingProgress, TrainedIntent, void> {
  const labels = [...new Set(training.examples.map(({ label }) => label))].sort();
  if (labels.length < 2) throw new RangeError(`${labels.length} labels: a model needs at least two to tell apart`);
  const numbered = training.examples.map((example) => ({ ...example, truth: labels.indexOf(example.label) }));
  const parts = splitExamples(numbered, training.seed);
  const tuned = yield* topLayerPhase(training, parts, labels.length);
  const ngrams = yield* ngramPhase(training, parts, labels.length);
  const trainVectors = applyTopLayerToAll(tuned.topLayer, parts.train.map(({ pooled }) => pooled), training.kernel);
  const raw: IntentWeights = {
    labels, topLayer: tuned.topLayer, head: unitRows(tuned.head, labels.length), ngrams,
    memory: remember(parts.train, trainVectors, training.rememberedPerLabel ?? 64), calibration: uncalibrated,
  };
  const truths = (examples: readonly Numbered[]): number[] => examples.map(({ truth }) => truth);
  const calibration = calibrateIntentModel(scoreAll(raw, parts.validation, training.kernel), truths(parts.validation));
  const weights: IntentWeights = { ...raw, calibration };
  return {
    model: createIntentModel(weights),
    report: {
      counts: countsOf(training, parts, labels.length),
      frozen: judgeFrozen(training, parts, labels.length),
      ...reportApproaches(scoreAll(weights, parts.test, training.kernel), truths(parts.test), weights),
      bestEpoch: tuned.bestEpoch, epochsRun: tuned.epochsRun, seed: training.seed,
    },
  };
}

function* topLayerPhase(
  { topLayer, seed, kernel, epochs }: IntentTraining, parts: Parts, classes: number,
): Generator<TrainingProgress, TunedTopLayer, void> {
  const pooled = (examples: readonly Numbered[]) => examples.map((example) => ({ ...example, label: example.truth }));
  const steps = trainTopLayer({
    train: pooled(parts.train), validation: pooled(parts.validation), classes, topLayer, seed, kernel, epochs,
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { phase: 'top-layer', ...step.value };
  }
}

function* ngramPhase(
  { seed }: IntentTraining, { train, validation }: Parts, classes: number,
): Generator<TrainingProgress, IntentWeights['ngrams'], void> {
  const vocabulary = learnNgrams(train.map(({ text }) => text));
  const read = ngramReader(vocabulary);
  const features = vocabulary.hashes.length;
  const checks = validation.map(({ text, truth }) => ({ vector: read(text), truth }));
  const epochs = train.length < smallSet ? 24 : 8;
  const steps = trainNgramModel({
    vectors: train.map(({ text }) => read(text)), classOf: train.map(({ truth }) => truth), features, classes, epochs,
    random: seededRandom(seed + 1),
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

function scoreAll(weights: IntentWeights, examples: readonly Numbered[], kernel?: KernelKind): MemberScores[] {
  const score = memberScorer(weights);
  const vectors = applyTopLayerToAll(weights.topLayer, examples.map(({ pooled }) => pooled), kernel);
  return examples.map(({ text }, index) => score(text, vectors[index]));
}

function remember(
  train: readonly Numbered[], vectors: readonly Float32Array[], perLabel: number,
): IntentWeights['memory'] {
  const taken = new Map<number, number>();
  const kept = train.map((_, index) => index).filter((index) => {
    const count = (taken.get(train[index]!.truth) ?? 0) + 1;
    taken.set(train[index]!.truth, count);
    return count <= perLabel;
  });
  const width = vectors[0]?.length ?? 0;
  const matrix = new Float32Array(kept.length * width);
  kept.forEach((index, row) => matrix.set(vectors[index]!, row * width));
  const labelOf = Uint16Array.from(kept, (index) => train[index]!.truth);
  return { vectors: quantise(matrix, kept.length, width), labelOf };
}

function judgeFrozen({ topLayer, kernel }: IntentTraining, { train, test }: Parts, classes: number) {
  const vectors = (examples: readonly Numbered[]) =>
    applyTopLayerToAll(topLayer, examples.map(({ pooled }) => pooled), kernel);
  const means = classCentroids(vectors(train).map((vector) => ({ vector })), train.map(({ truth }) => truth), classes);
  const results = vectors(test).map((vector, i) => judged(means.map((mean) => dot(mean, vector)), test[i]!.truth));
  return { accuracy: accuracy(results), macroF1: macroF1(results) };
}

function unitRows(matrix: Float32Array, rows: number): Float32Array {
  const width = matrix.length / rows;
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) result.set(unit(matrix.subarray(row * width, (row + 1) * width)), row * width);
  return result;
}

function countsOf({ examples }: IntentTraining, parts: Parts, labels: number): IntentReport['counts'] {
  const { duplicates, contradictions, leaked, train, validation, test } = parts;
  return {
    given: examples.length, duplicates, contradictions, leaked,
    train: train.length, validation: validation.length, test: test.length, labels,
  };
}
