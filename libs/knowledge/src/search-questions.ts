import { seededRandom, shuffle } from '#textmodels';
import type { KnowledgeIndex } from './knowledge-index.ts';

/** A question whose article is known. */
export interface SearchQuestion {
  readonly text: string;
  readonly articleId: string;
  /** True: it stands among the article's own questions and must not find itself. */
  readonly own: boolean;
}

/** More change nothing but the time that it takes. */
const mostOwn = 400;
const mostLabelled = 600;

/** Articles' own questions, and labelled questions of intents that belong to exactly one article. */
export function searchQuestions({ passages, intents, examples }: Pick<KnowledgeIndex, 'passages' | 'intents' | 'examples'>): SearchQuestion[] {
  const random = seededRandom(1);
  const articles = new Map(passages.map((passage) => [passage.slug, passage]));
  const own = [...articles.values()].flatMap(({ articleId, questions }) => questions.map((text) => ({ text, articleId, own: true })));
  const labelled = examples.flatMap(({ text, intent }) => {
    const slugs = intents.get(intent ?? '')?.articleSlugs ?? [];
    const article = slugs.length === 1 ? articles.get(slugs[0]!) : undefined;
    return article && !article.questions.includes(text) ? [{ text, articleId: article.articleId, own: false }] : [];
  });
  return [...shuffle(own, random).slice(0, mostOwn), ...shuffle(labelled, random).slice(0, mostLabelled)];
}
