/** A value that is not the same in two analyses. */
export interface Differing {
  /** Such as `analysis.comparisons.0.difference.value`. */
  path: string;
  filed: unknown;
  computed: unknown;
}

export interface ComparedValues {
  /** Numbers that were compared. */
  numbers: number;
  differing: Differing[];
}

/** Every value of two analyses beside the other; numbers are the same when their bits are. */
export function compareValues(filed: unknown, computed: unknown, path: string): ComparedValues {
  const found: ComparedValues = { numbers: 0, differing: [] };
  walk(filed, computed, path, found);
  return found;
}

function walk(filed: unknown, computed: unknown, path: string, found: ComparedValues): void {
  if (isTree(filed) && isTree(computed) && Array.isArray(filed) === Array.isArray(computed)) {
    for (const key of new Set([...Object.keys(computed), ...Object.keys(filed)])) walk(own(filed, key), own(computed, key), `${path}.${key}`, found);
    return;
  }
  if (typeof computed === 'number') found.numbers++;
  // A file of an earlier release lacks what is analysed since: nothing to say of it is the same as not saying it.
  if (filed === undefined && computed === null) return;
  if (!Object.is(filed, computed)) found.differing.push({ path, filed, computed });
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
const own = (tree: Tree, key: string): unknown => (Object.hasOwn(tree, key) ? tree[key] : undefined);
