import type { TopLayer } from './encoder.ts';
import type { ExampleMatch } from './example-classifier.ts';
import type { ThresholdRow } from './risk-coverage.ts';

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
  readonly members: {
    readonly topLayer?: Float32Array;
    readonly ngrams: Float32Array;
    readonly examples?: Float32Array;
  };
  /** Largest cosine to a known example, 0..1; 1 without `pooled`. */
  readonly familiarity: number;
  readonly nearest: readonly ExampleMatch[];
  /** The tuned unit vector; absent without `pooled`. */
  readonly vector?: Float32Array;
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
  readonly thresholds: { readonly fineTuned: readonly ThresholdRow[]; readonly hybrid: readonly ThresholdRow[] };
  readonly topLayer: TopLayer;
  predict(input: IntentInput): IntentPrediction;
  /** The tuned unit vector of a pooled vector: use it for examples and queries alike. */
  tune(pooled: Float32Array): Float32Array;
}
