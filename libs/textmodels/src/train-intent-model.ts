import type { TopLayer } from './encoder.ts';
import type { IntentModel } from './intent-model.ts';
import type { IntentReport } from './intent-report.ts';
import type { KernelKind } from './matmul-kernel.ts';

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
  /** Default 12, or 36 below 1,000 examples. */
  readonly epochs?: number;
}

/** One turn of the trainer. `phase` says whose epochs are counted. */
export interface TrainingProgress {
  readonly phase: 'top-layer' | 'n-grams';
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number;
  readonly validationAccuracy: number;
  readonly validationMacroF1: number;
  readonly examplesSeen: number;
}

export interface TrainedIntent {
  readonly model: IntentModel;
  readonly report: IntentReport;
}
