import type { ComparedMeasure, Comparison } from '#contracts';
import {
  confidenceSequence, differenceOfRatios, mergePairMoments, NO_PAIR_MOMENTS, stratifiedDifference, type DifferenceEstimate, type NoSpread, type PairMoments, type TooFew,
} from '#stats';

/** The units of one variant that were assigned in one epoch. */
export interface Cell {
  variantId: string;
  epoch: number;
  metric: string;
  moments: PairMoments;
}

/** In the order in which they are read. */
export const measures: readonly { measure: ComparedMeasure; better: Comparison['better'] }[] = [
  { measure: 'csat', better: 'more' }, { measure: 'csat_top', better: 'more' }, { measure: 'thumbs', better: 'more' }, { measure: 'resolved', better: 'more' },
  { measure: 'hand_over', better: 'less' }, { measure: 'failure', better: 'less' }, { measure: 'cost', better: 'less' },
];

/** What the comparisons of one measure may be wrong in together. */
const ALPHA = 0.05;

export interface Compared {
  controlId: string;
  treatmentIds: readonly string[];
  cells: readonly Cell[];
  /** Units that the experiment was planned on, all variants together; fixed before it started. */
  plannedUnits: number;
}

/**
 * Each variant against the control in each measure. Visitors are compared with those of the same epoch, so that a change
 * of weights on a busy day is not taken for an effect; the intervals that may be looked at any time share their error
 * over the variants (Bonferroni).
 */
export function compareVariants({ controlId, treatmentIds, cells, plannedUnits }: Compared): Comparison[] {
  const plan = { plannedUnits: Math.max(1, (2 * plannedUnits) / (treatmentIds.length + 1)), alpha: ALPHA / Math.max(1, treatmentIds.length) };
  return measures.flatMap(({ measure, better }) => treatmentIds.map((variantId): Comparison => {
    const of = (id: string): ReadonlyMap<number, PairMoments> => new Map(cells.filter((cell) => cell.metric === measure && cell.variantId === id).map(({ epoch, moments }) => [epoch, moments]));
    const { difference, leftOut, smallerUnits } = between(of(controlId), of(variantId));
    return { variantId, measure, better, epochsLeftOut: leftOut, difference: asReply(difference, smallerUnits, plan) };
  }));
}

type Difference = DifferenceEstimate | NoSpread | TooFew;

interface Between {
  difference: Difference;
  /** Epochs. */
  leftOut: number;
  /** Of the variant with fewer, in the epochs that are compared. */
  smallerUnits: number;
}

function between(control: ReadonlyMap<number, PairMoments>, treatment: ReadonlyMap<number, PairMoments>): Between {
  const epochs = [...new Set([...control.keys(), ...treatment.keys()])];
  const strata = epochs.map((epoch) => {
    const [a, b] = [control.get(epoch) ?? NO_PAIR_MOMENTS, treatment.get(epoch) ?? NO_PAIR_MOMENTS];
    return { difference: differenceOfRatios(a, b), units: [a.x.count, b.x.count] as const };
  });
  const usable = strata.flatMap(({ difference, units }) => (difference.kind === 'too-few' ? [] : [{ difference, units }]));
  if (usable.length === 0) return { difference: tooFew(control, treatment), leftOut: 0, smallerUnits: 0 };
  const [first, ...others] = usable.map(({ difference }) => difference);
  const side = (at: 0 | 1): number => usable.reduce((sum, { units }) => sum + units[at], 0);
  return {
    difference: others.length === 0 ? first! : stratifiedDifference([first!, ...others]),
    leftOut: epochs.length - usable.length, smallerUnits: Math.min(side(0), side(1)),
  };
}

/** How many are missing, all epochs together; several epochs that are too small on their own say so one by one. */
function tooFew(control: ReadonlyMap<number, PairMoments>, treatment: ReadonlyMap<number, PairMoments>): TooFew {
  const whole = (side: ReadonlyMap<number, PairMoments>): PairMoments => [...side.values()].reduce(mergePairMoments, NO_PAIR_MOMENTS);
  const merged = differenceOfRatios(whole(control), whole(treatment));
  if (merged.kind === 'too-few') return merged;
  const largest = Math.max(...[...control].map(([epoch, { x }]) => Math.min(x.count, treatment.get(epoch)?.x.count ?? 0)), 0);
  return { kind: 'too-few', have: largest, need: Math.max(largest + 1, FEWEST) };
}

/** Of each side, in one epoch. */
const FEWEST = 30;

function asReply(difference: Difference, smallerUnits: number, plan: { plannedUnits: number; alpha: number }): Comparison['difference'] {
  if (difference.kind !== 'estimate') return difference;
  const { value, low, high, units } = difference;
  const sequence = confidenceSequence({ ...difference, smallerUnits }, plan);
  return { kind: 'difference', value, low, high, units, anytime: sequence.kind === 'sequence' ? { low: sequence.low, high: sequence.high, p: sequence.alwaysValidP } : null };
}
