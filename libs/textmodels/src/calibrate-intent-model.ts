import { calibrate, mixMembers } from './intent-model.ts';
import type { MemberScores } from './intent-members.ts';
import { uncalibrated, type IntentCalibration } from './intent-weights.ts';
import { judged, type Judged } from './metrics.ts';
import { learnMixture } from './mixture.ts';
import { riskCoverage, thresholdTable } from './risk-coverage.ts';
import { fitTemperature } from './temperature.ts';

/** Fewer validation examples than this cannot tell a temperature or a share from chance. */
const leastExamples = 20;

/** Learns temperatures, mixtures and thresholds from the validation part. */
export function calibrateIntentModel(scores: readonly MemberScores[], truths: readonly number[]): IntentCalibration {
  if (scores.length < leastExamples) return withThresholds(uncalibrated, scores, truths);
  const pick = (member: 'topLayer' | 'ngrams' | 'examples') => scores.map((row) => row[member] ?? row.ngrams);
  const temperatures = {
    topLayer: fitTemperature(pick('topLayer'), truths),
    ngrams: fitTemperature(pick('ngrams'), truths),
    examples: fitTemperature(pick('examples'), truths),
  };
  const members = scores.map((row) => calibrate(row, temperatures));
  const column = (member: 'topLayer' | 'ngrams' | 'examples') => members.map((row) => row[member] ?? row.ngrams);
  const fineTuned = learnMixture([column('topLayer'), column('ngrams')], truths);
  const hybrid = learnMixture([column('topLayer'), column('ngrams'), column('examples')], truths);
  return withThresholds({ ...uncalibrated, temperatures, fineTuned, hybrid }, scores, truths);
}

function withThresholds(
  calibration: IntentCalibration, scores: readonly MemberScores[], truths: readonly number[],
): IntentCalibration {
  const table = (approach: 'fineTuned' | 'hybrid') =>
    thresholdTable(riskCoverage(judgeAll(scores, truths, calibration).map((row) => row[approach].confident)));
  return { ...calibration, thresholds: { fineTuned: table('fineTuned'), hybrid: table('hybrid') } };
}

export interface JudgedTwice {
  /** Confidence is the largest probability. */
  readonly probable: Judged;
  /** Confidence is the largest probability times familiarity. */
  readonly confident: Judged;
}

/** Both approaches on each example. */
export function judgeAll(
  scores: readonly MemberScores[], truths: readonly number[], calibration: IntentCalibration,
): { fineTuned: JudgedTwice; hybrid: JudgedTwice }[] {
  return scores.map((row, index) => {
    const twice = (probabilities: Float32Array): JudgedTwice => {
      const probable = judged(probabilities, truths[index]!);
      return { probable, confident: { ...probable, confidence: probable.confidence * row.familiarity } };
    };
    const { fineTuned, hybrid } = mixMembers(calibrate(row, calibration.temperatures), calibration);
    return { fineTuned: twice(fineTuned), hybrid: twice(hybrid) };
  });
}
