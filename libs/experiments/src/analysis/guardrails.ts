import type { Evidence, Guardrail, GuardrailCheck } from '#contracts';
import { nonInferiority, sequentialHarm, sequentialPass, type Guardrail as Margin, type SequencePlan } from '#stats';
import { measureNamed } from './measures.ts';
import { comparedIn, type Compared } from './plan.ts';
import { between, type Between } from './strata.ts';

type Sides = NonNullable<Between['sides']>;

/**
 * Each guardrail of each variant. Both verdicts hold however often somebody looks. A pass needs no correction for their
 * number, because all must pass; harm is looked for by each of them, so its error is shared out.
 */
export function checkGuardrails(evidence: Evidence): GuardrailCheck[] {
  const compared = comparedIn(evidence);
  const { guardrails } = evidence.plan.decision;
  return guardrails.flatMap((guardrail) => compared.treatmentIds.map((variantId) => check(evidence, compared, guardrail, variantId)));
}

function check(evidence: Evidence, { controlId, sequence }: Compared, guardrail: Guardrail, variantId: string): GuardrailCheck {
  const measure = measureNamed(guardrail.measure);
  const { difference, sides } = between(evidence, measure, controlId, variantId);
  const told = { variantId, ...guardrail };
  if (difference.kind === 'too-few') return { ...told, result: 'too-few', p: null, harm: false };
  if (!sides) return { ...told, result: 'unknown', p: null, harm: false };
  const margin: Margin = { better: measure.better === 'more' ? 'higher' : 'lower', margin: guardrail.margin, marginIs: guardrail.marginIs };
  const tested = nonInferiority(sides.control, sides.treatment, margin, evidence.plan.alpha);
  const harm = isHarmed(sides, margin, { ...sequence, alpha: sequence.alpha / evidence.plan.decision.guardrails.length });
  if (tested.kind === 'no-spread') return { ...told, result: within(sides, margin) ? 'pass' : 'inferior', p: null, harm };
  // One-sided: only a wrong pass is an error here.
  const passes = sequentialPass(sides.control, sides.treatment, margin, { ...sequence, alpha: 2 * evidence.plan.alpha }).kind === 'pass';
  return { ...told, result: passes ? 'pass' : tested.kind === 'pass' ? 'early' : tested.kind, p: tested.pValue, harm };
}

/** Whether a variant harms a guardrail, asked at any look. @param plan its alpha is the guardrail's own */
export function isHarmed(sides: Sides, margin: Margin, plan: SequencePlan): boolean {
  const harm = sequentialHarm(sides.control, sides.treatment, margin, plan);
  return harm.kind === 'no-spread' ? !within(sides, margin) && isEnough(sides) : harm.kind === 'harm';
}

/** Where neither side varies there is no error to build a sequence on: a variant that always fails shows harm at the units at which a sequence begins. */
const FEWEST_TO_HARM = 50;

const isEnough = ({ control, treatment }: Sides): boolean => Math.min(control.units, treatment.units) >= FEWEST_TO_HARM;

/** Where neither side varies, the two values are all there is. */
function within({ control, treatment }: Sides, { better, margin, marginIs }: Margin): boolean {
  const loss = (better === 'higher' ? control.value - treatment.value : treatment.value - control.value);
  return loss < (marginIs === 'relative' ? margin * Math.abs(control.value) : margin) || loss <= 0;
}
