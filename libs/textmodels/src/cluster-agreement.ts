/** How far a grouping and known labels agree. */
export interface Agreement {
  /** Share of items that carry the most frequent label of their group, 0 to 1; rises when groups get smaller. */
  readonly purity: number;
  /** Adjusted Rand index: 1 for the same grouping, about 0 for chance. */
  readonly adjustedRand: number;
  readonly groups: number;
}

const pairs = (count: number): number => (count * (count - 1)) / 2;

/**
 * Purity and adjusted Rand index of a grouping against known labels.
 *
 * @see L. Hubert, P. Arabie (1985), Comparing partitions, Journal of Classification 2, 193-218, equation 5
 */
export function agreement(groups: ArrayLike<number>, labels: readonly string[]): Agreement {
  const cells = new Map<number, Map<string, number>>();
  const labelSizes = new Map<string, number>();
  labels.forEach((label, item) => {
    const row = cells.get(groups[item]!) ?? new Map<string, number>();
    cells.set(groups[item]!, row.set(label, (row.get(label) ?? 0) + 1));
    labelSizes.set(label, (labelSizes.get(label) ?? 0) + 1);
  });
  const rows = [...cells.values()].map((row) => [...row.values()]);
  const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  const together = sumOf(rows.flat().map(pairs));
  const byGroup = sumOf(rows.map((row) => pairs(sumOf(row))));
  const byLabel = sumOf([...labelSizes.values()].map(pairs));
  const expected = (byGroup * byLabel) / Math.max(1, pairs(labels.length));
  const most = (byGroup + byLabel) / 2;
  return {
    purity: sumOf(rows.map((row) => Math.max(...row))) / Math.max(1, labels.length),
    adjustedRand: most === expected ? 1 : (together - expected) / (most - expected),
    groups: cells.size,
  };
}
