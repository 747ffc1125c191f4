import type { IntentRecipe, IntentReport, Measurement, SearchedTrial, SearchVerdict, TestComparison, TrainingProgress } from '#textmodels';

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
  /** Looks for a better one first. */
  search?: IntentSearch;
}

export interface IntentSearch {
  /** Recipes that are tried, the standard one included. */
  trials: number;
  /** For the trials; null: as much as they need. */
  cpuMs: number | null;
  /** Measured before an interruption. */
  known: readonly Measurement[];
}

/** What a search came to, and what the test part says about it. */
export interface SearchFindings {
  verdict: SearchVerdict;
  test: TestComparison | null;
}

export type TrainingStep =
  /** Texts of `total` that have their vectors. */
  | { stage: 'embedding'; done: number; total: number }
  /** One recipe was measured once more. */
  | { stage: 'searching'; measured: Measurement; done: number; planned: number; trials: readonly SearchedTrial[] }
  /** `model` counts from 1: after a search the standard recipe's and the best other one's are trained. */
  | ({ stage: 'training'; model?: number } & TrainingProgress);

export interface TrainedIntentModel {
  /** The artefact: what `TextEngine.load` reads. */
  bytes: Uint8Array;
  report: IntentReport;
  /** Temperature and shares of the members, as the dashboard shows them. */
  mixtures: { fineTuned: Shares; hybrid: Shares };
  temperature: number;
  /** Of the whole run, the vectors included. */
  cpuSeconds: number;
  /** Absent without a search. */
  search?: SearchFindings;
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
