import type { ComparedMeasure, Results, SequenceOverTime } from '#contracts';
import { treatmentsOf, type LookedVariant } from '../looked-variants.ts';

/** A line needs two points. */
const FEWEST_POINTS = 2;

/** One look at one variant. */
export type SequencePoint = SequenceOverTime['points'][number];

export interface Pictured extends LookedVariant {
  points: readonly SequencePoint[];
}

/** The confidence sequences of a measure, of those variants that have enough looks for a line. */
export const picturedOf = ({ variants, analysis: { sequences } }: Results, measure: ComparedMeasure): Pictured[] =>
  treatmentsOf(variants).flatMap((one) => {
    const points = sequences.find((sequence) => sequence.variantId === one.variant.id && sequence.measure === measure)?.points ?? [];
    return points.length >= FEWEST_POINTS ? [{ ...one, points }] : [];
  });

/** What there is a picture of: the measure that decides first, then as they are compared. */
export function picturable(results: Results): ComparedMeasure[] {
  const { experiment: { decision: { primary } }, analysis: { comparisons } } = results;
  return [...new Set([primary, ...comparisons.map(({ measure }) => measure)])].filter((measure) => picturedOf(results, measure).length > 0);
}

/** Ends of one axis for all pictures: the bands, from the second look on, and zero; the first band may be so wide that it hides the others. */
export function domainOf(pictured: readonly Pictured[]): [low: number, high: number] {
  const later = pictured.flatMap(({ points }) => points.slice(1));
  const all = pictured.flatMap(({ points }) => points);
  const ends = [0, ...all.map(({ value }) => value), ...later.flatMap(({ low, high }) => [low, high])];
  return [Math.min(...ends), Math.max(...ends)];
}

/** What all looks up to a point leave together; null where they exclude each other. */
export const leftAt = ({ runningLow, runningHigh }: SequencePoint): [low: number, high: number] | null => (runningLow <= runningHigh ? [runningLow, runningHigh] : null);
