import { drawBucket } from './assign.ts';

/** Places of a layer, from `from` up to but not including `to`, of 10,000. */
export interface Slice {
  from: number;
  to: number;
}

export const WHOLE: Slice = { from: 0, to: 10_000 };

/**
 * Whether a visitor's place in the layer lies in a slice. Slices that do not overlap never hold the same visitor.
 *
 * Always the visitor (of a signed-in person the first one), also where an experiment's unit is the conversation: nobody meets two experiments at once.
 */
export function holds({ from, to }: Slice, layerSalt: string, unitId: string): boolean {
  if (from === WHOLE.from && to === WHOLE.to) return true;
  const place = drawBucket(layerSalt, unitId);
  return from <= place && place < to;
}

export const overlap = (one: Slice, other: Slice): boolean => one.from < other.to && other.from < one.to;

/** What no slice takes, in order. */
export function freeOf(taken: readonly Slice[]): Slice[] {
  const free: Slice[] = [];
  let at = WHOLE.from;
  for (const { from, to } of [...taken].sort((a, b) => a.from - b.from)) {
    if (from > at) free.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  if (at < WHOLE.to) free.push({ from: at, to: WHOLE.to });
  return free;
}

const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const share = (of10000: number): string => percent.format(of10000 / 100);

/** "0 to 50 %". */
export const sayRange = ({ from, to }: Slice): string => `${share(from)} to ${share(to)} %`;
