import type { DuelResult } from '#contracts';
import type { EntityManager } from 'typeorm';

/** One agent's choice between the drafts of two variants; lengths in characters, above 0. */
export interface DuelVote {
  leftVariantId: string;
  rightVariantId: string;
  leftLength: number;
  rightLength: number;
  result: DuelResult;
  /** Member or API key. */
  rater: string;
  conversation: string;
}

/**
 * The choices in one phase of an experiment, oldest first. Pairs with a draft missing are not among them: a choice
 * between something and nothing says nothing about drafts.
 */
export const duelsOfPhase = (tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<DuelVote[]> =>
  tx.query<DuelVote[]>(
    `select left_variant_id as "leftVariantId", right_variant_id as "rightVariantId", left_length as "leftLength", right_length as "rightLength",
       result, rater, conversation_id as conversation
     from duel
     where workspace_id = $1 and experiment_id = $2 and phase = $3 and result is not null and left_length > 0 and right_length > 0
     order by id`, [workspaceId, experimentId, phase]);

export interface MissingDraft {
  variantId: string;
  pairs: number;
}

/** How often each variant gave no draft, also in pairs that nobody judged. */
export const missingDrafts = (tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<MissingDraft[]> =>
  tx.query<MissingDraft[]>(
    `select variant_id as "variantId", count(*)::int as pairs
     from duel cross join lateral (values (left_variant_id, left_length), (right_variant_id, right_length)) side (variant_id, length)
     where workspace_id = $1 and experiment_id = $2 and phase = $3 and length = 0
     group by variant_id`, [workspaceId, experimentId, phase]);

/** Pairs in which at least one draft is missing. */
export async function pairsWithoutDraft(tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<number> {
  const [row] = await tx.query<{ pairs: number }[]>(
    `select count(*)::int as pairs from duel where workspace_id = $1 and experiment_id = $2 and phase = $3 and (left_length = 0 or right_length = 0)`,
    [workspaceId, experimentId, phase]);
  return row?.pairs ?? 0;
}
