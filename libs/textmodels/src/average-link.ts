/** Two groups that became one, named by any of their members, at the mean similarity between their members. */
export interface Merge {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/**
 * Agglomerative clustering with average linkage: the two groups whose members are most alike on average are joined,
 * again and again, until one is left.
 *
 * Follows chains of nearest neighbours, so it takes time in the square of the items instead of their cube, and gives
 * the same tree: averages never rise by joining (Bruynooghe's reducibility). Ties go to the earlier item.
 *
 * @param similarities symmetric, row-major, one row for each item; it is used up: its values are overwritten
 * @see F. Murtagh, P. Contreras (2012), Algorithms for hierarchical clustering: an overview, WIREs 2(1), 86-97, section on
 *   nearest-neighbour chains; the update is Lance and Williams (1967) with weights n_i / (n_i + n_j)
 * @returns one merge less than there are items, most similar first
 */
export function averageLink(similarities: Float32Array, items: number): Merge[] {
  if (similarities.length !== items * items) throw new RangeError(`${similarities.length} similarities of ${items} items`);
  const sizes = new Int32Array(items).fill(1);
  const alive = Int32Array.from({ length: items }, (_, item) => item);
  const merges: Merge[] = [];
  const chain: number[] = [];
  let left = items;
  while (left > 1) {
    if (chain.length === 0) chain.push(alive[0]!);
    const tip = chain[chain.length - 1]!;
    const before = chain[chain.length - 2];
    const { nearest, similarity } = nearestTo(similarities, items, tip, before, alive, left);
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    merges.push({ a: nearest, b: tip, similarity });
    left = join({ similarities, items, sizes, alive, left }, nearest, tip);
  }
  return merges.sort((one, other) => other.similarity - one.similarity);
}

/** The group before in the chain wins a tie: otherwise a chain could run in circles. */
function nearestTo(similarities: Float32Array, items: number, tip: number, before: number | undefined, alive: Int32Array, left: number) {
  const row = tip * items;
  let nearest = before ?? -1;
  let similarity = before === undefined ? -Infinity : similarities[row + before]!;
  for (let at = 0; at < left; at++) {
    const other = alive[at]!;
    const value = similarities[row + other]!;
    if (value > similarity && other !== tip) {
      nearest = other;
      similarity = value;
    }
  }
  return { nearest, similarity };
}

interface Groups {
  similarities: Float32Array;
  items: number;
  sizes: Int32Array;
  /** The first `left` of these still stand for a group, in rising order. */
  alive: Int32Array;
  left: number;
}

/** `kept` stands for both from now on. @returns how many groups are left */
function join({ similarities, items, sizes, alive, left }: Groups, kept: number, gone: number): number {
  const [keptSize, goneSize] = [sizes[kept]!, sizes[gone]!];
  const all = keptSize + goneSize;
  let write = 0;
  for (let at = 0; at < left; at++) {
    const other = alive[at]!;
    if (other === gone) continue;
    alive[write++] = other;
    if (other === kept) continue;
    const mean = (keptSize * similarities[kept * items + other]! + goneSize * similarities[gone * items + other]!) / all;
    similarities[kept * items + other] = mean;
    similarities[other * items + kept] = mean;
  }
  sizes[kept] = all;
  return write;
}

/**
 * The groups whose members are alike by at least `threshold` on average.
 *
 * @returns the number of its group for each item, from 0, in the order of the groups' first items
 */
export function cutTree(merges: readonly Merge[], items: number, threshold: number): Int32Array {
  const parent = Int32Array.from({ length: items }, (_, item) => item);
  const root = (item: number): number => {
    while (parent[item] !== item) item = parent[item] = parent[parent[item]!]!;
    return item;
  };
  for (const { a, b, similarity } of merges) {
    if (similarity >= threshold) parent[root(b)] = root(a);
  }
  const numbers = new Map<number, number>();
  return parent.map((_, item) => {
    const top = root(item);
    if (!numbers.has(top)) numbers.set(top, numbers.size);
    return numbers.get(top)!;
  });
}
