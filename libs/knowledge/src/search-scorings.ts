import { createBm25, searchTokens, standardise, type Bm25, type FusionQuestion } from '#textmodels';
import type { KnowledgeIndex, Passage } from './knowledge-index.ts';
import { likenessOf } from './search.ts';
import type { SearchQuestion } from './search-questions.ts';

type Searched = Pick<KnowledgeIndex, 'passages' | 'words' | 'cueVectors'>;

/** Questions are hidden in so many turns: each article loses about one of its questions at a time. */
const turns = 5;

/**
 * What each way of searching makes of a question, as z-scores over all passages. An article's own question is looked for
 * where it does not stand: with it hidden, and one of each other article.
 */
export function scoringsOf(index: Searched): (question: SearchQuestion, vector: Float32Array | null) => FusionQuestion {
  const groupOf = new Map([...new Set(index.passages.map(({ articleId }) => articleId))].map((id, group) => [id, group]));
  const groups = index.passages.map(({ articleId }) => groupOf.get(articleId)!);
  const hidden = new Map<number, { passages: readonly Passage[]; words: Bm25 }>();
  return ({ text, articleId, own }, vector) => {
    const turn = own ? turnOf(index.passages, articleId, text) : -1;
    const shown = hidden.get(turn) ?? withoutTurn(index, turn);
    hidden.set(turn, shown);
    const meaning = vector === null ? index.passages.map(() => 0) : likenessOf(shown.passages, index.cueVectors, vector);
    const scorings = [index.words.passages.scores(text), shown.words.scores(text), meaning].map(standardise);
    return { scorings, groups, right: groupOf.get(articleId) ?? -1 };
  };
}

const turnOf = (passages: readonly Passage[], articleId: string, text: string): number =>
  (passages.find((passage) => passage.articleId === articleId)?.questions.indexOf(text) ?? 0) % turns;

function withoutTurn({ passages, words }: Searched, turn: number): { passages: readonly Passage[]; words: Bm25 } {
  if (turn < 0) return { passages, words: words.questions };
  const kept = passages.map((passage) => {
    const away = new Set(passage.questions.filter((_, at) => at % turns === turn));
    return { ...passage, questions: passage.questions.filter((one) => !away.has(one)), cues: passage.cues.filter((cue) => !away.has(cue)) };
  });
  return { passages: kept, words: createBm25(kept.map(({ questions }) => questions.join('\n')), { tokens: searchTokens }) };
}

/** Same order as the scorings. */
export const WAYS = ['text', 'questions', 'meaning'] as const;
