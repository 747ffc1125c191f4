import { normaliseText } from './normalise-text.ts';

export interface Bm25Settings {
  /** How fast repeated words stop counting; 0 counts presence only. */
  readonly saturation?: number;
  /** How much long documents are held back, 0..1. */
  readonly lengthPenalty?: number;
  /** What documents and queries are made of; `searchWords` when absent. */
  readonly tokens?: (text: string) => string[];
}

export interface Bm25 {
  readonly size: number;
  /** One score for each document, 0 where no word is shared. */
  scores(query: string): Float32Array;
}

/** Words in lower case, digits included, without a plain English ending, so that `cards` finds `card`. */
export function searchWords(text: string): string[] {
  return (normaliseText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(stem);
}

/** Cuts plural and common verb endings from words long enough to keep a recognisable root. */
function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return word.slice(0, -3) + 'y';
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

/**
 * Ranks documents by the words they share with a query, rare words first.
 *
 * @see S. Robertson, H. Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond, equation 3.15;
 *   the weight of a word is ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative
 */
export function createBm25(documents: readonly string[], settings: Bm25Settings = {}): Bm25 {
  const { saturation = 1.2, lengthPenalty = 0.75, tokens = searchWords } = settings;
  const lengths = new Float32Array(documents.length);
  const postings = new Map<string, Map<number, number>>();
  documents.forEach((document, index) => {
    const words = tokens(document);
    lengths[index] = words.length;
    for (const word of words) {
      const counts = postings.get(word) ?? new Map<number, number>();
      counts.set(index, (counts.get(index) ?? 0) + 1);
      postings.set(word, counts);
    }
  });
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length) || 1;
  const add = (counts: Map<number, number>, scores: Float32Array): void => {
    const rarity = Math.log(1 + (documents.length - counts.size + 0.5) / (counts.size + 0.5));
    for (const [index, count] of counts) {
      const norm = saturation * (1 - lengthPenalty + (lengthPenalty * lengths[index]!) / meanLength);
      scores[index] = scores[index]! + (rarity * count * (saturation + 1)) / (count + norm);
    }
  };
  return {
    size: documents.length,
    scores: (query) => {
      const scores = new Float32Array(documents.length);
      for (const word of new Set(tokens(query))) {
        const counts = postings.get(word);
        if (counts) add(counts, scores);
      }
      return scores;
    },
  };
}
