import { createBm25 } from './bm25.ts';
import { searchTokens } from './search-tokens.ts';
import { contentWords } from './content-words.ts';
import { dot } from './vectors.ts';
import { zScoreSum } from './z-score-sum.ts';

/** `text` is exactly `source.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface SelectedSentence extends Span {
  /** Position of the passage in the list that was given. */
  readonly passage: number;
  readonly score: number;
}

export interface SelectionSettings {
  /** 1..3 sentences in all. */
  readonly limit?: number;
  /** Unit vector of a text; without it words alone decide. */
  readonly embed?: (text: string) => Float32Array;
  /** What stands above each passage, such as its heading: it counts as said in each of its sentences. */
  readonly above?: readonly string[];
  /** Sentences that are not to be picked. */
  readonly without?: (text: string) => boolean;
  /** A further sentence must reach this share of the way from the mean score (0) to the best score (1). */
  readonly closeness?: number;
}

/** Abbreviations whose full stop ends no sentence. */
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|mr|mrs|ms|dr|no|nr|approx|vs|etc|st|inc|ltd)\.$/iu;
const boundary = /(?:[.!?\u2026]+["'\u201d\u2019)\]]*(?=\s)|\n+)/gu;

/** Splits at sentence ends and line breaks; spans carry no white space at their ends. */
export function splitSentences(source: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const cut = (end: number): void => {
    const raw = source.slice(start, end);
    const text = raw.trim();
    const from = start + raw.length - raw.trimStart().length;
    if (text !== '') spans.push({ start: from, end: from + text.length, text });
    start = end;
  };
  for (const match of source.matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (match[0] === '.' && abbreviation.test(source.slice(start, end))) continue;
    cut(end);
  }
  cut(source.length);
  return spans;
}

/**
 * Picks the sentences that answer a query, verbatim, from passages ranked before.
 * They come from the passage of the best sentence, in their original order, so that they read on from each other.
 */
export function selectSentences(
  query: string, passages: readonly string[], settings: SelectionSettings = {},
): SelectedSentence[] {
  const { limit = 3, embed, above = [], without = () => false, closeness = 0.5 } = settings;
  const sentences = passages.flatMap((source, passage) => splitSentences(source).map((span) => ({ passage, ...span }))).filter(({ text }) => !without(text));
  if (sentences.length === 0) return [];
  const texts = sentences.map(({ text }) => text);
  const scorings: ArrayLike<number>[] = [createBm25(sentences.map(({ passage, text }) => `${above[passage] ?? ''} ${text}`), { tokens: searchTokens }).scores(contentWords(query).length > 0 ? contentWords(query).join(' ') : query)];
  if (embed) {
    const target = embed(query);
    scorings.push(texts.map((text) => dot(embed(text), target)));
  }
  const scores = zScoreSum(scorings);
  const ranked = sentences
    .map((sentence, index) => ({ ...sentence, score: scores[index]! }))
    .sort((a, b) => b.score - a.score || a.passage - b.passage || a.start - b.start);
  const best = ranked[0]!;
  return ranked
    .filter((sentence) => sentence === best || (sentence.passage === best.passage && sentence.score > 0
      && sentence.score >= best.score * closeness))
    .slice(0, Math.min(3, Math.max(1, limit)))
    .sort((a, b) => a.start - b.start);
}
