import { createHash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import { textKey, type Knowledge, type KnowledgeIndex, type RankedPassage } from '#knowledge';
import type { AskedQuestion } from './asked-questions.ts';
import type { FoundSuggestion } from './suggestions.sql.ts';
import { AHEAD_BY, LIKENESS_AFTER_PERSON, LIKENESS_FROM, LONGEST_SUGGESTION, MOST_AT_ARTICLE } from './topic-limits.ts';

/** Between two looks at the clock of the event loop: one search takes about a millisecond. */
const AT_ONCE_MS = 5;

export interface SearchedQuestion extends AskedQuestion {
  vector: Float32Array;
}

/**
 * Questions that stand near an article by search, nearest first and a handful for each. Lets others work in between: the
 * search runs on the main thread, where the index is.
 */
export async function suggestQuestions(
  knowledge: Knowledge, index: KnowledgeIndex, questions: readonly SearchedQuestion[], signal: AbortSignal,
): Promise<FoundSuggestion[]> {
  const found: FoundSuggestion[] = [];
  let since = performance.now();
  for (const question of questions) {
    const best = articleFor(knowledge.search(index, question.masked, question.vector, index.passages.length), question);
    if (best) found.push(suggestionOf(best, question));
    if (performance.now() - since < AT_ONCE_MS) continue;
    await others();
    signal.throwIfAborted();
    since = performance.now();
  }
  return nearestOf(found);
}

/**
 * The passage whose article a question is suggested for: search puts it clearly first, no other is nearer in meaning, and
 * the article does not have the question yet.
 *
 * @param ranked every passage, best first
 */
export function articleFor(ranked: readonly RankedPassage[], { masked, personReplied }: Pick<AskedQuestion, 'masked' | 'personReplied'>): RankedPassage | null {
  const [best] = ranked;
  if (!best || best.likeness === null || masked.length > LONGEST_SUGGESTION) return null;
  const isOther = ({ passage }: RankedPassage): boolean => passage.articleId !== best.passage.articleId;
  const others = ranked.filter(isOther);
  const likeness = ranked.reduce((most, one) => (isOther(one) ? most : Math.max(most, one.likeness ?? 0)), 0);
  const ahead = others[0] === undefined || best.score - others[0].score >= AHEAD_BY;
  const nearest = others.every((other) => (other.likeness ?? 0) < likeness);
  const known = best.passage.cues.some((cue) => textKey(cue) === textKey(masked));
  return ahead && nearest && !known && likeness >= (personReplied ? LIKENESS_AFTER_PERSON : LIKENESS_FROM) ? { ...best, likeness } : null;
}

const suggestionOf = ({ passage, likeness }: RankedPassage, { id, masked, reason, personReplied }: AskedQuestion): FoundSuggestion => ({
  articleId: passage.articleId, messageId: id, reason, personReplied, likeness: likeness ?? 0,
  textSha256: createHash('sha256').update(textKey(masked)).digest(),
});

/** Each question once an article, the nearest of them, and no more than a person reads. */
function nearestOf(found: readonly FoundSuggestion[]): FoundSuggestion[] {
  const perArticle = new Map<string, Set<string>>();
  return [...found].sort((one, other) => other.likeness - one.likeness).filter(({ articleId, textSha256 }) => {
    const texts = perArticle.get(articleId) ?? new Set<string>();
    perArticle.set(articleId, texts);
    const key = textSha256.toString('hex');
    if (texts.has(key) || texts.size >= MOST_AT_ARTICLE) return false;
    texts.add(key);
    return true;
  });
}
