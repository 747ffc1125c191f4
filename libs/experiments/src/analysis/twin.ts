import type { Difference, Evidence, TwinCheck } from '#contracts';
import { differenceOf } from './compare.ts';
import { looksAt } from './looks.ts';
import { measureNamed } from './measures.ts';
import { comparedIn } from './plan.ts';
import { between } from './strata.ts';

/** Error of the A/A check over all looks: it stops every verdict, so it may stop one sound experiment in a hundred. */
const ALPHA = 0.01;
/** Where neither side varies there is no error to build a sequence on: the units of each at which a sequence begins. */
const FEWEST = 50;

const twinOf = ({ variants }: Pick<Evidence, 'variants'>): Evidence['variants'][number] | undefined => variants.find(({ isTwin }) => isTwin);

/** The evidence on those who compete: the control's twin can neither win nor lose, and takes no part of the error. */
export function withoutTwin(evidence: Evidence): Evidence {
  const twin = twinOf(evidence);
  if (!twin) return evidence;
  const { variants, cells, latency, ratings, segments, covariates, served, asked, ...rest } = evidence;
  const others = <T extends { variantId: string }>(all: readonly T[]): T[] => all.filter(({ variantId }) => variantId !== twin.id);
  return {
    ...rest, variants: variants.filter(({ id }) => id !== twin.id), cells: others(cells), latency: others(latency), ratings: others(ratings),
    segments: others(segments), covariates: others(covariates), ...(served && { served: others(served) }), ...(asked && { asked: others(asked) }),
  };
}

/**
 * The A/A check: whether the control and its twin, who answer with one and the same version, differ in the measure that
 * decides. Valid at every look, with an error of its own; once it failed it stays failed in this phase, because all looks
 * count.
 */
export function checkTwin(evidence: Evidence): { twin?: TwinCheck } {
  const twin = twinOf(evidence);
  if (!twin) return {};
  const { controlId, sequence } = comparedIn(evidence);
  const measure = measureNamed(evidence.plan.decision.primary);
  const found = between(evidence, measure, controlId, twin.id);
  const looks = looksAt(evidence.looks, twin.id, measure.measure).map(({ seen }) => seen);
  const difference = differenceOf(found, measure, { sequence: { ...sequence, alpha: ALPHA }, looks });
  const units = Math.min(found.sides?.control.units ?? 0, found.sides?.treatment.units ?? 0);
  return { twin: { variantId: twin.id, measure: measure.measure, result: resultOf(difference, units), alpha: ALPHA, control: found.sides?.control.value ?? null, twin: found.sides?.treatment.value ?? null, difference } };
}

function resultOf(difference: Difference, smallerUnits: number): TwinCheck['result'] {
  switch (difference.kind) {
    case 'too-few': return 'too-few';
    case 'unknown': return 'unknown';
    case 'no-spread': return difference.value === 0 ? 'alike' : smallerUnits < FEWEST ? 'too-few' : 'differs';
    case 'difference': {
      const held = difference.running ?? difference.anytime;
      if (!held) return 'too-few';
      return held.low > 0 || held.high < 0 ? 'differs' : 'alike';
    }
  }
}
