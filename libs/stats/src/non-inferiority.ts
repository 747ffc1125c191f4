import type { Estimate, NoSpread, TooFew } from './answers.ts';
import { confidenceSequence } from './confidence-sequence.ts';
import type { SequencePlan } from './confidence-sequence.ts';
import { normalUpper } from './distributions.ts';

/** The loss that is still acceptable, fixed before the start. */
export interface Guardrail {
  better: 'higher' | 'lower';
  /** Above 0: in the unit of the metric, or relative to the control's value (0.1 is ten per cent of it). */
  margin: number;
  marginIs: 'absolute' | 'relative';
}

/** One variant's value; `no-spread` counts as known exactly. */
export type GuardrailSide = Estimate | NoSpread;

/** `inferior`: worse by more than the margin. `inconclusive` is neither proof of harm nor of its absence. */
export interface NonInferiority {
  kind: 'pass' | 'inferior' | 'inconclusive';
  /** One-sided, of "worse by at least the margin", 0..1. */
  pValue: number;
}

/**
 * Whether a variant is worse than the control by less than a margin: the test of a guardrail.
 *
 * A relative margin moves with the control's value, so that value's own uncertainty is counted.
 *
 * @param alpha one-sided, 1e-6..0.5
 * @returns `no-spread` when neither side varies
 * @throws RangeError when the margin or alpha is impossible
 * @see Chow, Shao & Wang (2008), Sample Size Calculations in Clinical Research, 3.2.2: z = (s d + M) / se
 */
export function nonInferiority(control: GuardrailSide, treatment: GuardrailSide, guardrail: Guardrail, alpha = 0.05): NonInferiority | NoSpread {
  if (!(alpha >= 1e-6 && alpha <= 0.5)) throw new RangeError(`alpha must lie in 1e-6..0.5: ${alpha}`);
  const { value, standardError, units } = headroom(control, treatment, guardrail);
  if (standardError === 0) return { kind: 'no-spread', value: treatment.value - control.value, units };
  const pValue = normalUpper(value / standardError);
  const worse = normalUpper(-value / standardError);
  if (pValue < alpha) return { kind: 'pass', pValue };
  return { kind: worse < alpha ? 'inferior' : 'inconclusive', pValue };
}

/** Both one-sided p-values below alpha show that the two are the same up to the margin. */
export interface Equivalence {
  kind: 'equivalent' | 'not-shown';
  /** The larger of the two one-sided p-values, 0..1. */
  pValue: number;
}

/**
 * Whether two variants are the same up to a margin, by two one-sided tests. "No difference was found" is not that.
 *
 * @returns `no-spread` when neither side varies
 * @throws RangeError when the margin or alpha is impossible
 * @see D. J. Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15(6), 657-680
 */
export function equivalence(control: GuardrailSide, treatment: GuardrailSide, margin: Omit<Guardrail, 'better'>, alpha = 0.05): Equivalence | NoSpread {
  const below = nonInferiority(control, treatment, { ...margin, better: 'higher' }, alpha);
  const above = nonInferiority(control, treatment, { ...margin, better: 'lower' }, alpha);
  if (below.kind === 'no-spread') return below;
  if (above.kind === 'no-spread') return above;
  const pValue = Math.max(below.pValue, above.pValue);
  return { kind: pValue < alpha ? 'equivalent' : 'not-shown', pValue };
}

/**
 * Whether a variant harms a guardrail by more than its margin, safe to ask after every unit: the only ground on which an
 * experiment may be stopped without a person.
 *
 * @param plan alpha is the guardrail's own: 0.05 over the number of guardrails
 * @returns `too-few` (counted in units of the smaller variant) below 50; `no-spread` when neither side varies
 * @throws RangeError when the margin or the plan is impossible
 * @see Waudby-Smith et al. (2024), Annals of Statistics 52(6): the sequence whose upper bound has to lie below -margin
 */
export function sequentialHarm(control: GuardrailSide, treatment: GuardrailSide, guardrail: Guardrail, plan: SequencePlan): { kind: 'harm' | 'no-harm-shown' } | NoSpread | TooFew {
  const room = roomAtAnyTime(control, treatment, guardrail, plan);
  return 'low' in room ? { kind: room.high < 0 ? 'harm' : 'no-harm-shown' } : room;
}

/**
 * Whether a variant is worse than the control by less than a margin, safe to ask after every unit. A test that is made for
 * one look and asked at each of a hundred passes a variant exactly at its margin in a quarter of all runs.
 *
 * @param plan alpha is two-sided: twice the error of a wrong pass
 * @returns `too-few` (counted in units of the smaller variant) below 50; `no-spread` when neither side varies
 * @throws RangeError when the margin or the plan is impossible
 * @see I. Waudby-Smith et al. (2024), Time-uniform central limit theory and asymptotic confidence sequences, Annals of Statistics 52(6): the sequence that is read
 */
export function sequentialPass(control: GuardrailSide, treatment: GuardrailSide, guardrail: Guardrail, plan: SequencePlan): { kind: 'pass' | 'not-shown' } | NoSpread | TooFew {
  const room = roomAtAnyTime(control, treatment, guardrail, plan);
  return 'low' in room ? { kind: room.low > 0 ? 'pass' : 'not-shown' } : room;
}

/** The interval of the headroom that holds at every look. */
function roomAtAnyTime(control: GuardrailSide, treatment: GuardrailSide, guardrail: Guardrail, plan: SequencePlan): { low: number; high: number } | NoSpread | TooFew {
  const room = headroom(control, treatment, guardrail);
  if (room.standardError === 0) return { kind: 'no-spread', value: treatment.value - control.value, units: room.units };
  const sequence = confidenceSequence({ ...room, smallerUnits: Math.min(control.units, treatment.units) }, plan);
  return sequence.kind === 'too-few' ? sequence : { low: sequence.low, high: sequence.high };
}

/**
 * How far the variant is from the worst that is acceptable, above 0 on the good side: s (B - A) + M, which with a
 * relative margin M = r |A| is s (B - w A) for w = 1 - s r sign(A).
 */
function headroom(control: GuardrailSide, treatment: GuardrailSide, { better, margin, marginIs }: Guardrail): Pick<Estimate, 'value' | 'standardError' | 'units'> {
  if (!(margin > 0 && margin < Infinity)) throw new RangeError(`a margin must be above 0: ${margin}`);
  const sign = better === 'higher' ? 1 : -1;
  const relative = marginIs === 'relative';
  const weight = relative ? 1 - sign * margin * Math.sign(control.value) : 1;
  const value = sign * (treatment.value - weight * control.value) + (relative ? 0 : margin);
  return { value, standardError: Math.hypot(errorOf(treatment), weight * errorOf(control)), units: control.units + treatment.units };
}

function errorOf(side: GuardrailSide): number {
  return side.kind === 'estimate' ? side.standardError : 0;
}
