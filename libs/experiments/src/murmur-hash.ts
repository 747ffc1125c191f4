// Bound once: where a test runner puts the globals behind a proxy, looking them up costs more than the hash.
const { imul } = Math;
const encoder = new TextEncoder();
/** Short ids are hashed without an allocation; nothing yields between filling and reading it. */
const scratch = new Uint8Array(512);

/**
 * MurmurHash3, x86, 32 bits, of bytes or of a text's UTF-8 form (a lone surrogate counts as U+FFFD).
 *
 * Spreads ids evenly and is fast; it hides nothing, so never use it for secrets.
 *
 * @param seed whole number 0..2^32 - 1
 * @returns whole number 0..2^32 - 1
 * @see A. Appleby, SMHasher, `MurmurHash3_x86_32`; its verification value is 0xB0F57EE3
 */
export function murmurHash3(input: string | Uint8Array, seed = 0): number {
  if (typeof input !== 'string') return hashBytes(input, input.length, seed);
  const length = asciiIntoScratch(input, 0);
  if (length >= 0) return hashBytes(scratch, length, seed);
  const bytes = encoder.encode(input);
  return hashBytes(bytes, bytes.length, seed);
}

/**
 * `murmurHash3` of salt, NUL and unit id, without joining them first, which would cost as much as the hash.
 *
 * @returns whole number 0..2^32 - 1
 */
export function saltedHash(salt: string, unitId: string): number {
  const saltEnd = asciiIntoScratch(salt, 0);
  if (saltEnd >= 0 && saltEnd < scratch.length) {
    scratch[saltEnd] = 0;
    const end = asciiIntoScratch(unitId, saltEnd + 1);
    if (end >= 0) return hashBytes(scratch, end, 0);
  }
  return murmurHash3(salt + '\u0000' + unitId);
}

/** Copies an ASCII text to `start` and says where it ends; -1 when it does not fit or needs real UTF-8. */
function asciiIntoScratch(text: string, start: number): number {
  const { length } = text;
  if (start + length > scratch.length) return -1;
  let seen = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    seen |= code;
    scratch[start + i] = code;
  }
  return seen < 0x80 ? start + length : -1;
}

function hashBytes(bytes: Uint8Array, length: number, seed: number): number {
  const wordsEnd = length & ~3;
  let hash = seed;
  for (let i = 0; i < wordsEnd; i += 4) {
    hash ^= scramble(
      byte(bytes, i) | (byte(bytes, i + 1) << 8) | (byte(bytes, i + 2) << 16) | (byte(bytes, i + 3) << 24),
    );
    hash = (hash << 13) | (hash >>> 19);
    hash = (imul(hash, 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let i = length - 1; i >= wordsEnd; i--) tail = (tail << 8) | byte(bytes, i);
  return avalanche(hash ^ scramble(tail) ^ length);
}

function byte(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}

function scramble(word: number): number {
  const mixed = imul(word, 0xcc9e2d51);
  return imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function avalanche(hash: number): number {
  let mixed = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
