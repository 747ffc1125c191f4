import type { CoveragePoint, ThresholdRow } from './risk-coverage.ts';

export interface ExampleCounts {
  readonly given: number;
  /** Left out: same label and same text but for case, spacing and punctuation. */
  readonly duplicates: number;
  /** Left out of training because the text also stands in the fixed test or validation part. */
  readonly leaked: number;
  /** Left out: the same text under two labels keeps the first. */
  readonly contradictions: number;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly labels: number;
}

export interface ConfusedLabels {
  readonly truth: string;
  readonly predicted: string;
  readonly count: number;
}

/** How one approach did on the test part. Accuracy and macro-F1 are shares, 0..1. */
export interface ApproachReport {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly calibrationErrorBefore: number;
  readonly calibrationErrorAfter: number;
  readonly confusedPairs: readonly ConfusedLabels[];
  /** Of the test part. */
  readonly riskCoverage: readonly CoveragePoint[];
  /** Read off the validation part. */
  readonly thresholds: readonly ThresholdRow[];
}

export interface IntentReport {
  readonly counts: ExampleCounts;
  /** The packaged encoder with the training examples beside it, nothing trained. */
  readonly frozen: { readonly accuracy: number; readonly macroF1: number };
  readonly fineTuned: ApproachReport;
  readonly hybrid: ApproachReport;
  readonly bestEpoch: number;
  readonly epochsRun: number;
  readonly seed: number;
}
