// Bound once: where a test runner puts the globals behind a proxy, looking them up costs more than the hash.
const { imul } = Math;
const encoder = new TextEncoder();
/** Short texts are hashed without an allocation; nothing yields between filling and reading it. */
const scratch = new Uint8Array(512);
/** The same bytes as words, for machines that keep the low byte first, as the hash reads them. */
const words = new Uint32Array(scratch.buffer);
const lowByteFirst = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

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
  const bytes = typeof input === 'string' ? encoder.encode(input) : input;
  return finish(mixBytes(bytes, bytes.length, seed), bytes, bytes.length, bytes.length);
}

/** What a salt and the NUL after it leave behind: the hash of their whole words, and the bytes that a unit's first word begins with. */
interface Prefix {
  hash: number;
  /** 0..3 bytes, low byte first. */
  rest: Uint8Array;
  length: number;
}

/** A running experiment draws with the same few salts for every visitor. */
const prefixes = new Map<string, Prefix>();
const MOST_PREFIXES = 1_000;

function prefixOf(salt: string): Prefix {
  const known = prefixes.get(salt);
  if (known) return known;
  const bytes = encoder.encode(`${salt}\u0000`);
  const whole = bytes.length & ~3;
  const prefix = { hash: mixBytes(bytes, whole, 0), rest: bytes.slice(whole), length: bytes.length };
  if (prefixes.size >= MOST_PREFIXES) prefixes.clear();
  prefixes.set(salt, prefix);
  return prefix;
}

/** What `scratch` holds from `placedAt` on: one unit is usually drawn with several salts in a row. */
let placed = '';
let placedAt = -1;
let placedEnd = -1;

/**
 * `murmurHash3` of salt, NUL and unit id. Of a salt that was used before only the unit id is hashed.
 *
 * @returns whole number 0..2^32 - 1
 */
export function saltedHash(salt: string, unitId: string): number {
  const { hash, rest, length } = prefixOf(salt);
  if (placedAt !== rest.length || placed !== unitId) {
    placedEnd = asciiIntoScratch(unitId, rest.length);
    [placed, placedAt] = [unitId, rest.length];
  }
  if (placedEnd < 0 || !lowByteFirst) return murmurHash3(`${salt}\u0000${unitId}`);
  for (let i = 0; i < rest.length; i++) scratch[i] = rest[i] as number;
  return finish(mixWords(placedEnd >> 2, hash), scratch, placedEnd, length - rest.length + placedEnd);
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

/** The whole words of the first `length` bytes, mixed into a hash. */
function mixBytes(bytes: Uint8Array, length: number, hash: number): number {
  for (let i = 0; i + 4 <= length; i += 4) {
    hash = mixed(hash, byte(bytes, i) | (byte(bytes, i + 1) << 8) | (byte(bytes, i + 2) << 16) | (byte(bytes, i + 3) << 24));
  }
  return hash;
}

/** The first words of `scratch`. */
function mixWords(count: number, hash: number): number {
  for (let i = 0; i < count; i++) hash = mixed(hash, words[i] as number);
  return hash;
}

function mixed(hash: number, word: number): number {
  const next = hash ^ scramble(word);
  return (imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}

/** Adds the bytes after the last whole word and the length of everything. */
function finish(hash: number, bytes: Uint8Array, end: number, length: number): number {
  let tail = 0;
  for (let i = end - 1; i >= (end & ~3); i--) tail = (tail << 8) | byte(bytes, i);
  return avalanche(hash ^ scramble(tail) ^ length);
}

function byte(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}

function scramble(word: number): number {
  const turned = imul(word, 0xcc9e2d51);
  return imul((turned << 15) | (turned >>> 17), 0x1b873593);
}

function avalanche(hash: number): number {
  let last = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  last = imul(last ^ (last >>> 13), 0xc2b2ae35);
  return (last ^ (last >>> 16)) >>> 0;
}
