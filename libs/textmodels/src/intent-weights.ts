import type { TopLayer } from './apply-top-layer.ts';
import type { Mixture } from './mixture.ts';
import type { NgramVocabulary } from './ngram-features.ts';
import { dequantised, type QuantisedRows } from './quantised-rows.ts';

/** Everything that a trained model consists of; what the artefact stores. */
export interface IntentWeights {
  /** Sorted. */
  readonly labels: readonly string[];
  /** Inputs x 512, and the bias. */
  readonly layer: { readonly weights: QuantisedRows; readonly bias: Float32Array };
  /** A direction for each label, as long as the head's scale: labels x 512. */
  readonly head: Float32Array;
  readonly ngrams: NgramVocabulary & { readonly weights: QuantisedRows };
  /** Tuned unit vectors of training examples and the position of each one's label. */
  readonly memory: { readonly vectors: QuantisedRows; readonly labelOf: Uint16Array };
  /** How many of the likest examples vote. */
  readonly neighbours: number;
  readonly calibration: IntentCalibration;
}

/** What held-out examples taught: temperatures of the members and how to mix them. */
export interface IntentCalibration {
  readonly temperatures: { readonly topLayer: number; readonly ngrams: number; readonly examples: number };
  /** Members: top layer, n-grams. */
  readonly fineTuned: Mixture;
  /** Members: top layer, n-grams, examples. */
  readonly hybrid: Mixture;
}

/** Before anything was learnt about calibration. */
export const uncalibrated: IntentCalibration = {
  temperatures: { topLayer: 1, ngrams: 1, examples: 1 },
  fineTuned: { shares: [1 / 2, 1 / 2], temperature: 1 / 2 },
  hybrid: { shares: [1 / 3, 1 / 3, 1 / 3], temperature: 1 / 3 },
};

/** The tuned layer as queries and remembered examples meet it: rounded, so that both are rounded alike. */
export function tunedLayer({ layer: { weights, bias } }: Pick<IntentWeights, 'layer'>): TopLayer {
  return { weights: dequantised(weights), bias };
}
