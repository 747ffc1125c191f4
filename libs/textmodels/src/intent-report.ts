import { judgeAll } from './calibrate-intent-model.ts';
import type { MemberScores } from './intent-members.ts';
import { uncalibrated, type IntentWeights } from './intent-weights.ts';
import { accuracy, confusedPairs, expectedCalibrationError, macroF1 } from './metrics.ts';
import { riskCoverage, sampledCurve, type CoveragePoint, type ThresholdRow } from './risk-coverage.ts';

export interface ExampleCounts {
  readonly given: number;
  /** Left out: same label and same text but for case, spacing and punctuation. */
  readonly duplicates: number;
  /** Left out of a part because the text also stands in a more protected one (test before validation before train). */
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
  /** Expected calibration error over 15 bins, before temperatures were learnt and after. */
  readonly calibrationErrorBefore: number;
  readonly calibrationErrorAfter: number;
  readonly confusedPairs: readonly ConfusedLabels[];
  /** Of the test part, by confidence. */
  readonly riskCoverage: readonly CoveragePoint[];
  /** Read off the validation part. */
  readonly thresholds: readonly ThresholdRow[];
}

export interface IntentReport {
  readonly counts: ExampleCounts;
  /** Nearest class mean in the packaged encoder's space: nothing trained. */
  readonly frozen: { readonly accuracy: number; readonly macroF1: number };
  readonly fineTuned: ApproachReport;
  readonly hybrid: ApproachReport;
  readonly bestEpoch: number;
  readonly epochsRun: number;
  readonly seed: number;
}

/** Both approaches on the test part. */
export function reportApproaches(
  scores: readonly MemberScores[], truths: readonly number[], { labels, calibration }: IntentWeights,
): Pick<IntentReport, 'fineTuned' | 'hybrid'> {
  const before = judgeAll(scores, truths, uncalibrated);
  const after = judgeAll(scores, truths, calibration);
  const report = (approach: 'fineTuned' | 'hybrid'): ApproachReport => {
    const results = after.map((row) => row[approach].probable);
    return {
      accuracy: accuracy(results),
      macroF1: macroF1(results),
      calibrationErrorBefore: expectedCalibrationError(before.map((row) => row[approach].probable)),
      calibrationErrorAfter: expectedCalibrationError(results),
      confusedPairs: confusedPairs(results).map(({ truth, predicted, count }) =>
        ({ truth: labels[truth]!, predicted: labels[predicted]!, count })),
      riskCoverage: sampledCurve(riskCoverage(after.map((row) => row[approach].confident))),
      thresholds: calibration.thresholds[approach],
    };
  };
  return { fineTuned: report('fineTuned'), hybrid: report('hybrid') };
}
