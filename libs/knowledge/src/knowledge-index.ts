import { createBm25, detectLanguage, searchTokens, type Bm25, type Spelling } from '#textmodels';
import { splitBody } from './passages.ts';
import { STANDARD_WEIGHTS, type SearchWeights } from './search-weights.ts';
import { spellingOf } from './vocabulary.ts';

export interface KnownIntent {
  readonly label: string;
  /** Approved answer; null: none is written yet. */
  readonly answer: string | null;
  /** Published articles that belong to it. */
  readonly articleSlugs: readonly string[];
}

/** A labelled question to learn from. */
export interface KnownExample {
  readonly id: string;
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
  /** That the article answers. */
  readonly questions: readonly string[];
}

/** All that a workspace knows, as of one revision, ready for questions. */
export interface KnowledgeIndex {
  readonly workspaceId: string;
  readonly revision: number;
  readonly intents: ReadonlyMap<string, KnownIntent>;
  /** The training part. */
  readonly examples: readonly KnownExample[];
  readonly passages: readonly Passage[];
  /** How often the weights were learnt. */
  readonly learnings: number;
  /** How much each way of searching counts here. */
  readonly weights: SearchWeights;
  /** Mends slips in questions by the words of this workspace. */
  readonly spelling: Spelling;
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
  /** Of ways of searching: how often they were learnt, and what; null: equal shares. */
  readonly learnt: { readonly number: number; readonly weights: SearchWeights | null };
}

export type IndexedRows = Omit<KnowledgeIndex, 'cueVectors' | 'embedded'>;

/** @param isWord right words of the language, whether this company uses them or not */
export function indexRows(workspaceId: string, rows: KnowledgeRows, isWord: (word: string) => boolean = () => false): IndexedRows {
  const { revision, intents, examples, articles, learnt } = rows;
  const passages = articles.flatMap(passagesOf);
  const slugsOf = (key: string): string[] => articles.filter((article) => article.intents.includes(key)).map(({ slug }) => slug);
  const questionsOf = new Map(articles.map(({ id, questions }) => [id, questions.join('\n')]));
  return {
    workspaceId, revision, examples, passages, learnings: learnt.number, weights: learnt.weights ?? STANDARD_WEIGHTS, spelling: spellingOf(rows, isWord),
    intents: new Map(intents.map(({ key, label, answer }) => [key, { label, answer, articleSlugs: slugsOf(key) }])),
    words: {
      passages: createBm25(passages.map(({ title, heading, text }) => `${title}\n${heading ?? ''}\n${text}`), { tokens: searchTokens }),
      questions: createBm25(passages.map(({ articleId }) => questionsOf.get(articleId) ?? ''), { tokens: searchTokens }),
    },
  };
}

function passagesOf({ id, slug, title, body, questions, version }: KnowledgeRows['articles'][number]): Passage[] {
  return splitBody(body).map(({ heading, ...span }) => ({
    articleId: id, slug, title, heading, version, ...span, questions, cues: [heading === null ? title : `${title}: ${heading}`, ...questions],
  }));
}

/** Each text to embed, once: the encoder reads English, and its vectors of other languages would only mislead. */
export const cuesOf = (passages: readonly Passage[]): string[] => [...new Set(passages.flatMap(({ cues }) => cues))].filter(isEnglish);

/** Also true of texts without a language, such as names. */
export const isEnglish = (text: string): boolean => [null, 'en'].includes(detectLanguage(text));
