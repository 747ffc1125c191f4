const PARTS = ['accept', 'asked', 'sent', 'first_frame', 'relay'] as const;

/** Half, and 99 of 100, are below which bound: from the buckets of a Prometheus histogram, in milliseconds. */
export function partsOf(metrics: string): object[] {
  return PARTS.map((part) => {
    const buckets = [...metrics.matchAll(new RegExp(`duet_overhead_seconds_bucket\\{le="([^"]+)",part="${part}"\\} (\\d+)`, 'g'))].map(([, bound, count]) => ({ bound: bound === '+Inf' ? Infinity : Number(bound) * 1_000, count: Number(count) }));
    const all = buckets.at(-1)?.count ?? 0;
    const below = (share: number): number | undefined => buckets.find(({ count }) => count >= share * all)?.bound;
    return { part, 'p50 below ms': below(0.5), 'p99 below ms': below(0.99), measured: all };
  });
}
