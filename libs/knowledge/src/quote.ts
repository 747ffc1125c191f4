import { selectSentences, splitSentences } from '#textmodels';
import type { Citation } from '#contracts';
import type { RankedPassage } from './search.ts';
import { withoutMarks } from './passages.ts';

export interface Quote {
  /** The sentences, joined by a space. */
  readonly text: string;
  /** One for each sentence, in the order of the article. */
  readonly citations: readonly Citation[];
}

export interface QuoteSettings {
  /** Unit vector of a sentence or of the question; absent: words decide alone. */
  readonly embed?: (text: string) => Float32Array;
  /** What was said just before: nobody reads the same sentence twice. */
  readonly said?: string | undefined;
}

/** Each sentence of these passages, once: what `quoteFrom` wants vectors of. */
export function sentencesOf(passages: readonly RankedPassage[]): string[] {
  return [...new Set(passages.flatMap(({ passage }) => splitSentences(withoutMarks(passage.text)).map(({ text }) => text)))];
}

/**
 * One to three sentences that answer a question, word for word, from one passage and in its order.
 *
 * @param passages ranked, best first
 * @returns null when there is nothing to quote
 */
export function quoteFrom(passages: readonly RankedPassage[], question: string, { embed, said = '' }: QuoteSettings = {}): Quote | null {
  const chosen = selectSentences(question, passages.map(({ passage }) => withoutMarks(passage.text)), {
    ...(embed ? { embed } : {}), above: passages.map(({ passage }) => passage.heading ?? ''), without: (text) => said.includes(text),
  });
  const source = chosen[0] && passages[chosen[0].passage]?.passage;
  if (!source) return null;
  const { articleId, slug, title, heading, version: articleVersion } = source;
  const citations = chosen.map(({ start, end }) => ({
    articleId, slug, title, heading, articleVersion, start: source.start + start, end: source.start + end, snippet: source.text.slice(start, end),
  }));
  return { text: citations.map(({ snippet }) => snippet).join(' '), citations };
}
