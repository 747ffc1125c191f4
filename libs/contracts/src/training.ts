import { z } from 'zod';
import { ById, Id, Instant, text } from './primitives.ts';
import { route } from './route.ts';

export const RunState = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']);
export type RunState = z.output<typeof RunState>;

export const TrainingProgress = z.object({
  stage: z.enum(['waiting', 'preparing', 'embedding', 'searching', 'top_layer', 'ngrams', 'calibrating', 'testing', 'done']),
  /** 0 to 1 over the whole run. */
  fraction: z.number(), epoch: z.number().int(), epochs: z.number().int(), examplesPerSecond: z.number().nullable(), etaSeconds: z.number().nullable(),
  /** Few questions are held out in turns, each time from another training; the last one makes the model. Absent in runs of earlier releases. */
  round: z.number().int().optional(), rounds: z.number().int().optional(),
  /** Of a search: recipes measured so far, trainings done and planned, and the best share recognised beside the standard recipe's. */
  search: z.object({
    trial: z.number().int(), trials: z.number().int(), done: z.number().int(), planned: z.number().int(), best: z.number(), standard: z.number(),
  }).optional(),
  /** One row per epoch of the top layer, of the first round. */
  curve: z.array(z.object({ epoch: z.number().int(), loss: z.number(), validationAccuracy: z.number(), validationMacroF1: z.number() })),
});
export type TrainingProgress = z.output<typeof TrainingProgress>;

/** Accuracy among what is answered, by the share that is answered. */
const CoverageCurve = z.array(z.object({ coverage: z.number(), accuracy: z.number(), threshold: z.number() }));
/** How sure, and how often right, over bins of confidence; least sure first. */
const Reliability = z.array(z.object({ count: z.number().int(), confidence: z.number(), accuracy: z.number() }));

/** What visitors meet at two thresholds. Shares of all questions; `accuracy` of the answered ones, `offeredRight` of those asked back. */
export const Conduct = z.object({
  answered: z.number(), accuracy: z.number(), askedBack: z.number(), offeredRight: z.number(), handedOver: z.number(),
});
export type Conduct = z.output<typeof Conduct>;

/** Thresholds that promise an accuracy, read off held-out questions. */
export const OperatingPoint = z.object({
  /** Wished accuracy of what is answered, 0.7 to 0.99. */
  target: z.number(),
  /** False: no threshold reaches the target; these are the thresholds of the highest accuracy. */
  reached: z.boolean(),
  answer: z.number(), clarify: z.number(),
  /** On the held-out questions that the thresholds were read off. */
  expected: Conduct,
  /** On the test questions, which nothing was read off. */
  tested: Conduct,
});
export type OperatingPoint = z.output<typeof OperatingPoint>;

/** One way to use the trained model; measured on the test part but for `heldOutCurve`. */
export const ApproachReport = z.object({
  accuracy: z.number(), macroF1: z.number(),
  /** Expected calibration error over 15 bins before and after temperatures were learnt, 0 to 1. */
  eceBefore: z.number(), eceAfter: z.number(), reliabilityBefore: Reliability, reliabilityAfter: Reliability,
  heldOutCurve: CoverageCurve, testCurve: CoverageCurve,
  /** By rising target; empty when too few questions were held out. */
  points: z.array(OperatingPoint),
  confusedPairs: z.array(z.object({ actual: z.string(), predicted: z.string(), count: z.number().int() })),
  mixture: z.object({ topLayer: z.number(), ngrams: z.number(), examples: z.number() }),
});
export type ApproachReport = z.output<typeof ApproachReport>;

/** How a model is learnt. Null leaves a choice to the number of questions, or to held-out ones. */
export const Recipe = z.object({
  topLayer: z.object({ epochs: z.number().int().nullable(), layerRate: z.number(), headRate: z.number(), dropout: z.number(), headScale: z.number() }),
  ngrams: z.object({
    epochs: z.number().int().nullable(), learningRate: z.number(), leastTexts: z.number().int().nullable(),
    words: z.number().int(), shortest: z.number().int(), longest: z.number().int(),
  }),
  examples: z.object({ perLabel: z.number().int(), neighbours: z.number().int() }),
  mixture: z.object({ fineTuned: z.tuple([z.number(), z.number()]).nullable(), hybrid: z.tuple([z.number(), z.number(), z.number()]).nullable() }),
});
export type Recipe = z.output<typeof Recipe>;

