import { createBm25, type Bm25 } from '#textmodels';
import { splitBody } from './passages.ts';

export interface KnownIntent {
  readonly label: string;
  /** Approved answer; null: none is written yet. */
  readonly answer: string | null;
  /** Published articles that belong to it. */
  readonly articleSlugs: readonly string[];
}

/** A labelled question to learn from. */
export interface KnownExample {
  readonly text: string;
  /** Key of the intent; null: out of scope. */
  readonly intent: string | null;
}

/** A part of a published article. */
export interface Passage {
  readonly articleId: string;
  readonly slug: string;
  readonly title: string;
  readonly heading: string | null;
  /** Of the article. */
  readonly version: number;
  /** Span of `text` in the article's body. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What stands for the passage in the encoder's space: title with heading, and the article's questions. */
  readonly cues: readonly string[];
}

/** All that a workspace knows, as of one revision, ready for questions. */
export interface KnowledgeIndex {
  readonly workspaceId: string;
  readonly revision: number;
  readonly intents: ReadonlyMap<string, KnownIntent>;
  /** The training part. */
  readonly examples: readonly KnownExample[];
  readonly passages: readonly Passage[];
  /** One document for each passage: title, heading and text; and the article's questions. */
  readonly words: { readonly passages: Bm25; readonly questions: Bm25 };
  /** Unit vectors of cues; empty until they are made, and where there is no encoder. */
  readonly cueVectors: ReadonlyMap<string, Float32Array>;
  /** Settles once the vectors are there, or cannot be had; never rejects. */
  readonly embedded: Promise<void>;
}

export interface KnowledgeRows {
  readonly revision: number;
  readonly intents: readonly { key: string; label: string; answer: string | null }[];
  readonly examples: readonly KnownExample[];
  readonly articles: readonly {
    id: string; slug: string; title: string; body: string; questions: string[]; intents: string[]; version: number;
  }[];
}

export type IndexedRows = Omit<KnowledgeIndex, 'cueVectors' | 'embedded'>;

export function indexRows(workspaceId: string, { revision, intents, examples, articles }: KnowledgeRows): IndexedRows {
  const passages = articles.flatMap(passagesOf);
  const slugsOf = (key: string): string[] => articles.filter((article) => article.intents.includes(key)).map(({ slug }) => slug);
  const questionsOf = new Map(articles.map(({ id, questions }) => [id, questions.join('\n')]));
  return {
    workspaceId, revision, examples, passages,
    intents: new Map(intents.map(({ key, label, answer }) => [key, { label, answer, articleSlugs: slugsOf(key) }])),
    words: {
      passages: createBm25(passages.map(({ title, heading, text }) => `${title}\n${heading ?? ''}\n${text}`)),
      questions: createBm25(passages.map(({ articleId }) => questionsOf.get(articleId) ?? '')),
    },
  };
}

function passagesOf({ id, slug, title, body, questions, version }: KnowledgeRows['articles'][number]): Passage[] {
  return splitBody(body).map(({ heading, ...span }) => ({
    articleId: id, slug, title, heading, version, ...span, cues: [heading === null ? title : `${title}: ${heading}`, ...questions],
  }));
}

/** Each text to embed, once. */
export const cuesOf = (passages: readonly Passage[]): string[] => [...new Set(passages.flatMap(({ cues }) => cues))];
