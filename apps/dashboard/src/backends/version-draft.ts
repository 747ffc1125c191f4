import type { BackendKind, BackendVersion, CallOf, PromptPack, TrainingRun, createVersion } from '#contracts';
import { fits, linesOf, type LineLimits } from '../parts/lines.ts';

export const ENCODER = 'embedded/encoder';
export const ruleLimits: LineLimits = { lines: 50, length: 1_000 };
export const LONGEST_INSTRUCTIONS = 20_000;
export const LONGEST_TONE = 2_000;
export const MOST_EXAMPLES = 1_000;
/** Percent of the answers that shall be right, unless another share is wished for. */
const STANDARD_TARGET = 95;

/** A new version as it stands in the form. */
export interface VersionDraft {
  /** Catalogue key of the model; null until one is chosen. */
  model: string | null;
  instructions: string;
  tone: string;
  /** One a line. */
  must: string;
  never: string;
  /** Null shows all. */
  examplesPerIntent: number | null;
  exampleSeed: number;
  useKnowledge: boolean;
  /** Thresholds of a trained model follow from a target, or are set by hand; those of any other by hand. */
  byTarget: boolean;
  /** Percent of what is answered that shall be right. */
  target: number;
  /** Percent, with one digit. */
  answer: number;
  clarify: number;
  note: string;
}

/** Trained here: held-out questions tell what its thresholds do. */
export const isTrained = (model: string | null): boolean => model?.startsWith('embedded/intent@') ?? false;
const isEmbedded = (model: string): boolean => model.startsWith('embedded/');
export const trainedKey = (runNumber: number): string => `embedded/intent@${runNumber}`;

/** Instructions, examples and articles steer every kind but the fine-tuned one. */
export const hasPrompt = (kind: BackendKind): boolean => kind !== 'fine_tuned';
/** A tuned language model decides by itself; everything else knows how sure it is. */
export const hasThresholds = (kind: BackendKind, model: string | null): boolean => hasPrompt(kind) || model === null || isEmbedded(model);

const emptyPack: PromptPack = {
  instructions: '', tone: '', must: [], never: [], examplesPerIntent: 10, exampleSeed: 1, useKnowledge: true, thresholds: null,
};
/** Where nothing was measured. */
export const standardThresholds = { answer: 0.35, clarify: 0.15 };

const percentOf = (share: number): number => Math.round(share * 1_000) / 10;
/** Thresholds as the form holds them. */
export const inPercent = ({ answer, clarify }: { answer: number; clarify: number }): Pick<VersionDraft, 'answer' | 'clarify'> =>
  ({ answer: percentOf(answer), clarify: percentOf(clarify) });

/** Starts from an earlier version, or from scratch. */
export function draftFrom(kind: BackendKind, version: BackendVersion | undefined): VersionDraft {
  const { instructions, tone, must, never, examplesPerIntent, exampleSeed, useKnowledge } = version?.promptPack ?? emptyPack;
  const { answer, clarify } = version?.thresholds ?? standardThresholds;
  const started = version && version.state === 'ready' ? version.model : null;
  return {
    model: started ?? (kind === 'prompt' ? ENCODER : null), instructions, tone, must: must.join('\n'), never: never.join('\n'), examplesPerIntent, exampleSeed, useKnowledge,
    byTarget: version?.thresholds.from !== 'pack', target: percentOf(version?.thresholds.target ?? STANDARD_TARGET / 100), ...inPercent({ answer, clarify }), note: '',
  };
}

const followTarget = ({ byTarget, model }: VersionDraft): boolean => byTarget && isTrained(model);
export const thresholdsFit = (draft: VersionDraft): boolean => followTarget(draft) || handFits(draft);
const handFits = ({ answer, clarify }: VersionDraft): boolean => clarify <= answer && clarify >= 0 && answer <= 100;

function packOf(kind: BackendKind, draft: VersionDraft): PromptPack | null {
  const thresholds = followTarget(draft) ? null : { answer: draft.answer / 100, clarify: draft.clarify / 100 };
  // Of a fine-tuned version only thresholds set by hand count; the rest is kept empty so that nobody takes it for used.
  if (!hasPrompt(kind)) return thresholds && hasThresholds(kind, draft.model) ? { ...emptyPack, examplesPerIntent: null, useKnowledge: false, thresholds } : null;
  const { instructions, tone, examplesPerIntent, exampleSeed, useKnowledge } = draft;
  return { instructions, tone, must: linesOf(draft.must), never: linesOf(draft.never), examplesPerIntent, exampleSeed, useKnowledge, thresholds };
}

/** What is sent; null while something is missing or does not fit. */
export function requestOf(backend: { id: string; kind: BackendKind }, draft: VersionDraft, runs: readonly TrainingRun[]): CallOf<typeof createVersion> | null {
  const { model, note } = draft;
  if (!model || !thresholdsFit(draft) || !fits(draft.must, ruleLimits) || !fits(draft.never, ruleLimits)) return null;
  const trainingRunId = runs.find(({ number }) => trainedKey(number) === model)?.id ?? null;
  return { id: backend.id, model, promptPack: packOf(backend.kind, draft), trainingRunId, note: note.trim(), targetAccuracy: followTarget(draft) ? draft.target / 100 : null };
}
