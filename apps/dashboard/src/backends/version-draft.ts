import type { BackendKind, BackendVersion, CallOf, PackVariable, PromptPack, TrainingRun, createVersion } from '#contracts';
import { fits, linesOf, type LineLimits } from '../parts/lines.ts';
import { variablesFit } from './variables/variable-draft.ts';
import { emptyPolicy, policyDraftOf, policyOf, type PolicyDraft } from './policy/policy-draft.ts';

export const ENCODER = 'embedded/encoder';
export const ruleLimits: LineLimits = { lines: 50, length: 1_000 };
export const LONGEST_INSTRUCTIONS = 20_000;
export const LONGEST_TONE = 2_000;
export const MOST_EXAMPLES = 1_000;
/** Percent of the answers that shall be right, unless another share is wished for. */
const STANDARD_TARGET = 95;

/** A new version as it stands in the form. */
export interface VersionDraft extends PolicyDraft {
  /** Hands conversations to other versions; what else stands in the form is kept, but not sent. */
  byTopic: boolean;
  /** Catalogue key of the model; null until one is chosen. */
  model: string | null;
  instructions: string;
  tone: string;
  /** One a line. */
  must: string;
  never: string;
  /** What the texts above may name. */
  variables: PackVariable[];
  /** Null shows all. */
  examplesPerIntent: number | null;
  exampleSeed: number;
  /** Shown before any that are drawn; an optimizer chose them. */
  pinnedExamples: string[];
  useKnowledge: boolean;
  /** Names of the tools that its model may use. */
  tools: string[];
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
export const isEmbedded = (model: string): boolean => model.startsWith('embedded/');
/** Runs from a file in the models folder, and can be given no tools. */
export const isGguf = (model: string): boolean => model.startsWith('gguf/');
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
  const { instructions, tone, must, never, examplesPerIntent, exampleSeed, pinnedExamples = [], useKnowledge, tools = [], variables = [] } = version?.promptPack ?? emptyPack;
  const { answer, clarify } = version?.thresholds ?? standardThresholds;
  const started = version && version.state === 'ready' && !version.policy ? version.model : null;
  const { routes, otherwise } = version?.policy ? policyDraftOf(version.policy) : emptyPolicy;
  return {
    byTopic: version?.policy != null, routes, otherwise,
    model: started ?? (kind === 'prompt' ? ENCODER : null), instructions, tone, must: must.join('\n'), never: never.join('\n'), variables, examplesPerIntent, exampleSeed, pinnedExamples, useKnowledge, tools,
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
  const { instructions, tone, variables, examplesPerIntent, exampleSeed, pinnedExamples, useKnowledge, tools } = draft;
  const pack = { instructions, tone, must: linesOf(draft.must), never: linesOf(draft.never), examplesPerIntent, exampleSeed, ...(pinnedExamples.length > 0 && { pinnedExamples }), useKnowledge, thresholds, ...(tools.length > 0 && { tools }) };
  return variables.length > 0 ? { ...pack, variables } : pack;
}

/** What is sent; null while something is missing or does not fit. */
export function requestOf(backend: { id: string; kind: BackendKind }, draft: VersionDraft, runs: readonly TrainingRun[]): CallOf<typeof createVersion> | null {
  const { model, note } = draft;
  if (draft.byTopic) {
    const policy = policyOf(draft);
    return policy && { id: backend.id, model: ENCODER, promptPack: null, trainingRunId: null, note: note.trim(), targetAccuracy: null, policy };
  }
  if (!model || !thresholdsFit(draft) || !fits(draft.must, ruleLimits) || !fits(draft.never, ruleLimits)) return null;
  if (hasPrompt(backend.kind) && !variablesFit(draft)) return null;
  const trainingRunId = runs.find(({ number }) => trainedKey(number) === model)?.id ?? null;
  return { id: backend.id, model, promptPack: packOf(backend.kind, draft), trainingRunId, note: note.trim(), targetAccuracy: followTarget(draft) ? draft.target / 100 : null };
}
