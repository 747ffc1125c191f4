import { createHash } from 'node:crypto';
import type { ApproachReport, RecipeSearchReport, TrainingReport } from '#contracts';
import type { SearchFindings, TrainedIntentModel } from '#models';
import { asReply } from './trials-keeper.ts';

type Mixture = ApproachReport['mixture'];
type Measured = TrainedIntentModel['report']['hybrid'];

/** The trainer's findings as the dashboard reads them; the figures at the top are those of the fine-tuned model. */
export function reportOf({ report, mixtures, temperature, cpuSeconds, bytes, search }: TrainedIntentModel): TrainingReport {
  const { counts, frozen, heldOut } = report;
  const fineTuned = approachOf(report.fineTuned, mixtures.fineTuned);
  return {
    trainExamples: counts.train, validationExamples: counts.validation, testExamples: counts.test, intents: counts.labels,
    duplicatesRemoved: counts.duplicates + counts.contradictions, leaksRemoved: counts.leaked,
    testAccuracy: fineTuned.accuracy, testMacroF1: fineTuned.macroF1, frozenAccuracy: frozen.accuracy,
    eceBefore: fineTuned.eceBefore, eceAfter: fineTuned.eceAfter, temperature,
    riskCoverage: fineTuned.testCurve, confusedPairs: fineTuned.confusedPairs,
    cpuSeconds, artefactBytes: bytes.length, artefactSha256: createHash('sha256').update(bytes).digest('hex'),
    mixture: mixtures.hybrid, heldOut: { questions: heldOut.examples, folds: heldOut.folds }, epochs: { run: report.epochsRun, planned: report.epochsPlanned },
    approaches: { fineTuned, hybrid: approachOf(report.hybrid, mixtures.hybrid) }, ...(search && { search: searchOf(search) }),
  };
}

function approachOf(measured: Measured, mixture: Mixture): ApproachReport {
  const { accuracy, macroF1, calibrationErrorBefore, calibrationErrorAfter } = measured;
  return {
    accuracy, macroF1, eceBefore: calibrationErrorBefore, eceAfter: calibrationErrorAfter,
    reliabilityBefore: [...measured.reliabilityBefore], reliabilityAfter: [...measured.reliabilityAfter],
    heldOutCurve: [...measured.heldOutCurve], testCurve: [...measured.testCurve], points: [...measured.points],
    confusedPairs: measured.confusedPairs.map(({ truth, predicted, count }) => ({ actual: truth, predicted, count })), mixture,
  };
}

function searchOf({ verdict: { trials, endedBy, best, clearlyBetter }, test }: SearchFindings): RecipeSearchReport {
  const standard = trials.find(({ number }) => number === 0)!;
  return {
    tried: trials.length, endedBy, cpuSeconds: trials.reduce((sum, trial) => sum + trial.cpuSeconds, 0), chosen: clearlyBetter ? 'searched' : 'standard',
    standard: asReply(standard), best: best && asReply({ ...best, state: 'best' }), test,
  };
}
