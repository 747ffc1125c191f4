import { dot, zScoreSum } from '#textmodels';
import type { KnowledgeIndex, Passage } from './knowledge-index.ts';

export interface RankedPassage {
  readonly passage: Passage;
  /** Sum of z-scores over all passages: ranks, but says nothing about how good the best one is. */
  readonly score: number;
  /** BM25 of title, heading and text; 0 when no word is shared. */
  readonly words: number;
  /** Largest cosine to title and heading or to a question of the article, 0 to 1; null without vectors. */
  readonly likeness: number | null;
}

/**
 * Passages for a question, best first. Words and meaning are added as z-scores, each as much as it proved to be worth in
 * this workspace: the encoder alone retrieves worse than words, and both together better than either.
 *
 * @param vector unit vector of the question; null: words decide alone
 */
export function rankPassages(index: SearchedIndex, text: string, vector: Float32Array | null, limit = 5, weights = index.weights): RankedPassage[] {
  const { passages, words, cueVectors } = index;
  const byText = words.passages.scores(text);
  const scorings: ArrayLike<number>[] = [byText, words.questions.scores(text)];
  const likeness = vector === null || cueVectors.size === 0 ? null : likenessOf(passages, cueVectors, vector);
  if (likeness) scorings.push(likeness);
  const scores = zScoreSum(scorings, [weights.text, weights.questions, weights.meaning]);
  return passages
    .map((passage, at) => ({ passage, score: scores[at]!, words: byText[at]!, likeness: likeness?.[at] ?? null }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

export type SearchedIndex = Pick<KnowledgeIndex, 'passages' | 'words' | 'cueVectors' | 'weights'>;

/** Largest cosine of each passage's cues to a question. */
export function likenessOf(passages: readonly Passage[], vectors: ReadonlyMap<string, Float32Array>, vector: Float32Array): number[] {
  const known = new Map<string, number>();
  for (const [cue, cueVector] of vectors) known.set(cue, Math.max(0, dot(cueVector, vector)));
  return passages.map(({ cues }) => cues.reduce((best, cue) => Math.max(best, known.get(cue) ?? 0), 0));
}