/**
 * One recipe of a search, measured on held-out questions. `discarded`: others were better on the questions so far;
 * `measured`: on all of them, without being the best; `waiting`: time was up before.
 */
export const TrainingTrial = z.object({
  /** 0 is the standard recipe. */
  number: z.number().int(), recipe: Recipe, state: z.enum(['standard', 'running', 'waiting', 'discarded', 'measured', 'best']),
  /** Parts of the questions that it was measured on, of four, and the questions in them. */
  folds: z.number().int(), questions: z.number().int(),
  /** Share recognised, the average of the fine-tuned and the hybrid model, and its standard error. */
  accuracy: z.number(), standardError: z.number(), fineTuned: z.number(), hybrid: z.number(),
  /** Against the standard recipe on the same questions, and the standard error of that difference. */
  gain: z.number(), gainError: z.number(), cpuSeconds: z.number(),
});
export type TrainingTrial = z.output<typeof TrainingTrial>;

const both = z.object({ fineTuned: z.number(), hybrid: z.number() });
/** What a search came to. The choice is made on held-out questions alone; the test part only reports. */
export const RecipeSearchReport = z.object({
  tried: z.number().int(), endedBy: z.enum(['trials', 'time']), cpuSeconds: z.number(),
  chosen: z.enum(['standard', 'searched']),
  standard: TrainingTrial, best: TrainingTrial.nullable(),
  /** Both models on the test part; null when no other recipe got far enough. */
  test: z.object({ questions: z.number().int(), standard: both, searched: both, difference: z.number(), standardError: z.number() }).nullable(),
});
export type RecipeSearchReport = z.output<typeof RecipeSearchReport>;

export const TrainingReport = z.object({
  trainExamples: z.number().int(), validationExamples: z.number().int(), testExamples: z.number().int(), intents: z.number().int(),
  duplicatesRemoved: z.number().int(), leaksRemoved: z.number().int(),
  testAccuracy: z.number(), testMacroF1: z.number(), frozenAccuracy: z.number(),
  /** Expected calibration error before and after the temperature, 0 to 1. */
  eceBefore: z.number(), eceAfter: z.number(), temperature: z.number(),
  riskCoverage: z.array(z.object({ coverage: z.number(), accuracy: z.number(), threshold: z.number() })),
  confusedPairs: z.array(z.object({ actual: z.string(), predicted: z.string(), count: z.number().int() })),
  cpuSeconds: z.number(), artefactBytes: z.number().int(), artefactSha256: z.string(),
  mixture: z.object({ topLayer: z.number(), ngrams: z.number(), examples: z.number() }),
  /** Questions that calibration and thresholds were read off, and how many models held them out in turns. Absent in runs of earlier releases. */
  heldOut: z.object({ questions: z.number().int(), folds: z.number().int() }).optional(),
  /** Of the top layer: fewer run than planned when nothing got better. Absent in runs of earlier releases. */
  epochs: z.object({ run: z.number().int(), planned: z.number().int() }).optional(),
  /** Absent in runs of earlier releases. */
  approaches: z.object({ fineTuned: ApproachReport, hybrid: ApproachReport }).optional(),
  /** Absent without a search. */
  search: RecipeSearchReport.optional(),
});
export type TrainingReport = z.output<typeof TrainingReport>;

/** What a search for better parameters may cost; it ends when either is used up. */
export const SearchBudget = z.strictObject({
  /** Recipes that are tried, the standard one included. */
  trials: z.number().int().min(3).max(60),
  /** Of processor time for the trials; null: no limit. */
  cpuMinutes: z.number().min(0.1).max(600).nullable().default(null),
});
export type SearchBudget = z.output<typeof SearchBudget>;

/** Where a model came from that was not trained here. */
export const ImportedFrom = z.object({
  fileName: z.string(), workspaceName: z.string(), runNumber: z.number().int(), trainedAt: Instant,
  /** Intents of the model that this workspace does not have. */
  unknownIntents: z.array(z.string()),
});
export type ImportedFrom = z.output<typeof ImportedFrom>;

export const TrainingRun = z.object({
  id: Id, number: z.number().int(), state: RunState, seed: z.number().int(), note: z.string(),
  progress: TrainingProgress, report: TrainingReport.nullable(), errorCode: z.string().nullable(),
  /** How often the server stopped in the middle, after which the run began again by itself. */
  interruptions: z.number().int(),
  /** Null: the standard recipe, without a search. */
  search: SearchBudget.nullable(),
  /** Null: trained here. */
  imported: ImportedFrom.nullable(),
  createdAt: Instant, startedAt: Instant.nullable(), finishedAt: Instant.nullable(),
  /** Versions that were saved from this run: the fine-tuned one and the hybrid one. */
  backendVersionIds: z.array(Id),
});
export type TrainingRun = z.output<typeof TrainingRun>;

