import type { Results } from '#contracts';

/** The shares from one moment on. */
export interface SharesRow {
  time: number;
  /** Of 10,000, by variant id. */
  shares: Readonly<Record<string, number>>;
}

/** One row for each period, and one for now (or the end), up to which the last one lasts. */
export function sharesOverTime({ epochs, experiment, computedAt }: Pick<Results, 'epochs' | 'experiment' | 'computedAt'>): SharesRow[] {
  const rows = epochs.map(({ startedAt, variants }): SharesRow => ({ time: Date.parse(startedAt), shares: Object.fromEntries(variants.map(({ variantId, weight }) => [variantId, weight])) }));
  const last = rows.at(-1);
  const end = Date.parse(experiment.stoppedAt ?? computedAt);
  return last && end > last.time ? [...rows, { ...last, time: end }] : rows;
}
