import type { CallOf, OptimizerSteps, planOptimizer, ReplyOf, startOptimizer } from '#contracts';

/** A run as it stands in the form; null limits are as suggested. */
export interface OptimizerDraft {
  versionId: string | null;
  setId: string | null;
  steps: OptimizerSteps;
  reflectionModel: string | null;
  tokenBudget: number | null;
  rolloutLimit: number | null;
  seed: number;
  note: string;
}

export const emptyDraft: OptimizerDraft = { versionId: null, setId: null, steps: 'examples', reflectionModel: null, tokenBudget: null, rolloutLimit: null, seed: 1, note: '' };

/** What the plan is asked for; null while something is missing. */
export function planOf({ versionId, setId, steps, reflectionModel, tokenBudget, rolloutLimit }: OptimizerDraft): CallOf<typeof planOptimizer> | null {
  if (versionId === null || setId === null || (steps !== 'examples' && reflectionModel === null)) return null;
  return {
    versionId, setId, steps, ...(steps !== 'examples' && reflectionModel !== null ? { reflectionModel } : {}),
    ...(tokenBudget === null ? {} : { tokenBudget }), ...(rolloutLimit === null ? {} : { rolloutLimit }),
  };
}

/** What is sent, with what the plan has suggested where nothing else was wished for. */
export function requestOf(draft: OptimizerDraft, { suggested }: Pick<ReplyOf<typeof planOptimizer>, 'suggested'>): CallOf<typeof startOptimizer> | null {
  const { versionId, setId, steps, reflectionModel, seed, note } = draft;
  if (versionId === null || setId === null) return null;
  return {
    versionId, setId, steps, reflectionModel: steps === 'examples' ? null : reflectionModel, seed, note: note.trim(),
    tokenBudget: draft.tokenBudget ?? suggested.tokenBudget, rolloutLimit: draft.rolloutLimit ?? suggested.rolloutLimit,
  };
}
