import { createHash } from 'node:crypto';
import type { TrainingReport } from '#contracts';
import type { TrainedIntentModel } from '#models';

const MOST_PAIRS = 30;

/** The trainer's findings as the dashboard reads them; accuracy and calibration are those of the fine-tuned model. */
export function reportOf({ report, mixtures, temperature, cpuSeconds, bytes }: TrainedIntentModel): TrainingReport {
  const { counts, frozen, fineTuned } = report;
  return {
    trainExamples: counts.train, validationExamples: counts.validation, testExamples: counts.test, intents: counts.labels,
    duplicatesRemoved: counts.duplicates + counts.contradictions, leaksRemoved: counts.leaked,
    testAccuracy: fineTuned.accuracy, testMacroF1: fineTuned.macroF1, frozenAccuracy: frozen.accuracy,
    eceBefore: fineTuned.calibrationErrorBefore, eceAfter: fineTuned.calibrationErrorAfter, temperature,
    riskCoverage: fineTuned.riskCoverage.map(({ coverage, accuracy, threshold }) => ({ coverage, accuracy, threshold })),
    confusedPairs: fineTuned.confusedPairs.slice(0, MOST_PAIRS).map(({ truth, predicted, count }) => ({ actual: truth, predicted, count })),
    cpuSeconds, artefactBytes: bytes.length, artefactSha256: createHash('sha256').update(bytes).digest('hex'),
    mixture: mixtures.hybrid,
  };
}
