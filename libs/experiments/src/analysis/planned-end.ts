import type { Comparison, ComparedMeasure, Evidence, Look } from '#contracts';
import { chanceToWin, tHalfWidth } from '#stats';
import { looksAt } from './looks.ts';
import { comparedIn, type Deciding } from './plan.ts';

export type PlannedEnd = NonNullable<Comparison['plannedEnd']>;

/** Of the smaller variant, as a confidence sequence asks for: below, the error of the difference is not known well enough. */
const FEWEST = 50;

type Seen = Pick<Look['differences'][number], 'standardError' | 'units' | 'smallerUnits'>;

/** Whether a difference that was seen is the one that the test at the planned end reads. */
export const isAtEnd = ({ standardError, units, smallerUnits }: Seen, plannedUnits: number): boolean =>
  units >= plannedUnits && smallerUnits >= FEWEST && standardError > 0;

/**
 * The test at the planned end, as the first kept look at or past it saw it. What is known at this moment never stands for
 * it: somebody would read it again and again until it pleases. Looks are kept whenever they come due and never rewritten,
 * so all readers find the same one.
 *
 * @returns null before that look; undefined where the design has no such test
 */
export function plannedEndOf(looks: readonly Look[], { variantId, measure }: { variantId: string; measure: ComparedMeasure }, { sequence, endAlpha }: Deciding): PlannedEnd | null | undefined {
  if (endAlpha === null) return undefined;
  const first = looksAt(looks, variantId, measure).find(({ seen }) => isAtEnd(seen, sequence.plannedUnits));
  if (!first) return null;
  const { look: { at }, seen: { value, standardError, units } } = first;
  const reach = tHalfWidth(1 - endAlpha, Infinity) * standardError;
  return { at, value, units, alpha: endAlpha, p: 2 * chanceToWin({ value: -Math.abs(value), standardError }).chanceToWin, low: value - reach, high: value + reach };
}

/** Whether a look is the first at a variant's planned end, and so must be kept. */
export function endsWith(evidence: Evidence, look: Look): boolean {
  const { deciding, treatmentIds } = comparedIn(evidence);
  const { primary: measure } = evidence.plan.decision;
  const read = (looks: readonly Look[], variantId: string): boolean => Boolean(plannedEndOf(looks, { variantId, measure }, deciding));
  return treatmentIds.some((variantId) => read([look], variantId) && !read(evidence.looks, variantId));
}

/**
 * One p-value of both halves: not above the error of the whole where one of the halves is not above its own share.
 *
 * @see C. E. Bonferroni (1936), with unequal shares
 */
export function hybridP(sequenceP: number | null, end: PlannedEnd | null, { sequence, endAlpha }: Deciding): number | null {
  if (endAlpha === null || (sequenceP === null && !end)) return sequenceP;
  const whole = sequence.alpha + endAlpha;
  return Math.min(1, (sequenceP ?? 1) * (whole / sequence.alpha), (end?.p ?? 1) * (whole / endAlpha));
}
