import { calibrate, mixMembers } from './intent-model.ts';
import type { MemberScores } from './intent-members.ts';
import type { MixtureRecipe } from './intent-recipe.ts';
import { uncalibrated, type IntentCalibration } from './intent-weights.ts';
import { judged, type Judged } from './metrics.ts';
import { learnMixture } from './mixture.ts';
import { fitTemperature } from './temperature.ts';

/** Fewer held-out examples than this cannot tell a temperature or a share from chance. */
const leastExamples = 20;

/** Learns temperatures, and the mixtures that the recipe leaves open, from held-out examples. */
export function calibrateIntentModel(
  scores: readonly MemberScores[], truths: readonly number[], given: MixtureRecipe,
): IntentCalibration {
  if (scores.length < leastExamples) return withShares(uncalibrated, given);
  const pick = (member: 'topLayer' | 'ngrams' | 'examples') => scores.map((row) => row[member] ?? row.ngrams);
  const temperatures = {
    topLayer: fitTemperature(pick('topLayer'), truths),
    ngrams: fitTemperature(pick('ngrams'), truths),
    examples: fitTemperature(pick('examples'), truths),
  };
  const members = scores.map((row) => calibrate(row, temperatures));
  const column = (member: 'topLayer' | 'ngrams' | 'examples') => members.map((row) => row[member] ?? row.ngrams);
  const fineTuned = learnMixture([column('topLayer'), column('ngrams')], truths, given.fineTuned);
  const hybrid = learnMixture([column('topLayer'), column('ngrams'), column('examples')], truths, given.hybrid);
  return { temperatures, fineTuned, hybrid };
}

function withShares({ fineTuned, hybrid, ...rest }: IntentCalibration, given: MixtureRecipe): IntentCalibration {
  return {
    ...rest,
    fineTuned: { ...fineTuned, shares: given.fineTuned ?? fineTuned.shares },
    hybrid: { ...hybrid, shares: given.hybrid ?? hybrid.shares },
  };
}

export type Approach = 'fineTuned' | 'hybrid';

/** What an approach made of one example. */
export interface Verdict {
  /** Confidence is the largest probability. */
  readonly probable: Judged;
  /** Confidence is the largest probability times familiarity: what thresholds act on. */
  readonly confident: Judged;
  /** By class. */
  readonly probabilities: Float32Array;
}

/** Both approaches on each example. */
export function judgeAll(
  scores: readonly MemberScores[], truths: readonly number[], calibration: IntentCalibration,
): Record<Approach, Verdict>[] {
  return scores.map((row, index) => {
    const verdict = (probabilities: Float32Array): Verdict => {
      const probable = judged(probabilities, truths[index]!);
      return { probabilities, probable, confident: { ...probable, confidence: probable.confidence * row.familiarity } };
    };
    const { fineTuned, hybrid } = mixMembers(calibrate(row, calibration.temperatures), calibration);
    return { fineTuned: verdict(fineTuned), hybrid: verdict(hybrid) };
  });
}
