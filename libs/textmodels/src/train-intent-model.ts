import { applyTopLayerToAll, type TopLayer } from './apply-top-layer.ts';
import { calibrateIntentModel } from './calibrate-intent-model.ts';
import { classCentroids } from './example-classifier.ts';
import type { NumberedExample } from './fit-members.ts';
import { standardRecipe, type IntentRecipe } from './intent-recipe.ts';
import { createIntentModel, type IntentModel } from './intent-model.ts';
import { reportApproaches, type IntentReport } from './intent-report.ts';
import type { IntentWeights } from './intent-weights.ts';
import type { KernelKind } from './matmul-kernel.ts';
import { accuracy, judged, macroF1 } from './metrics.ts';
import { fitAndScoreHeldOut, scoreAll, type RoundProgress } from './score-held-out.ts';
import { splitExamples, type SplitExamples } from './split-examples.ts';
import { dot } from './vectors.ts';

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
  /** Labels that are recognised but never answered, such as out of scope. */
  readonly neverAnswered?: readonly string[];
  /** `encoder.topLayer`: where training starts. */
  readonly topLayer: TopLayer;
  readonly seed: number;
  readonly kernel?: KernelKind;
  /** False: what is not fixed as a test is all learnt from, and without a test the report's figures of it are 0. Default true. */
  readonly drawTest?: boolean;
  /** Default {@link standardRecipe}. */
  readonly recipe?: IntentRecipe;
}

export type TrainingProgress = RoundProgress;

export interface TrainedIntent {
  readonly model: IntentModel;
  readonly report: IntentReport;
}

interface Numbered extends EmbeddedExample, NumberedExample {}

type Parts = SplitExamples<Numbered>;

/**
 * Trains both parts, calibrates them on held-out examples and reports on the test part. Yields after each epoch: to
 * cancel, stop asking. The same examples in the same order and the same seed give the same model, byte for byte.
 *
 * @throws RangeError with fewer than two labels to train on
 */
export function* trainIntentModel(training: IntentTraining): Generator<TrainingProgress, TrainedIntent, void> {
  const { examples, seed, topLayer, kernel, recipe = standardRecipe, neverAnswered = [], drawTest } = training;
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  if (labels.length < 2) throw new RangeError(`${labels.length} labels: a model needs at least two to tell apart`);
  const numbered = examples.map((example) => ({ ...example, truth: labels.indexOf(example.label) }));
  const parts = splitExamples(numbered, seed, drawTest);
  const fixed = examples.some(({ part }) => part === 'validation');
  const fitted = yield* fitAndScoreHeldOut({ labels, topLayer, seed, kernel, recipe }, { ...parts, fixed });
  const weights: IntentWeights = { ...fitted.weights, calibration: calibrateIntentModel(fitted.scores, fitted.truths, recipe.mixture) };
  const silent = new Set(neverAnswered.map((label) => labels.indexOf(label)));
  const test = { scores: scoreAll(weights, parts.test, kernel), truths: parts.test.map(({ truth }) => truth) };
  return {
    model: createIntentModel(weights),
    report: {
      counts: countsOf(training, fitted.folds > 1 ? together(parts) : parts, labels.length),
      heldOut: { examples: fitted.truths.length, folds: fitted.folds },
      frozen: judgeFrozen(training, together(parts), labels.length),
      ...reportApproaches({ heldOut: fitted, test }, weights, silent),
      bestEpoch: fitted.bestEpoch, epochsRun: fitted.epochsRun, epochsPlanned: fitted.epochsPlanned, seed,
    },
  };
}

/** Held out in turns, every example but those of the test was learnt from. */
function together({ train, validation, ...rest }: Parts): Parts {
  return { ...rest, train: [...train, ...validation], validation: [] };
}

function judgeFrozen({ topLayer, kernel }: IntentTraining, { train, test }: Parts, classes: number) {
  const vectors = (examples: readonly Numbered[]) =>
    applyTopLayerToAll(topLayer, examples.map(({ pooled }) => pooled), kernel);
  const means = classCentroids(vectors(train).map((vector) => ({ vector })), train.map(({ truth }) => truth), classes);
  const results = vectors(test).map((vector, i) => judged(means.map((mean) => dot(mean, vector)), test[i]!.truth));
  return { accuracy: accuracy(results), macroF1: macroF1(results) };
}

function countsOf({ examples }: IntentTraining, parts: Parts, labels: number): IntentReport['counts'] {
  const { duplicates, contradictions, leaked, train, validation, test } = parts;
  return {
    given: examples.length, duplicates, contradictions, leaked,
    train: train.length, validation: validation.length, test: test.length, labels,
  };
}
