/** A stream of numbers in [0, 1) that a word decides (FNV-1a into mulberry32). */
function numbersOf(word: string): () => number {
  let state = 2_166_136_261;
  for (const letter of word) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let end = mixed.length - 1; end > 0; end -= 1) {
    const at = Math.floor(random() * (end + 1));
    [mixed[end], mixed[at]] = [mixed[at] as T, mixed[end] as T];
  }
  return mixed;
}

/** Some of the items, the same for the whole day; of different kinds as long as there are any. */
export function pickOfTheDay<T>(items: readonly T[], count: number, day: string, kindOf: (item: T) => string): T[] {
  const mixed = shuffled(items, numbersOf(day));
  const seen = new Set<string>();
  const [firsts, rest]: [T[], T[]] = [[], []];
  for (const item of mixed) {
    (seen.has(kindOf(item)) ? rest : firsts).push(item);
    seen.add(kindOf(item));
  }
  return [...firsts, ...rest].slice(0, count);
}
