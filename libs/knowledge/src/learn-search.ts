import type { SearchReport, SearchWeights } from '#contracts';
import { fitFusion, fusionGrid, rankOfRight } from '#textmodels';
import type { KnowledgeIndex } from './knowledge-index.ts';
import type { SearchQuestion } from './search-questions.ts';
import { WAYS, scoringsOf } from './search-scorings.ts';

/** Fewer questions than this tell more about themselves than about the next one. */
export const FEWEST_QUESTIONS = 40;
/** What the weights must gain in mean 1 / rank on questions that they were not chosen by. */
const leastGain = 0.002;
/** The event loop is let go after so long. */
const sliceMs = 5;

export interface LearntSearch {
  /** Null: equal shares. */
  weights: SearchWeights | null;
  report: SearchReport;
}

/**
 * Learns how much each way of searching counts, from questions whose article is known.
 *
 * @param vectors of the questions, in their order; null for those that the encoder cannot read; null where there is no encoder
 * @param pause lets others work; called every few milliseconds
 */
export async function learnSearch(
  index: Pick<KnowledgeIndex, 'passages' | 'words' | 'cueVectors'>, questions: readonly SearchQuestion[],
  vectors: readonly (Float32Array | null)[] | null, pause: () => Promise<unknown>,
): Promise<LearntSearch> {
  const fromArticles = questions.filter(({ own }) => own).length;
  const counts = { fromArticles, fromLabelled: questions.length - fromArticles };
  const equal = (outcome: SearchReport['outcome'], quality: SearchReport['quality'] = null): LearntSearch => ({ weights: null, report: { outcome, ...counts, quality } });
  if (questions.length < FEWEST_QUESTIONS) return equal('too_few');
  if (vectors === null) return equal('no_encoder');
  const grid = fusionGrid(WAYS.length);
  const { weights, heldOut: quality } = fitFusion(grid, await ranksOf(index, questions, vectors, grid, pause));
  if (quality.learnt.mrr < quality.equal.mrr + leastGain) return equal('equal_is_as_good', quality);
  const [text = 0, own = 0, meaning = 0] = weights;
  return { weights: { text, questions: own, meaning }, report: { outcome: 'learnt', ...counts, quality } };
}

async function ranksOf(
  index: Parameters<typeof learnSearch>[0], questions: readonly SearchQuestion[], vectors: readonly (Float32Array | null)[], grid: readonly number[][],
  pause: () => Promise<unknown>,
): Promise<number[][]> {
  const scorings = scoringsOf(index);
  const ranks: number[][] = [];
  let since = performance.now();
  for (const [at, question] of questions.entries()) {
    const scored = scorings(question, vectors[at]!);
    ranks.push(grid.map((weights) => rankOfRight(scored, weights)));
    if (performance.now() - since < sliceMs) continue;
    await pause();
    since = performance.now();
  }
  return ranks;
}