export const listTrainingRuns = route({
  method: 'GET', path: '/v1/training-runs', summary: 'Training runs, newest first', input: z.strictObject({}), reply: z.object({ items: z.array(TrainingRun) }),
});
export const readTrainingRun = route({ method: 'GET', path: '/v1/training-runs/{id}', summary: 'One training run with its curve', input: ById, reply: TrainingRun });
export const startTraining = route({
  method: 'POST', path: '/v1/training-runs', summary: 'Train on the labelled examples',
  input: z.strictObject({
    seed: z.number().int().min(0).max(2 ** 31).default(1), note: text(500, 0).default(''),
    /** Backends that get a new version when the run succeeds. */
    backendIds: z.array(Id).max(10).default([]),
    /** Null: the standard recipe. */
    search: SearchBudget.nullable().default(null),
  }),
  reply: TrainingRun,
});
/** What a run would learn from, and about how long it would take on this machine. */
export const planTraining = route({
  method: 'GET', path: '/v1/training-runs/plan', summary: 'How long training would take with the questions as they are now', input: z.strictObject({}),
  reply: z.object({
    questions: z.number().int(), intents: z.number().int(),
    /** Questions that are left out because a frozen evaluation set asks them, or nearly. */
    heldOut: z.number().int(),
    /** Of the standard recipe, in seconds. */
    quickSeconds: z.number(),
    /** Of searches of three sizes, the comparison with the standard recipe included. */
    search: z.array(z.object({ trials: z.number().int(), seconds: z.number() })),
  }),
});
export const listTrials = route({
  method: 'GET', path: '/v1/training-runs/{id}/trials', summary: 'The recipes that a search tried, best first', input: ById, reply: z.object({ items: z.array(TrainingTrial) }),
});
export const exportTrials = route({
  method: 'GET', path: '/v1/training-runs/{id}/trials.csv', summary: 'The recipes that a search tried, as CSV', produces: 'text/csv', input: ById, reply: z.string(),
});
export const cancelTraining = route({ method: 'POST', path: '/v1/training-runs/{id}/cancel', summary: 'Stop a training run', input: ById, reply: TrainingRun, status: 200 });

/** Of a file with one model. */
export const MOST_MODEL_BYTES = 24_000_000;
const base64Of = (bytes: number): number => Math.ceil(bytes / 3) * 4;

export const exportModel = route({
  method: 'GET', path: '/v1/training-runs/{id}/artefact', summary: 'The trained model as one file, with its report', produces: 'application/octet-stream',
  input: ById, reply: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export const importModel = route({
  method: 'POST', path: '/v1/models/artefacts', summary: 'Take a trained model in from a file', tag: 'training-runs', bodyLimit: base64Of(MOST_MODEL_BYTES) + 10_000,
  input: z.strictObject({
    fileName: text(200), note: text(500, 0).default(''),
    /** The file in base64. */
    content: z.base64().min(4).max(base64Of(MOST_MODEL_BYTES)),
  }),
  reply: TrainingRun,
});

/** A replay of labelled questions as visitors. */
export const Replay = z.object({
  id: Id, state: z.enum(['running', 'finished', 'failed']), done: z.number().int(), total: z.number().int(), startedAt: Instant, finishedAt: Instant.nullable(), detail: z.string().nullable(),
});
export type Replay = z.output<typeof Replay>;
export const startDemoReplay = route({
  method: 'POST', path: '/v1/replays', summary: 'Play the labelled test questions of this workspace as visitors of a site',
  input: z.strictObject({
    siteId: Id, limit: z.number().int().min(1).max(5_000).default(300),
    /** Each question goes to each variant of the site's experiment, by a visitor of its own: that tells them apart with fewer questions. */
    paired: z.boolean().default(false),
    ratedShare: z.number().min(0).max(1).default(0.6), seed: z.number().int().min(0).default(1),
  }),
  reply: Replay,
});
export const readReplays = route({
  method: 'GET', path: '/v1/replays', summary: 'Replays of this workspace since the server started', input: z.strictObject({}), reply: z.object({ items: z.array(Replay) }),
});
