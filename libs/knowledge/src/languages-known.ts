import type { SearchState } from '#contracts';
import { detectLanguage } from '#textmodels';
import type { KnowledgeIndex } from './knowledge-index.ts';

/** Of all questions, so many tell which languages there are. */
const sampled = 2_000;
const together = 200;
/** A few foreign words in a hundred questions make no second language. */
const fewestQuestions = 5;
const leastShare = 0.01;

/** The languages of a workspace's articles and labelled questions, most frequent first; texts that could be any are left out. */
export async function languagesOf({ passages, examples }: Pick<KnowledgeIndex, 'passages' | 'examples'>, pause: () => Promise<unknown>): Promise<SearchState['languages']> {
  const texts = new Map<string, string>();
  for (const { articleId, title, text, questions } of passages) texts.set(articleId, `${texts.get(articleId) ?? [title, ...questions].join('\n')}\n${text}`);
  const asked = examples.slice(0, sampled).map(({ text }) => text);
  const articles = await counted([...texts.values()], pause);
  const questions = await counted(asked, pause);
  return [...new Set([...articles.keys(), ...questions.keys()])]
    .map((language) => ({ language, articles: articles.get(language) ?? 0, questions: questions.get(language) ?? 0, understanding: language === 'en' ? 'full' as const : 'words' as const }))
    .filter(({ articles: written, questions: heard }) => written > 0 || heard >= Math.max(fewestQuestions, asked.length * leastShare))
    .sort((a, b) => b.articles + b.questions - a.articles - a.questions);
}

async function counted(texts: readonly string[], pause: () => Promise<unknown>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [at, text] of texts.entries()) {
    if (at % together === together - 1) await pause();
    const language = detectLanguage(text);
    if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return counts;
}
