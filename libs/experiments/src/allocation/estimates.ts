import type { EvidenceCell } from '#contracts';
import { ratioInterval, type MeasuredVariant, type NormalBelief } from '#stats';
import type { Measure } from '../analysis/measures.ts';
import { momentsOf } from '../analysis/sums.ts';

/** What is known of a variant in the measure that decides, from units whose window is closed. */
export interface EstimatedVariant {
  variantId: string;
  /** In the unit of the measure, each epoch weighted by its units of all variants. */
  value: number;
  standardError: number;
  /** In the epochs that are compared. */
  units: number;
}

/** Sums over closed units of one variant and epoch. */
export type ClosedCell = Pick<EvidenceCell, 'variantId' | 'epoch' | 'sums'>;

/**
 * Every variant's value, epoch by epoch and then joined, each epoch weighted alike for all: a good day counts no more for
 * the variant that had most of its visitors. Only epochs in which every variant has enough units.
 *
 * @returns in the order of the ids; null where no epoch has enough of all
 */
export function estimatesOf(closed: readonly ClosedCell[], ids: readonly string[]): EstimatedVariant[] | null {
  const epochs = [...new Set(closed.map(({ epoch }) => epoch))].sort((a, b) => a - b);
  const strata = epochs.flatMap((epoch) => {
    const sides = ids.map((id) => knownIn(closed, id, epoch));
    return sides.every((side) => side !== null) ? [{ sides, units: sides.reduce((sum, { units }) => sum + units, 0) }] : [];
  });
  const all = strata.reduce((sum, { units }) => sum + units, 0);
  if (all === 0) return null;
  return ids.map((variantId, at) => {
    let [value, variance, own] = [0, 0, 0];
    for (const { sides, units } of strata) {
      const side = sides[at]!;
      value += (units / all) * side.value;
      variance += ((units / all) * side.standardError) ** 2;
      own += side.units;
    }
    return { variantId, value, standardError: Math.sqrt(variance), units: own };
  });
}

function knownIn(closed: readonly ClosedCell[], id: string, epoch: number): { value: number; standardError: number; units: number } | null {
  const cell = closed.find((one) => one.variantId === id && one.epoch === epoch);
  const found = cell && ratioInterval(momentsOf(cell.sums));
  if (!found || found.kind === 'too-few') return null;
  return { value: found.value, standardError: found.kind === 'estimate' ? found.standardError : 0, units: found.units };
}

/** As allocation rules read it: higher is better, and with the spread of one unit. */
export type Rivals = (MeasuredVariant & NormalBelief)[];

/**
 * The variants as rivals. One of which all units show the same is believed to spread as the others do: a few equal
 * ratings are no certainty.
 *
 * @returns null where no variant has any spread
 */
export function rivalsOf(estimates: readonly EstimatedVariant[], { better }: Pick<Measure, 'better'>): Rivals | null {
  const spreads = estimates.map(({ standardError, units }) => standardError ** 2 * units);
  const widest = Math.max(...spreads);
  if (!(widest > 0)) return null;
  return estimates.map(({ value, units }, at) => {
    const unitVariance = spreads[at]! > 0 ? spreads[at]! : widest;
    return { value: better === 'more' ? value : -value, unitVariance, units, standardError: Math.sqrt(unitVariance / units) };
  });
}
