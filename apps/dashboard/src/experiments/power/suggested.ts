import type { PlannedMeasure } from '#contracts';

/** What a measure may look like where nothing was measured yet: starting points to type over, in the units of the contract. */
export const suggestedLevels: Readonly<Record<PlannedMeasure, { baseline: number; spread: number | null }>> = {
  csat: { baseline: 4, spread: 1.2 },
  csat_top: { baseline: 0.7, spread: null },
  thumbs: { baseline: 0.8, spread: null },
  resolved: { baseline: 0.6, spread: null },
  hand_over: { baseline: 0.2, spread: null },
  failure: { baseline: 0.03, spread: null },
  cost: { baseline: 10_000, spread: 10_000 },
  cost_resolved: { baseline: 16_000, spread: 20_000 },
  // The spread of a quantile of log-normal times that differ by a factor of two or so: q(1 − q) over the squared density there.
  first_token_p50: { baseline: 700, spread: 560 },
  first_token_p95: { baseline: 2_000, spread: 2_500 },
  total_p50: { baseline: 2_800, spread: 2_240 },
  total_p95: { baseline: 8_000, spread: 10_000 },
};

export const suggestedTraffic = {
  visitorsADay: 50, returnRate: 0.1, conversationsPerVisitor: 1.3, answersPerConversation: 3, thumbsPerConversation: 0.3, askedShare: 0.6, responseRate: 0.3, resemblance: 0.2,
} as const;

const wished: Readonly<Record<PlannedMeasure, number>> = { csat: 0.2, csat_top: 0.05, thumbs: 0.05, resolved: 0.05, hand_over: 0.05, failure: 0.02, cost: Infinity, cost_resolved: Infinity, first_token_p50: Infinity, first_token_p95: Infinity, total_p50: Infinity, total_p95: Infinity };
/** A fall is never planned larger than this part of what is there. */
const LARGEST_FALL = 0.25;
const falls: ReadonlySet<PlannedMeasure> = new Set(['hand_over', 'failure', 'cost', 'cost_resolved', 'first_token_p50', 'first_token_p95', 'total_p50', 'total_p95']);

/** A difference that many would want to know, with two digits. */
export function suggestedDifference(measure: PlannedMeasure, baseline: number): number {
  const most = falls.has(measure) ? Math.min(wished[measure], baseline * LARGEST_FALL) : wished[measure];
  return Number(most.toPrecision(2));
}
