import type { ComparedMeasure, Comparison, Decision, Difference, Evidence } from '#contracts';
import { benjaminiHochberg, chanceToWin, confidenceSequence, holm, lift, selectedIntervals, sequenceHalfWidth, type DifferenceEstimate, type GuardrailSide, type SequencePlan } from '#stats';
import { adjustedDifference } from './adjusted.ts';
import { looksAt, runningOf } from './looks.ts';
import { measures, type Measure } from './measures.ts';
import { comparedIn, type Compared } from './plan.ts';
import { hybridP, plannedEndOf } from './planned-end.ts';
import { between, type Between } from './strata.ts';

/** Each variant against the control in each measure, p-values adjusted within their families. */
export function compareVariants(evidence: Evidence): Comparison[] {
  const compared = comparedIn(evidence);
  const all = measures.flatMap((measure) => compared.treatmentIds.map((variantId) => comparisonOf(evidence, compared, measure, variantId)));
  return withFamilies(all, evidence.plan.alpha, compared);
}

function comparisonOf(evidence: Evidence, { controlId, sequence, deciding }: Compared, measure: Measure, variantId: string): Comparison {
  const found = between(evidence, measure, controlId, variantId);
  const role = roleOf(measure.measure, evidence.plan.decision);
  return {
    variantId, measure: measure.measure, better: measure.better, role, epochsLeftOut: found.leftOut,
    difference: differenceOf(found, measure, { sequence: role === 'primary' ? deciding.sequence : sequence, looks: looksAt(evidence.looks, variantId, measure.measure).map(({ seen }) => seen) }),
    control: found.sides?.control.value ?? null, treatment: found.sides?.treatment.value ?? null,
    adjustedP: null, selected: null, adjusted: role === 'primary' ? adjustedDifference(evidence, { controlId, variantId }, found.difference) : null,
    ...(role === 'primary' && deciding.endAlpha !== null && { plannedEnd: plannedEndOf(evidence.looks, { variantId, measure: measure.measure }, deciding) }),
  };
}

function roleOf(measure: ComparedMeasure, { primary, secondary, guardrails }: Decision): Comparison['role'] {
  if (measure === primary) return 'primary';
  if (secondary.includes(measure)) return 'secondary';
  return guardrails.some((one) => one.measure === measure) ? 'guardrail' : 'other';
}

interface Looking {
  sequence: SequencePlan;
  looks: Parameters<typeof runningOf>[0];
}

/** What is told of a difference, with the intervals that hold at any look. */
export function differenceOf({ difference, sides, smallerUnits }: Between, { better }: Measure, { sequence, looks }: Looking): Difference {
  if (difference.kind !== 'estimate') return difference;
  const { value, low, high, units, standardError, pValue } = difference;
  const anytime = confidenceSequence({ ...difference, smallerUnits }, sequence);
  return {
    kind: 'difference', value, low, high, units, standardError, p: pValue,
    anytime: anytime.kind === 'sequence' ? { low: anytime.low, high: anytime.high, p: anytime.alwaysValidP } : null,
    running: runningOf(looks, { value, standardError, units, smallerUnits }, sequence),
    lift: sides && liftOf(sides), belief: beliefOf(difference, better),
  };
}

function liftOf({ control, treatment }: { control: GuardrailSide; treatment: GuardrailSide }): Extract<Difference, { kind: 'difference' }>['lift'] {
  if (control.kind === 'no-spread' && control.value === 0) return null;
  const found = lift(control, treatment);
  return found.kind === 'estimate' ? { value: found.value, low: found.low, high: found.high, method: found.method } : null;
}

function beliefOf({ value, standardError }: DifferenceEstimate, better: Comparison['better']): Extract<Difference, { kind: 'difference' }>['belief'] {
  const { chanceToWin: chance, lossOfTreatment, lossOfControl } = chanceToWin({ value: better === 'more' ? value : -value, standardError });
  return { chanceToWin: chance, lossOfTreatment, lossOfControl };
}

/** Of the intersection of all looks, which is at least as sure as the present one. */
const alwaysValid = ({ difference }: Comparison): number | null => (difference.kind === 'difference' ? (difference.running?.p ?? difference.anytime?.p ?? null) : null);

/** Family 1 is the primary measure over the variants, family 2 all secondary measures over all variants. */
function withFamilies(all: readonly Comparison[], alpha: number, { sequence, deciding }: Compared): Comparison[] {
  const primary = all.filter(({ role }) => role === 'primary');
  const secondary = all.filter(({ role }) => role === 'secondary');
  const adjusted = new Map<Comparison, number | null>();
  holm(primary.map((one) => hybridP(alwaysValid(one), one.plannedEnd ?? null, deciding))).forEach((p, at) => adjusted.set(primary[at]!, p));
  benjaminiHochberg(secondary.map(alwaysValid)).forEach((p, at) => adjusted.set(secondary[at]!, p));
  const picked = selectedIntervals(secondary.map(alwaysValid), alpha);
  return all.map((one) => {
    const place = secondary.indexOf(one);
    return { ...one, adjustedP: adjusted.get(one) ?? null, selected: place >= 0 && picked.selected[place] && picked.confidence !== null ? widened(one.difference, { ...sequence, alpha: 1 - picked.confidence }) : null };
  });
}

/** The interval that holds at any look, at the error that the picked ones may have: it was picked by a p-value of the same kind. */
function widened(difference: Difference, plan: SequencePlan): { low: number; high: number } | null {
  if (difference.kind !== 'difference') return null;
  const reach = sequenceHalfWidth(difference.standardError, difference.units, plan);
  return { low: difference.value - reach, high: difference.value + reach };
}
