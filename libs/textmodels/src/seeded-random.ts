const { floor, imul } = Math;

/** A source of numbers in [0, 1). The same seed gives the same sequence on every machine. */
export type Random = () => number;

/**
 * Mulberry32: 32 bits of state, full period, fast; good enough for shuffles and dropout, not for secrets.
 *
 * @param seed any number; its lowest 32 bits count
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fisher-Yates shuffle in place; returns its argument. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(items: T, random: Random): T {
  for (let last = items.length - 1; last > 0; last--) {
    const other = floor(random() * (last + 1));
    const kept = items[last];
    items[last] = items[other];
    items[other] = kept;
  }
  return items;
}
