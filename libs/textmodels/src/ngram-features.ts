import type { NgramShape } from './intent-recipe.ts';
import { normaliseText } from './normalise-text.ts';

const { imul, log, max, sqrt } = Math;

/** A sparse vector: positions in the vocabulary and the weight of each. */
export interface SparseVector {
  readonly positions: Int32Array;
  readonly values: Float32Array;
  /** Share of the text's n-grams that the vocabulary knows, 0..1. */
  readonly known: number;
}

/** Which n-grams count and how much; n-grams are known by their 32-bit hash, so no text is stored. */
export interface NgramVocabulary {
  readonly shape: NgramShape;
  /** Sorted hashes. */
  readonly hashes: Uint32Array;
  /** ln((1 + N) / (1 + df)) + 1 for each hash. */
  readonly rarity: Float32Array;
}

const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/** Starts of the hash keep words, runs of words and runs of letters apart. */
const kind = { word: 1, pair: 2, letters: 3, three: 4 } as const;
const runs = [kind.word, kind.pair, kind.three];

function mix(hash: number, unitOfText: number): number {
  return imul(hash ^ unitOfText, fnvPrime);
}

function hashText(start: number, text: string): number {
  let hash = mix(fnvOffset, start);
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return hash >>> 0;
}

/** Hashes (FNV-1a) of the n-grams of a text with their counts: runs of words, and runs of letters inside words. */
export function countNgrams(text: string, { words: together, shortest, longest }: NgramShape): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (hash: number): void => void counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const words = normaliseText(text).match(/[\p{L}\p{M}\p{N}]+(?:['\u2019][\p{L}]+)?|[?!]/gu) ?? [];
  words.forEach((word, index) => {
    let run = word;
    for (let length = 1; length <= together; length++) {
      add(hashText(runs[length - 1]!, run));
      run = `${words[index - length] ?? ''} ${run}`;
    }
    const edged = ` ${word} `;
    for (let start = 0; start < edged.length; start++) {
      let hash = mix(fnvOffset, kind.letters);
      for (let length = 1; length <= longest && start + length <= edged.length; length++) {
        hash = mix(hash, edged.charCodeAt(start + length - 1));
        if (length >= shortest) add(hash >>> 0);
      }
    }
  });
  return counts;
}

/**
 * Learns the vocabulary from the training texts alone.
 *
 * @param leastTexts an n-gram in fewer texts does not count
 */
export function learnNgrams(texts: readonly string[], shape: NgramShape, leastTexts = 1): NgramVocabulary {
  const documents = new Map<number, number>();
  for (const text of texts) {
    for (const hash of countNgrams(text, shape).keys()) documents.set(hash, (documents.get(hash) ?? 0) + 1);
  }
  const hashes = Uint32Array.from([...documents.keys()].filter((hash) => documents.get(hash)! >= leastTexts)).sort();
  const rarity = Float32Array.from(hashes, (hash) => log((1 + texts.length) / (1 + documents.get(hash)!)) + 1);
  return { shape, hashes, rarity };
}

/** Turns texts into unit vectors over the vocabulary: (1 + ln count) x rarity. */
export function ngramReader({ shape, hashes, rarity }: NgramVocabulary): (text: string) => SparseVector {
  const positionOf = new Map<number, number>();
  hashes.forEach((hash, position) => positionOf.set(hash, position));
  return (text) => {
    const all = countNgrams(text, shape);
    const counts = [...all].filter(([hash]) => positionOf.has(hash));
    const known = counts.length / max(1, all.size);
    const positions = Int32Array.from(counts, ([hash]) => positionOf.get(hash)!);
    const values = Float32Array.from(counts, ([, count], i) => (1 + log(count)) * rarity[positions[i]!]!);
    const length = sqrt(values.reduce((sum, value) => sum + value * value, 0));
    return { positions, values: length > 0 ? values.map((value) => value / length) : values, known };
  };
}
