import { topLayerApplier, type TopLayer } from './apply-top-layer.ts';
import type { ExampleMatch } from './example-classifier.ts';
import { memberScorer, type MemberScores } from './intent-members.ts';
import { tunedLayer, type IntentCalibration, type IntentWeights } from './intent-weights.ts';
import { mix, type Mixture } from './mixture.ts';
import { softmax } from './vectors.ts';

export interface IntentInput {
  readonly text: string;
  /** `encoder.pooled(text)`; left out for languages that the encoder cannot read: then the n-gram model decides. */
  readonly pooled?: Float32Array;
}

export interface RankedIntent {
  readonly label: string;
  readonly probability: number;
}

export interface IntentOpinion {
  /** In the order of the model's `labels`; sums to 1. */
  readonly probabilities: Float32Array;
  /** All labels, most probable first. */
  readonly ranked: readonly RankedIntent[];
  /** Largest probability times familiarity: what thresholds act on. */
  readonly confidence: number;
}

export interface IntentPrediction extends IntentOpinion {
  /** The trained weights together with the nearest training examples. */
  readonly hybrid: IntentOpinion;
  /** Calibrated probabilities of each part, for weighing them anew; `topLayer` and `examples` need `pooled`. */
  readonly members: IntentMembers;
  /** Largest cosine to a known example, 0..1; without `pooled` the share of n-grams that are known. */
  readonly familiarity: number;
  /** The likest training examples; `index` counts the model's remembered examples. */
  readonly nearest: readonly ExampleMatch[];
  /** The tuned unit vector; absent without `pooled`. */
  readonly vector?: Float32Array;
}

export interface IntentMembers {
  readonly topLayer?: Float32Array;
  readonly ngrams: Float32Array;
  readonly examples?: Float32Array;
}

/** Shares of the members in a mixture; they sum to 1. */
export interface MixtureShares {
  readonly topLayer: number;
  readonly ngrams: number;
  readonly examples: number;
}

/** A trained model; immutable and safe to use for any number of predictions. */
export interface IntentModel {
  /** Sorted. */
  readonly labels: readonly string[];
  readonly mixtures: { readonly fineTuned: MixtureShares; readonly hybrid: MixtureShares };
  readonly topLayer: TopLayer;
  readonly weights: IntentWeights;
  predict(input: IntentInput): IntentPrediction;
  /** The tuned unit vector of a pooled vector: use it for examples and queries alike. */
  tune(pooled: Float32Array): Float32Array;
}

export function createIntentModel(weights: IntentWeights): IntentModel {
  const { labels, calibration } = weights;
  const topLayer = tunedLayer(weights);
  const score = memberScorer(weights);
  const apply = topLayerApplier(topLayer);
  const tune = (pooled: Float32Array): Float32Array => apply([pooled])[0]!;
  return {
    labels, topLayer, weights, tune,
    mixtures: { fineTuned: named(calibration.fineTuned), hybrid: named(calibration.hybrid) },
    predict: ({ text, pooled }) => {
      const vector = pooled && tune(pooled);
      const scores = score(text, vector);
      const members = calibrate(scores, calibration.temperatures);
      const { fineTuned, hybrid } = mixMembers(members, calibration);
      return {
        ...opinion(labels, fineTuned, scores.familiarity),
        hybrid: opinion(labels, hybrid, scores.familiarity),
        members, familiarity: scores.familiarity, nearest: scores.nearest, ...(vector && { vector }),
      };
    },
  };
}

/** Probabilities from scores, by each member's own temperature. */
export function calibrate(scores: MemberScores, temperatures: IntentCalibration['temperatures']): IntentMembers {
  return {
    ngrams: softmax(scores.ngrams, temperatures.ngrams),
    ...(scores.topLayer && { topLayer: softmax(scores.topLayer, temperatures.topLayer) }),
    ...(scores.examples && { examples: softmax(scores.examples, temperatures.examples) }),
  };
}

/** Without a vector the n-gram model speaks alone in both. */
export function mixMembers(
  { topLayer, ngrams, examples }: IntentMembers, { fineTuned, hybrid }: Pick<IntentCalibration, 'fineTuned' | 'hybrid'>,
): { fineTuned: Float32Array; hybrid: Float32Array } {
  if (!topLayer || !examples) return { fineTuned: ngrams, hybrid: ngrams };
  return { fineTuned: mix([topLayer, ngrams], fineTuned), hybrid: mix([topLayer, ngrams, examples], hybrid) };
}

function opinion(labels: readonly string[], probabilities: Float32Array, familiarity: number): IntentOpinion {
  const ranked = labels
    .map((label, index) => ({ label, probability: probabilities[index]! }))
    .sort((a, b) => b.probability - a.probability);
  return { probabilities, ranked, confidence: (ranked[0]?.probability ?? 0) * familiarity };
}

function named({ shares: [topLayer = 0, ngrams = 0, examples = 0] }: Mixture): MixtureShares {
  return { topLayer, ngrams, examples };
}
