import type { ApproachReport, BackendKind, Conduct, OperatingPoint, TrainingReport, TrainingRun } from '#contracts';

type Curve = ApproachReport['heldOutCurve'];
export interface Thresholds {
  answer: number;
  clarify: number;
}

/** What visitors meet; null is what the report does not tell of thresholds set by hand. */
export type Met = Omit<Conduct, 'accuracy' | 'offeredRight'> & { accuracy: number | null; offeredRight: number | null };

/** What the chosen run tells of the thresholds of a version. */
export type ReadOff =
  | { kind: 'missing'; why: 'no_run' | 'earlier_release' | 'too_few' }
  | {
    kind: 'read'; thresholds: Thresholds; expected: Met; tested: Met; approach: ApproachReport; heldOut: { questions: number; folds: number }; testQuestions: number;
    /** Null for thresholds set by hand. */
    wish: Wish | null;
  };

interface Wish {
  /** Wished accuracy of what is answered, 0 to 1. */
  target: number;
  reached: boolean;
  /** The highest target that some threshold reaches; null when there is none. */
  furthest: number | null;
}

/** How a version chooses its thresholds: by a wished share of right answers, in percent, or by hand. */
export type Choice = { by: 'target'; target: number } | { by: 'hand'; thresholds: Thresholds };

/** The part of a report that tells of backends of this kind; undefined in runs of earlier releases. */
export const approachOf = (kind: BackendKind, report: TrainingReport): ApproachReport | undefined =>
  report.approaches?.[kind === 'fine_tuned' ? 'fineTuned' : 'hybrid'];

/** Reads off what a version of this kind will do. */
export function readOff(kind: BackendKind, run: TrainingRun | undefined, choice: Choice): ReadOff {
  const report = run?.report;
  if (!report) return { kind: 'missing', why: 'no_run' };
  const { heldOut, testExamples } = report;
  const approach = approachOf(kind, report);
  if (!approach || !heldOut) return { kind: 'missing', why: 'earlier_release' };
  const told = choice.by === 'target' ? byTarget(approach.points, choice.target) : byHand(approach, choice.thresholds);
  return told && approach.points.length > 0 ? { kind: 'read', ...told, approach, heldOut, testQuestions: testExamples } : { kind: 'missing', why: 'too_few' };
}

type Told = Pick<Extract<ReadOff, { kind: 'read' }>, 'thresholds' | 'expected' | 'tested' | 'wish'>;

function byTarget(points: readonly OperatingPoint[], percent: number): Told | null {
  const point = points.find(({ target }) => target >= percent / 100 - 1e-9);
  if (!point) return null;
  const { target, reached, answer, clarify, expected, tested } = point;
  const furthest = points.filter((one) => one.reached).at(-1)?.target ?? null;
  return { thresholds: { answer, clarify }, expected, tested, wish: { target, reached, furthest } };
}

const byHand = ({ heldOutCurve, testCurve }: ApproachReport, thresholds: Thresholds): Told =>
  ({ thresholds, expected: metOn(heldOutCurve, thresholds), tested: metOn(testCurve, thresholds), wish: null });

/** What a curve tells of two thresholds. */
function metOn(curve: Curve, { answer, clarify }: Thresholds): Met {
  const [answered, taken] = [placeOn(curve, answer), placeOn(curve, clarify)];
  return {
    answered: answered.coverage, accuracy: answered.accuracy, askedBack: Math.max(0, taken.coverage - answered.coverage), offeredRight: null, handedOver: 1 - taken.coverage,
  };
}

/** Between two points of the curve in proportion. Above its surest point so few are answered that nothing is said of their accuracy. */
function placeOn(curve: Curve, threshold: number): { coverage: number; accuracy: number | null } {
  const at = curve.findIndex((point) => point.threshold <= threshold);
  const [above, below] = at === -1 ? [curve.at(-1), undefined] : [curve[at - 1], curve[at]];
  if (!below) return above ?? { coverage: 0, accuracy: null };
  if (below.threshold === threshold) return below;
  const surer = above ?? { threshold: 1, coverage: 0, accuracy: below.accuracy };
  const part = (surer.threshold - threshold) / (surer.threshold - below.threshold);
  const between = (from: number, to: number): number => from + (to - from) * part;
  return { coverage: between(surer.coverage, below.coverage), accuracy: above ? between(surer.accuracy, below.accuracy) : null };
}

/** Whole numbers of a thousand that sum to a thousand: those that lose most by cutting off get one more. */
export function ofThousand(shares: readonly number[]): number[] {
  const exact = shares.map((share) => share * 1_000);
  const whole = exact.map((value) => Math.floor(value + 1e-9));
  const missing = 1_000 - whole.reduce((sum, value) => sum + value, 0);
  const byLoss = exact.map((value, at) => ({ at, loss: value - (whole[at] ?? 0) })).sort((a, b) => b.loss - a.loss);
  for (const { at } of byLoss.slice(0, Math.max(0, missing))) whole[at] = (whole[at] ?? 0) + 1;
  return whole;
}
