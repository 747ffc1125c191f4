const { imul } = Math;

/**
 * A fixed series of numbers, at least 0 and below 1, for results that must be the same each time: a Weyl sequence,
 * scrambled to 32 random-looking bits. Not for secrets.
 *
 * @param seed whole number; only its lowest 32 bits count
 */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = imul(state ^ (state >>> 16), 0x21f0aaad);
    word = imul(word ^ (word >>> 15), 0x735a2d97);
    return ((word ^ (word >>> 15)) >>> 0) / 2 ** 32;
  };
}
