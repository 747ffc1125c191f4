import { plannedRounds, searchFolds } from '#textmodels';
import type { SpeedFacts } from './training-runs.sql.ts';

/** Processor milliseconds, roughly: what the parts of a run weigh against each other. */
const COST = { text: 11, topLayerEpoch: 0.16, ngramEpoch: 0.11, calibration: 0.3 };
/** As the standard recipe settles them, below and from a thousand questions. */
const SMALL = 1_000;
/** From so many questions on, a tenth is enough to hold out at once. */
const HOLDS_OUT_ONCE = 5_000;
const FOLDS = 4;
/** Thread, encoder and report. */
const START_MS = 600;

export interface RoundCosts {
  topLayer: number;
  ngrams: number;
}

export const usualEpochs = (examples: number): { topLayer: number; ngrams: number } => (examples < SMALL ? { topLayer: 36, ngrams: 24 } : { topLayer: 8, ngrams: 8 });
/** How often a model is trained until it stays: once for each part that is held out, and once with all. */
const usualRounds = (examples: number): number => (examples < HOLDS_OUT_ONCE ? FOLDS : 1) + 1;

/** One training, in processor milliseconds. */
export const roundCosts = (examples: number, epochs: number): RoundCosts =>
  ({ topLayer: examples * epochs * COST.topLayerEpoch, ngrams: examples * usualEpochs(examples).ngrams * COST.ngramEpoch });
export const textCosts = (texts: number): number => texts * COST.text;
export const calibrationCosts = (examples: number): number => examples * COST.calibration;

const wholeRound = (examples: number): number => {
  const { topLayer, ngrams } = roundCosts(examples, usualEpochs(examples).topLayer);
  return topLayer + ngrams;
};
const modelCosts = (examples: number): number => usualRounds(examples) * wholeRound(examples) + calibrationCosts(examples);
export const searchCosts = (examples: number, trials: number): number => plannedRounds(trials) * wholeRound((examples * (searchFolds - 1)) / searchFolds);

/** How much slower than the rule of thumb this machine is, by what it needed last. */
export function slowness(last: SpeedFacts | null): number {
  if (last === null || last.trainExamples === 0) return 1;
  return Math.min(10, Math.max(0.2, (last.cpuSeconds * 1_000) / (START_MS + modelCosts(last.trainExamples))));
}

/** Seconds of processor time, which is about the time on the clock when little else runs. */
export function estimate(questions: number, newTexts: number, slow: number, trials: number | null): number {
  const models = trials === null ? modelCosts(questions) : searchCosts(questions, trials) + 2 * modelCosts(questions);
  return (slow * (START_MS + models) + textCosts(newTexts)) / 1_000;
}
