import { duplicateKey } from './normalise-text.ts';

/** Words in a row that make one shingle. */
const WORDS = 3;

/**
 * A text as the set of its runs of three words, hashed and rising; a shorter text is one run. Case, punctuation and
 * spacing do not count.
 */
export function wordShingles(text: string): Uint32Array {
  const words = duplicateKey(text).split(' ');
  const hashes = new Set<number>();
  for (let at = 0; at <= Math.max(0, words.length - WORDS); at++) hashes.add(hashOf(words.slice(at, at + WORDS).join(' ')));
  return Uint32Array.from(hashes).sort();
}

/** The share of what two rising sets hold together that is in both, 0 to 1 (Jaccard's coefficient). */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let both = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) both++;
    const step = a[i]! - b[j]!;
    if (step <= 0) i++;
    if (step >= 0) j++;
  }
  return both / (a.length + b.length - both);
}

/** FNV-1a over UTF-16 units, with a last mix: its low bits are poor otherwise. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
