import { Slug } from '#contracts';
import type { Article, CallOf, createArticle } from '#contracts';
import { fits, linesOf, type LineLimits } from '../parts/lines.ts';

export const questionLimits: LineLimits = { lines: 100, length: 500 };
export const LONGEST_TITLE = 200;
const LONGEST_BODY = 50_000;
export const MOST_INTENTS = 50;
const LONGEST_SLUG = 120;

/** An article as it stands in the form. */
export interface ArticleDraft {
  title: string;
  slug: string;
  body: string;
  /** One a line. */
  questions: string;
  intents: string[];
  published: boolean;
}

export type ArticleFields = Required<CallOf<typeof createArticle>>;

export const emptyDraft: ArticleDraft = { title: '', slug: '', body: '', questions: '', intents: [], published: true };

export const draftOf = ({ title, slug, body, questions, intents, published }: Article): ArticleDraft =>
  ({ title, slug, body, questions: questions.join('\n'), intents, published });

/** `Größe & Versand` becomes `groesse-versand`. */
export const slugOf = (title: string): string =>
  title.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss').normalize('NFKD').replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST_SLUG).replace(/^-+|-+$/g, '');

export const goodSlug = (slug: string): boolean => Slug.safeParse(slug).success;

const signs = (text: string): number => [...text].length;
export const bodyTooLong = (body: string): number | null => (body.length > LONGEST_BODY && signs(body) > LONGEST_BODY ? signs(body) : null);

/** What is sent; null while something is missing or too long. */
export function fieldsOf(draft: ArticleDraft): ArticleFields | null {
  const title = draft.title.trim();
  if (!title || !goodSlug(draft.slug) || draft.body === '' || bodyTooLong(draft.body) !== null || !fits(draft.questions, questionLimits)) return null;
  return { ...draft, title, questions: linesOf(draft.questions) };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only the fields that differ, so that what somebody else changed meanwhile stays. */
export function changesOf(fields: ArticleFields, article: Article): Partial<ArticleFields> {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !same(value, article[name as keyof ArticleFields])));
}
