import type { Comparison, Evidence, Gate } from '#contracts';

/** What is claimed of a variant in one measure: the interval that holds at any time, and on which side of zero it lies. */
export interface Claim {
  value: number;
  low: number;
  high: number;
  side: 'better' | 'worse' | 'open';
}

/**
 * The intersection of all looks where there were any, and of the test at the planned end where one was read: their errors
 * add up to that of the whole. Null while no interval holds at any time yet.
 */
export function claimOf({ difference, better, plannedEnd }: Comparison): Claim | null {
  if (difference.kind !== 'difference' || difference.anytime === null) return null;
  const { low, high } = withEnd(difference.running && !difference.running.contradiction ? difference.running : difference.anytime, plannedEnd);
  const side = low <= 0 && high >= 0 ? 'open' : low > 0 === (better === 'more') ? 'better' : 'worse';
  return { value: difference.value, low, high, side };
}

/** Where the two exclude each other the effect moved, and what holds at every look is the safer one. */
function withEnd(held: { low: number; high: number }, end: Comparison['plannedEnd']): { low: number; high: number } {
  const [low, high] = [Math.max(held.low, end?.low ?? -Infinity), Math.min(held.high, end?.high ?? Infinity)];
  return low > high ? held : { low, high };
}

/** Units that show the primary measure so far, all variants and epochs together. */
export function primaryUnits({ cells, latency, plan: { decision } }: Evidence): number {
  const own = cells.filter(({ measure }) => measure === decision.primary).reduce((sum, { sums }) => sum + Number(sums.units), 0);
  if (own > 0 || !/_p\d\d$/.test(decision.primary)) return own;
  const metric = decision.primary.startsWith('total') ? 'total' : 'first_token';
  return latency.filter((cell) => cell.metric === metric).reduce((sum, { upTo }) => sum + Number(upTo[0]?.sums.units ?? 0), 0);
}

/** The gates that stand in a variant's way: its own and those of all. */
export const openGatesOf = (gates: readonly Gate[], variantId: string): Gate[] =>
  gates.filter((one) => one.state !== 'ok' && (one.variantId === null || one.variantId === variantId));
