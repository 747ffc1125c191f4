import { NEARLY_THE_SAME } from './near-duplicates.ts';
import { jaccard, wordShingles } from './word-shingles.ts';

interface Distinct {
  item: number;
  group: number;
  shingles: Uint32Array;
  /** The same, rarest first. */
  byRarity: Uint32Array;
}

/**
 * All pairs of nearly the same texts in different groups; of texts with the same words in one group the first stands for
 * all. Exact, by other means than `NearDuplicates`: two sets that are alike share one of their rarest members, so only
 * those are looked up. What tells whether a split leaks must not miss what the split missed.
 *
 * @param groups the group of each text
 * @see R. J. Bayardo, Y. Ma, R. Srikant (2007), Scaling up all pairs similarity search
 */
export function alikeAcross(texts: readonly string[], groups: readonly number[]): [number, number][] {
  const sets = distinct(texts, groups);
  const index = new Map<number, Distinct[]>();
  const pairs: [number, number][] = [];
  for (const one of sets.sort((a, b) => a.shingles.length - b.shingles.length)) {
    const prefix = one.byRarity.subarray(0, one.byRarity.length - Math.ceil(NEARLY_THE_SAME * one.byRarity.length) + 1);
    const seen = new Set<Distinct>();
    for (const shingle of prefix) {
      for (const other of index.get(shingle) ?? []) {
        if (other.group === one.group || seen.has(other)) continue;
        seen.add(other);
        if (jaccard(other.shingles, one.shingles) >= NEARLY_THE_SAME) pairs.push([Math.min(other.item, one.item), Math.max(other.item, one.item)]);
      }
    }
    for (const shingle of prefix) {
      const known = index.get(shingle);
      if (known) known.push(one);
      else index.set(shingle, [one]);
    }
  }
  return pairs.sort(([a, b], [c, d]) => a - c || b - d);
}

function distinct(texts: readonly string[], groups: readonly number[]): Distinct[] {
  const known = new Set<string>();
  const sets = texts.map((text, item) => ({ item, group: groups[item]!, shingles: wordShingles(text) })).filter(({ group, shingles }) => {
    const key = `${group} ${shingles.join(' ')}`;
    return !known.has(key) && known.add(key);
  });
  const counts = new Map<number, number>();
  for (const { shingles } of sets) for (const shingle of shingles) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  return sets.map((one) => ({ ...one, byRarity: Uint32Array.from([...one.shingles].sort((a, b) => counts.get(a)! - counts.get(b)! || a - b)) }));
}
