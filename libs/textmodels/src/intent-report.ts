import { judgeAll, type Approach, type Verdict } from './calibrate-intent-model.ts';
import type { MemberScores } from './intent-members.ts';
import { uncalibrated, type IntentWeights } from './intent-weights.ts';
import { accuracy, confusedPairs, expectedCalibrationError, macroF1, reliability, type Judged, type ReliabilityBin } from './metrics.ts';
import { conductAt, operatingPoints, type Conduct, type HeldOut, type OperatingPoint } from './operating-point.ts';
import { riskCoverage, sampledCurve, type CoveragePoint } from './risk-coverage.ts';
import { topPositions } from './vectors.ts';

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
  /** The same over bins, for drawing. */
  readonly reliabilityBefore: readonly ReliabilityBin[];
  readonly reliabilityAfter: readonly ReliabilityBin[];
  readonly confusedPairs: readonly ConfusedLabels[];
  /** Accuracy of what is answered by how much is answered: on held-out examples, and on the test part. */
  readonly heldOutCurve: readonly CoveragePoint[];
  readonly testCurve: readonly CoveragePoint[];
  /** Thresholds for each target, read off the held-out examples; none when those were too few. */
  readonly points: readonly TestedPoint[];
}

/** An operating point, and what came of it on the test part. */
export interface TestedPoint extends OperatingPoint {
  readonly tested: Conduct;
}

export interface IntentReport {
  readonly counts: ExampleCounts;
  /** Examples that temperatures, mixtures and thresholds were learnt from; with one fold they are the validation part. */
  readonly heldOut: { readonly examples: number; readonly folds: number };
  /** Nearest class mean in the packaged encoder's space: nothing trained. */
  readonly frozen: { readonly accuracy: number; readonly macroF1: number };
  readonly fineTuned: ApproachReport;
  readonly hybrid: ApproachReport;
  readonly bestEpoch: number;
  /** Of the top layer; fewer than planned when it was stopped early. */
  readonly epochsRun: number;
  readonly epochsPlanned: number;
  readonly seed: number;
}

export interface Scored {
  readonly scores: readonly MemberScores[];
  readonly truths: readonly number[];
}

/** Accuracies that an operator may ask for: 70 % to 99 %. */
const targets = Array.from({ length: 30 }, (_, step) => (70 + step) / 100);
const mostPairs = 30;
/** So many topics are offered when asking back. */
const offers = 3;

/** Both approaches: thresholds from the held-out examples, everything else measured on the test part. */
export function reportApproaches(
  { heldOut, test }: { heldOut: Scored; test: Scored }, { labels, calibration }: IntentWeights, silent: ReadonlySet<number>,
): Record<Approach, ApproachReport> {
  const held = judgeAll(heldOut.scores, heldOut.truths, calibration);
  const before = judgeAll(test.scores, test.truths, uncalibrated);
  const after = judgeAll(test.scores, test.truths, calibration);
  const report = (approach: Approach): ApproachReport => ({
    ...measured(before.map((row) => row[approach].probable), after.map((row) => row[approach].probable), labels),
    ...thresholded(held.map((row) => row[approach]), after.map((row) => row[approach]), silent),
  });
  return { fineTuned: report('fineTuned'), hybrid: report('hybrid') };
}

type Measured = Omit<ApproachReport, 'heldOutCurve' | 'testCurve' | 'points'>;

function measured(before: readonly Judged[], after: readonly Judged[], labels: readonly string[]): Measured {
  return {
    accuracy: accuracy(after),
    macroF1: macroF1(after),
    calibrationErrorBefore: expectedCalibrationError(before),
    calibrationErrorAfter: expectedCalibrationError(after),
    reliabilityBefore: reliability(before),
    reliabilityAfter: reliability(after),
    confusedPairs: confusedPairs(after, mostPairs).map(({ truth, predicted, count }) =>
      ({ truth: labels[truth]!, predicted: labels[predicted]!, count })),
  };
}

function thresholded(
  held: readonly Verdict[], test: readonly Verdict[], silent: ReadonlySet<number>,
): Pick<ApproachReport, 'heldOutCurve' | 'testCurve' | 'points'> {
  const curve = (verdicts: readonly Verdict[]): CoveragePoint[] => sampledCurve(riskCoverage(
    verdicts.map(({ confident }) => confident).filter(({ predicted }) => !silent.has(predicted)), verdicts.length,
  ));
  const tested = test.map((verdict) => asHeldOut(verdict, silent));
  const points = operatingPoints(held.map((verdict) => asHeldOut(verdict, silent)), targets);
  return {
    heldOutCurve: curve(held), testCurve: curve(test),
    points: points.map((point) => ({ ...point, tested: conductAt(tested, point) })),
  };
}

function asHeldOut({ confident: { truth, predicted, confidence }, probabilities }: Verdict, silent: ReadonlySet<number>): HeldOut {
  const offered = topPositions(probabilities, offers + silent.size).filter((label) => !silent.has(label)).slice(0, offers);
  return { right: truth === predicted, offered: offered.includes(truth), answerable: !silent.has(predicted), confidence };
}
