import type { ExperimentPlan } from '#contracts';
import { detectableDifference, sequentiallyDetectable, type FixedUnits } from '#stats';
import { alphaOf, fewestVisitors, type DesignKind } from './design.ts';
import type { Flow } from './flow.ts';
import type { Spread } from './spread.ts';
import type { Wish } from './wish.ts';

const SHORTEST_DAYS = 28;
const LONGEST_DAYS = 365;
const MOST_POINTS = 52;

/** The smallest difference against days, from the first days to twice the planned ones, within a year; empty without traffic. */
export function curveOf(wish: Wish, spread: Spread, flow: Flow, plannedDays: number | null): ExperimentPlan['curve'] {
  if (plannedDays === null) return [];
  const horizon = Math.min(LONGEST_DAYS, Math.max(SHORTEST_DAYS, Math.ceil(2 * plannedDays)));
  const step = Math.ceil(horizon / MOST_POINTS);
  const newVisitorsADay = (wish.visitorsADay ?? 0) * wish.participation * (1 - wish.returnRate);
  return Array.from({ length: Math.floor(horizon / step) }, (_, at) => {
    const days = (at + 1) * step;
    const visitors = newVisitorsADay * days;
    const shown = (kind: DesignKind): number | null => smallestShown(kind, visitors / wish.variants, { wish, spread, flow });
    return { days, visitors, fixed: shown('fixed'), sequential: shown('sequential'), hybrid: shown('hybrid') };
  });
}

const shownBy = { fixed: detectableDifference, sequential: sequentiallyDetectable, hybrid: detectableDifference } as const;
/** Halvings of the room for a difference: finer than any number that is shown. */
const HALVINGS = 40;

/** The difference d that these visitors of one variant just show, given that a variant better by d varies as such a one does. */
function smallestShown(kind: DesignKind, visitors: number, { wish, spread, flow }: { wish: Wish; spread: Spread; flow: Flow }): number | null {
  const counted = (visitors * flow.perVisitor) / flow.perCounted;
  if (counted < fewestVisitors(kind, wish)) return null;
  const perUnit = flow.clusterFactor / flow.perCounted;
  const detectable = (difference: number): number => {
    const units: FixedUnits = { controlUnits: counted, controlVariance: spread.control * perUnit, treatmentVariance: spread.treatment(difference) * perUnit };
    return shownBy[kind]({ ...units, power: wish.power, alpha: alphaOf(kind, wish) });
  };
  let [low, high] = [0, spread.room];
  if (detectable(high) > high) return null;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (detectable(middle) <= middle) high = middle;
    else low = middle;
  }
  return high;
}
