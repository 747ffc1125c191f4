import type { AdaptiveAllocation, Evidence } from '#contracts';
import { adaptiveWeights, optimalShares, topTwoShares } from '#stats';
import type { Rivals } from './estimates.ts';

/** Two points: below that a step changes nothing that a visitor or a result would show, and only opens another period. */
const LEAST_STEP = 200;

export interface NextWeights {
  /** Whole, of 10,000, in the order of the variants; null where none differs enough from now. */
  next: readonly number[] | null;
  /** A variant does harm and has more than its floor: this does not wait for evidence. */
  urgent: boolean;
}

/** The weights now, in the order of the variants. */
export const presentWeights = ({ variants, epochs }: Pick<Evidence, 'variants' | 'epochs'>): number[] => variants.map(({ id }) => epochs.at(-1)?.weights[id] ?? 0);

/**
 * The weights after one step. A variant that does harm goes down to its floor, and what it had goes to the others: to the
 * control where all others do harm.
 *
 * @param rivals null while too little is known: then only harm moves anything
 */
export function nextWeights(evidence: Evidence, allocation: AdaptiveAllocation, rivals: Rivals | null, harmed: ReadonlySet<string>): NextWeights {
  const { variants } = evidence;
  const current = presentWeights(evidence);
  const urgent = variants.some(({ id }, at) => harmed.has(id) && current[at]! > allocation.floor);
  if (!rivals && !urgent) return { next: null, urgent };
  const shares = (rivals ? sharesBy(allocation.method, rivals) : current).map((share, at) => (harmed.has(variants[at]!.id) ? 0 : share));
  const whole = current.reduce((sum, weight) => sum + weight, 0);
  const next = adaptiveWeights({ current, shares, floor: allocation.floor, control: keptBy(evidence, allocation, { harmed, whole }), whole, hours: 1 });
  const furthest = Math.max(...next.map((weight, at) => Math.abs(weight - current[at]!)));
  return { next: furthest >= LEAST_STEP || urgent ? next : null, urgent };
}

const sharesBy = (method: AdaptiveAllocation['method'], rivals: Rivals): number[] => (method === 'top_two' ? topTwoShares(notTooFarBehind(rivals)) : optimalShares(rivals));

/** Standard errors of their difference from the leader beyond which two variants are equally hopeless. */
const FAR_BEHIND = 2.5;

/**
 * With the hopeless ones moved up to where they are only just so. Of two chances of a millionth one may be a thousand times
 * the other: the challenger, and with it the shares, would jump from one to the other with every few ratings.
 */
function notTooFarBehind(rivals: Rivals): Rivals {
  const leader = rivals.reduce((best, one) => (one.value > best.value ? one : best));
  return rivals.map((one) => ({ ...one, value: Math.max(one.value, leader.value - FAR_BEHIND * Math.hypot(leader.standardError, one.standardError)) }));
}

function keptBy({ variants }: Evidence, { floor, controlShare }: AdaptiveAllocation, { harmed, whole }: { harmed: ReadonlySet<string>; whole: number }): { variant: number; weight: number } {
  const others = variants.filter(({ isControl }) => !isControl);
  const weight = others.every(({ id }) => harmed.has(id)) ? whole - others.length * floor : controlShare;
  return { variant: variants.findIndex(({ isControl }) => isControl), weight };
}
