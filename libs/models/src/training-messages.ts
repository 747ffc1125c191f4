import type { IntentRecipe, IntentReport, TrainingProgress } from '#textmodels';

/** A labelled text; `part` keeps a test question a test question. */
export interface TrainingExample {
  text: string;
  label: string;
  part?: 'train' | 'validation' | 'test';
  /** Of an earlier `encode`; made by the trainer when absent. */
  pooled?: Float32Array;
}

export interface IntentTrainingInput {
  examples: TrainingExample[];
  seed: number;
  /** Labels that are recognised but never answered. */
  neverAnswered?: readonly string[];
  /** Default: the standard one. */
  recipe?: IntentRecipe;
}

export type TrainingStep =
  /** Texts of `total` that have their vectors. */
  | { stage: 'embedding'; done: number; total: number }
  | ({ stage: 'training' } & TrainingProgress);

export interface TrainedIntentModel {
  /** The artefact: what `TextEngine.load` reads. */
  bytes: Uint8Array;
  report: IntentReport;
  /** Temperature and shares of the members, as the dashboard shows them. */
  mixtures: { fineTuned: Shares; hybrid: Shares };
  temperature: number;
  /** Of the whole run, the vectors included. */
  cpuSeconds: number;
}

interface Shares {
  topLayer: number;
  ngrams: number;
  examples: number;
}

export interface TrainingWorkerData {
  folder: string;
  input: IntentTrainingInput;
}

export type TrainingReply = { kind: 'step'; step: TrainingStep } | { kind: 'done'; trained: TrainedIntentModel };
